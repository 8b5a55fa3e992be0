"""Finding a young person by name, reference or date of birth, and those whom a new one may be."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import OuterRef, Q, QuerySet

from accounts.models import User
from accounts.rules import Can
from accounts.whom_to_ring import service_managers_to_ring as service_managers_to_ring
from people.likeness import LIKE_ENOUGH, each_word_like, likeness_of_name
from people.models import MayOpen, OtherName, YoungPerson
from people.models.young_person import YoungPersonQuerySet

MOST = 20
SHORTEST = 2


@dataclass(frozen=True)
class Finding:
    """`people` carry `may_open` and `also_called`, their other names.

    `ask` names whom to ring about a restricted record that may match and is hidden. What is `too_short` was not looked
    for.
    """

    people: list[YoungPerson]
    there_are_more: bool
    ask: str = ""
    too_short: bool = False


def find(user: User, typed: str) -> Finding:
    """Whom this user may learn of by what they typed, best match first, at most MOST."""
    typed = typed.replace("\0", "").strip()
    if len(typed) < SHORTEST:
        return Finding([], False, too_short=True)
    matching = YoungPerson.objects.matching(typed)
    like = matching.filter(likeness__gte=LIKE_ENOUGH)  # type: ignore[misc]
    likest = list(matching.findable_by(user).values_list("pk", flat=True)[: MOST + 1])
    shown = _shown(YoungPerson.objects.filter(pk__in=likest[:MOST]), user).in_bulk()
    return Finding([shown[pk] for pk in likest[:MOST]], len(likest) > MOST, whom_to_ask(user, like))


def lookalikes(user: User, *, first_name: str, last_name: str, date_of_birth: date) -> Finding:
    """Those on record with a like name or the same birthday as somebody about to be added, likest first."""
    likeness = likeness_of_name(f"{first_name} {last_name}".lower())
    like = alike(first_name=first_name, last_name=last_name, date_of_birth=date_of_birth)
    findable = YoungPerson.objects.findable_by(user).values("pk")
    found = list(_shown(like.filter(pk__in=findable), user).order_by(likeness.desc(), "last_name", "pk")[: MOST + 1])
    return Finding(found[:MOST], len(found) > MOST, whom_to_ask(user, like))


def alike(*, first_name: str, last_name: str, date_of_birth: date) -> YoungPersonQuerySet:
    """All on record, whoever may see them, with a like name or the same birthday; in no order."""
    name = f"{first_name} {last_name}".lower()
    likeness = likeness_of_name(name)
    facts = {"letters": TrigramSimilarity("search_text", name), "likeness": likeness}
    by_letters = Q(search_text__trigram_similar=name, letters__gte=LIKE_ENOUGH)
    called_so = by_letters | each_word_like(name) & Q(likeness__gte=LIKE_ENOUGH)
    by_another_name = OtherName.objects.alias(**facts).filter(called_so).order_by().values("young_person")
    return YoungPerson.objects.alias(**facts).filter(
        Q(date_of_birth=date_of_birth) | called_so | Q(pk__in=by_another_name)
    )


def whom_to_ask(user: User, matching: YoungPersonQuerySet) -> str:
    """The service managers to ring about a restricted record that matches and is hidden from this user, or nothing.

    Only those who log episodes are told, so that they make no double; nothing else of the record is given away.
    """
    if not user.can(Can.LOG_EPISODES) or not matching.hidden_from(user).order_by().exists():
        return ""
    return service_managers_to_ring()


def _shown(people: QuerySet[YoungPerson], user: User) -> QuerySet[YoungPerson]:
    others = OtherName.objects.filter(young_person=OuterRef("pk")).order_by("-is_in_use", "name").values("name")
    return people.select_related("team", "social_worker").annotate(
        may_open=MayOpen(user, "pk"), also_called=ArraySubquery(others)
    )
