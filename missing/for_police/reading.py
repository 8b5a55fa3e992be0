"""What the page tells, fetched in a few queries."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import Cover, OnCallWeek, User
from missing.codes import LogKind
from missing.gone_together import Companion, companions, with_second_times
from missing.models import Episode, LogEntry, PersonMentioned, PlaceMentioned
from missing.telling import who_was_told
from people.history import events_of
from people.models import CarePeriod, CourtOrder, OtherName, PersonAround, Placement, YoungPerson
from people.warnings import limited_people, orders

EPISODES_SHOWN = 6
TOLD_SHOWN = 10


def people_for_police(user: User) -> QuerySet[YoungPerson]:
    """The young people whose record the user may open, with all that the page tells of them."""
    today = timezone.localdate()
    theirs = {"young_person": OuterRef("pk")}
    names = OtherName.objects.filter(**theirs).order_by("-is_in_use", "name")
    period = CarePeriod.objects.on(today).filter(**theirs).order_by("-started_on")
    return (
        YoungPerson.objects.visible_to(user)
        .select_related("team", "social_worker", "reviewing_officer", "needs", "photograph")
        .defer("photograph__image")
        .annotate(
            names=ArraySubquery(names.values(json=JSONObject(name="name", kind="kind", is_in_use="is_in_use"))),
            legal_status=Subquery(period.values("legal_status")[:1]),
            details_changed_at=_last_event(YoungPerson, pgh_obj_id=OuterRef("pk")),
            placement_changed_at=_last_event(Placement, young_person_id=OuterRef("pk")),
            places_told=_places_told(user),
            people_told=_people_told(user),
            told_people=limited_people(),
            told_orders=orders(today),
            **on_call(timezone.now()),
        )
        .prefetch_related(
            Prefetch("placements", Placement.objects.on(today), to_attr="lives_at"),
            Prefetch("people_around", PersonAround.objects.current(today), to_attr="around_now"),
            Prefetch("court_orders", CourtOrder.objects.current(today).select_related("about"), to_attr="orders_now"),
        )
    )


def episodes_of(person: YoungPerson, user: User) -> list[Episode]:
    """Their latest episodes, each with `told_rows` and `seen`: where they were seen, what places were checked, when."""
    lines = LogEntry.objects.standing().filter(episode=OuterRef("pk"), kind__in=[LogKind.SEEN, LogKind.PLACE_CHECKED])
    line = JSONObject(kind="kind", text="text", at="at", is_approximate="is_approximate")
    standing = Episode.objects.visible_to(user).standing().filter(young_person=person).order_by("-started_at")
    seen = ArraySubquery(lines.order_by("at").values(json=line))
    return list(standing.annotate(seen=seen, told_rows=who_was_told())[:EPISODES_SHOWN])


def missing_with(episode: Episode, user: User) -> list[Companion]:
    """Those who were logged with them, as far as the user may see their episodes; in one query."""
    together = Episode.objects.visible_to(user).logged_together(episode).select_related("young_person")
    return companions(episode, with_second_times(together, episode))


def on_call(now: datetime) -> dict[str, Subquery | ArraySubquery]:
    """`on_call_now`: who is the on-call manager of the week; `on_call_covers`: who covers for them today."""
    weeks = OnCallWeek.objects.at(now)
    manager = JSONObject(name="manager__full_name", phone="manager__phone", week="week")
    covers = Cover.objects.today().filter(absent__in=weeks.values("manager"), cover__is_active=True)
    return {
        "on_call_now": Subquery(weeks.values(json=manager)[:1]),
        "on_call_covers": ArraySubquery(
            covers.order_by("cover__full_name").values(json=JSONObject(name="cover__full_name", phone="cover__phone"))
        ),
    }


def _places_told(user: User) -> ArraySubquery:
    """Places that they have told of in interviews, and whether they slept there."""
    places = PlaceMentioned.objects.filter(young_person=OuterRef("pk")).by_latest(user).ever_slept(user)
    return ArraySubquery(places.values(json=JSONObject(where="where", slept="ever_slept"))[:TOLD_SHOWN])


def _people_told(user: User) -> ArraySubquery:
    """Those whom they have named in interviews, what each is to them, and who of them is of concern."""
    people = PersonMentioned.objects.filter(young_person=OuterRef("pk")).by_latest(user)
    return ArraySubquery(
        people.values(json=JSONObject(name="name", relation="relation", is_of_concern="is_of_concern"))[:TOLD_SHOWN]
    )


def _last_event(model: type[Any], **of: Any) -> Subquery:
    events = events_of(model).filter(**of).order_by().values(next(iter(of)))
    return Subquery(events.annotate(last=Max("pgh_created_at")).values("last"))
