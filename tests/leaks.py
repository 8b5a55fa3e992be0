"""A council with restricted children who stand on every page on which a child can stand, and all those pages.

`Council.colleague` has every role but those that see restricted records, in the children's team: as long as no record
is restricted, each of `places` shows them one of the children.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import take_interview
from missing.codes import Independence, Method, Outcome, Route, Source
from missing.models import Episode, InterviewBooking, InterviewRecord, ReturnInterview
from missing.queue import KEYS
from missing.strategy_list import KEYS as STRATEGY_KEYS
from people.actions.restriction import restrict_record
from people.codes import KindOfRecord
from people.models import YoungPerson
from reporting.actions import build_weekly_email, send_weekly_email
from reporting.measures import BY_KEY, Measure
from reporting.measures.endings import Ending
from reporting.weeks import Week
from tests.factories import (
    EpisodeFactory,
    HarmToldFactory,
    PlacementFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

CUT_OFF = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NOW = CUT_OFF + timedelta(hours=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMES = re.compile(r"xanthippe|xerxes|xenia|quellmalz|xq-73\d", re.IGNORECASE)
INITIALS = re.compile(r"\bX\. ?Q\b|\bXQ\b(?!-73\d)|\bX Q\b")
HTMX = {"HX-Request": "true", "HX-Target": "person-results"}
SEE_RESTRICTED = (Role.SERVICE_MANAGER, Role.DIRECTOR)

ENDED = [
    *(Outcome.DECLINED, Outcome.DECLINED_PARENT, Outcome.ACCEPTED_NOT_DONE, Outcome.NOT_OFFERED_MISSING_AGAIN),
    *(Outcome.NOT_OFFERED_NO_CONTACT, Outcome.NOT_OFFERED_OTHER, Outcome.NOT_REQUIRED),
]


@dataclass(frozen=True)
class Council:
    """The child and two more of the same name, for what one cannot be at once; another whom everybody sees."""

    child: YoungPerson
    children: list[YoungPerson]
    other: YoungPerson
    service_manager: User
    named: User
    colleague: User
    strangers: dict[str, User]

    def restrict(self) -> None:
        for child in self.children:
            restrict_record(
                actor=self.service_manager, young_person=child, interviewer=self.named, keeper=self.service_manager
            )
            child.refresh_from_db()


def make_council(*, is_restricted: bool) -> Council:
    """The children and what is on record of them. Whoever is told, is told."""
    team = TeamFactory(name="Care Team North")
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")
    named = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Nia Named")
    strangers = {
        "social worker of another team": UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()]),
        "worker of the team, not named": UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team]),
        "interviewer from outside": UserFactory(roles=[Role.INTERVIEWER]),
        "returns officer": UserFactory(roles=[Role.RETURNS_OFFICER]),
        "analyst": UserFactory(roles=[Role.ANALYST]),
    }
    colleague = UserFactory(roles=[role for role in Role if role not in SEE_RESTRICTED], teams=[team])
    team.service.managers.add(service_manager)
    team.service.email_recipients.add(service_manager, *strangers.values())
    about: dict[str, Any] = {"last_name": "Quellmalz", "team": team, "date_of_birth": date(2011, 2, 3)}
    child = YoungPersonFactory(first_name="Xanthippe", reference="XQ-7319", **about)
    placed_here = {"kind_of_record": KindOfRecord.OTHER_COUNCIL, "responsible_authority": "Eastmoor Council"}
    visitor = YoungPersonFactory(first_name="Xerxes", reference="XQ-7320", **about | placed_here)
    left_care = about | {"date_of_birth": date(2007, 2, 3), "kind_of_record": KindOfRecord.CARE_LEAVER}
    adult = YoungPersonFactory(first_name="Xenia", reference="XQ-7321", **left_care)
    other = YoungPersonFactory(
        first_name="Kayden", last_name="Marsh", reference="YP00096", team=team, date_of_birth=date(2011, 2, 3)
    )
    for person in (child, other):
        PlacementFactory(young_person=person, postcode="WV1 1AA", provider_name="Ash House")
    council = Council(child, [child, visitor, adult], other, service_manager, named, colleague, strangers)
    if is_restricted:
        council.restrict()
    _put_on_record(council, holder=named if is_restricted else colleague)
    given = ReturnInterviewFactory(episode=EpisodeFactory(young_person=other, started_at=NOW - 2 * DAY, returned=True))
    take_interview(actor=strangers["interviewer from outside"], interview=given)
    raise_alerts()
    put_off = (
        Alert.objects.filter(user=colleague, stage__young_person=child).order_by("pk").values_list("pk", flat=True)
    )
    Alert.objects.filter(pk__in=list(put_off[:1])).update(read_at=NOW, remind_at=NOW + DAY)
    build_weekly_email(week=Week(2026, 46), at=CUT_OFF - 7 * DAY)  # not sent yet
    email, _ = build_weekly_email(week=Week(2026, 47), at=CUT_OFF)
    send_weekly_email(actor=service_manager, email=email)
    return council


def _put_on_record(council: Council, *, holder: User) -> None:
    """What puts the child, or one of the two others, on every page; `holder` has what has to be somebody's."""
    child, visitor, adult = council.children
    ReturnInterviewFactory(episode=_back(child, 7, "E702"))
    ReturnInterviewFactory(episode=_back(child, 3, "E704", returned_at=NOW - 70 * HOUR))
    held = ReturnInterviewFactory(episode=_back(child, 9, "E703"), outcome=Outcome.COMPLETED, account="It is loud.")
    InterviewRecord.objects.create(interview=held, limits_told=True, recorded_at=NOW)
    late = _back(child, 20, "E705")
    not_independent = {"independence": Independence.NOT_CASE_HOLDER, "outcome_at": late.returned_at + 5 * DAY}
    ReturnInterviewFactory(episode=late, outcome=Outcome.COMPLETED, **not_independent)
    ReturnInterviewFactory(
        episode=_back(child, 11, "E706"), outcome=Outcome.COVERED_BY_LATER, covered_by=held, outcome_at=held.outcome_at
    )
    for number, outcome in enumerate(ENDED):
        ReturnInterviewFactory(episode=_back(child, 22 + 2 * number, f"E71{number}"), outcome=outcome)
    imported = {"source": Source.IMPORTED}
    ReturnInterviewFactory(episode=_back(child, 50, "E720"), outcome=Outcome.COVERED_BY_LATER, **imported)
    ReturnInterviewFactory(episode=_back(child, 52, "E721"), is_to_settle=True, **imported)
    away = ReturnInterviewFactory(episode=_back(child, 13, "E722", out_of_city=True), route=Route.RETURNS_OFFICER)
    take_interview(actor=holder, interview=away)
    InterviewBooking.objects.create(
        interview=away, meets_at=NOW + DAY, method=Method.FACE_TO_FACE, place="The library", booked_at=NOW,
        booked_by=holder,
    )  # fmt: skip
    ReturnInterviewFactory(episode=_back(visitor, 5, "E723"))
    _back(adult, 5, "E724")
    _discussions(child, visitor, held, holder)
    raise_alerts()  # of the interviews that are overdue: they pause while the child is missing again
    EpisodeFactory(young_person=child, started_at=NOW - 30 * HOUR, reference="E701")


def _back(person: YoungPerson, days_ago: int, reference: str, **facts: Any) -> Episode:
    began = {"young_person": person, "started_at": NOW - days_ago * DAY - 12 * HOUR, "reference": reference}
    episode: Episode = EpisodeFactory(**began, **facts) if "returned_at" in facts else EpisodeFactory(
        **began, returned=True, **facts
    )  # fmt: skip
    return episode


def _discussions(child: YoungPerson, visitor: YoungPerson, held: ReturnInterview, holder: User) -> None:
    due = StrategyDiscussionFactory(
        young_person=child, opened_at=NOW - 4 * DAY, due_at=NOW - DAY, assigned_to=holder, reference="SD1"
    )
    HarmToldFactory(episode=held.episode, interview=held, told_at=NOW - 4 * DAY, discussion=due)
    StrategyDiscussionFactory(young_person=child, opened_at=NOW - 9 * DAY, held=True, reference="SD2")
    StrategyDiscussionFactory(young_person=child, opened_at=NOW - 8 * DAY, declined=True, reference="SD3")
    StrategyDiscussionFactory(young_person=visitor, opened_at=NOW - DAY, due_at=NOW + 2 * DAY, reference="SD4")


def leaks(text: str) -> list[str]:
    """What of the children is in the text or the page, its title and its attributes included."""
    return NAMES.findall(text) + INITIALS.findall(strip_tags(text))


def _parts(measure: Measure) -> list[str]:
    return ["", *(["rest"] if measure.rest else []), *(["all"] if measure.denominator else [])]


LISTS = [
    "/",
    "/alerts/",
    "/alerts/?show=all",
    "/alerts/?show=put_off",
    "/missing-now/",
    *(f"/strategy-discussions/?show={key}" for key in sorted(STRATEGY_KEYS)),
    "/weekly-email/2026-W47/",
    "/weekly-email/so-far/",
    *(f"{page}?show={key}" for page in ("/interviews/", "/interviews.csv") for key in sorted(KEYS)),
    *(f"/figures/{key}/?part={part}" for key, measure in BY_KEY.items() for part in _parts(measure)),
    *(f"/figures/how-interviews-ended/{ending}/" for ending in Ending.values),
    "/api/v1/young-people/",
    "/api/v1/episodes/",
    "/api/v1/interviews/",
    "/episodes/new/YP00096/",
]
TYPED = ["xanth", "quellm", "3/2/2011", "03-02-2011", "Xanthipe Quelmalz", "xq-731"]
SEARCHES = ["/young-people/search/?q={}", "/episodes/new/?q={}", "/young-people/YP00096/merge/?q={}"]
NAMELESS = [
    "/weekly-email/",
    "/weekly-email/2026-W46/send/",
    "/figures/",
    "/account/me/",
    "/account/cover/",
    "/account/moved-work/",
]
"""Pages that name no child to anybody, a service manager included."""
OF_SERVICE_MANAGERS = ["/young-people/drafts/", *(f"/young-people/YP00096/identity/?q={typed}" for typed in TYPED)]
"""Pages of who sees restricted records: closed to everybody else, whatever is on them."""
OWN = [
    "/young-people/XQ-7319/",
    "/young-people/XQ-7319/details/",
    "/young-people/XQ-7319/around/",
    "/young-people/XQ-7319/police-page/",
    "/young-people/XQ-7319/named/",
    "/young-people/XQ-7319/history/",
    "/young-people/XQ-7319/readers/",
    "/young-people/XQ-7319/open/",
    "/young-people/YP00096/merge/XQ-7319/",
    "/episodes/new/XQ-7319/",
    "/episodes/E701/",
    "/episodes/E701/told/",
    "/episodes/E701/history/",
    "/interviews/E702/",
    "/interviews/E702/record/",
    "/interviews/E703/record/whole/",
    "/interviews/E703/record/whole/pdf/",
    "/interviews/E703/sharing/",
    "/strategy-discussions/SD1/",
    "/strategy-discussions/SD1/history/",
    "/api/v1/young-people/XQ-7319/",
    "/api/v1/episodes/E701/",
    "/api/v1/interviews/E702/",
]


@dataclass(frozen=True)
class Got:
    place: str
    status: int
    leaks: list[str]


def got(client: Client, url: str, typed: str = "", **headers: str) -> Got:
    """What this user gets there. What they typed is theirs."""
    response = client.get(url, headers=headers)
    return Got(
        url, response.status_code, leaks(response.content.decode().replace(typed, "") if typed else response.text)
    )


def looked_for_with_them(client: Client, typed: str) -> Got:
    """The form that logs somebody else, looking for who is missing with them."""
    response = client.post("/episodes/new/YP00096/", {"look": "1", "find_other": typed, "started_at": "now"})
    return Got(f"with them: {typed}", response.status_code, leaks(response.text.replace(typed, "")))


def places(client: Client) -> Iterator[Got]:
    """Every place where a child could show."""
    for url in LISTS:
        yield got(client, url)
    for search in SEARCHES:
        for typed in TYPED:
            yield got(client, search.format(typed), typed)
            yield got(client, search.format(typed), typed, **HTMX)
    for typed in TYPED:
        yield looked_for_with_them(client, typed)
