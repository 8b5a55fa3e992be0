"""Figures of missing episodes and of the young people who went missing."""

from django.db.models import Count

from missing.models import Episode
from missing.models.episode_rows import EpisodeQuerySet
from missing.rules import REPEAT_EPISODES
from people.models import YoungPerson
from people.models.young_person import YoungPersonQuerySet
from reporting.measures.measure import Measure, Unit
from reporting.scope import Scope


def missing_now(scope: Scope) -> EpisodeQuerySet:
    """Missing at this moment, whenever they went, until they turn 18."""
    return scope.ours(Episode.objects.missing_now()).under_18(scope.at)


def who_went_missing(scope: Scope) -> YoungPersonQuerySet:
    """With at least one missing episode of the period."""
    return YoungPerson.objects.filter(pk__in=scope.episodes().order_by().values("young_person"))


def who_went_repeatedly(scope: Scope) -> YoungPersonQuerySet:
    """With three or more in the period."""
    by_person = scope.episodes().order_by().values("young_person").annotate(n=Count("pk"))
    return YoungPerson.objects.filter(pk__in=by_person.filter(n__gte=REPEAT_EPISODES).values("young_person"))


MISSING_NOW = Measure(
    key="missing_now",
    label="Missing now",
    unit=Unit.COUNT,
    definition=(
        "Young people who are missing at this moment: reported missing and not found. Away without authorisation and "
        "missed curfew are not counted, nor is somebody who has turned 18; their record stays open until they are "
        "found."
    ),
    numerator=missing_now,
    counted="Missing now",
)

YOUNG_PEOPLE_REPEAT = Measure(
    key="young_people_repeat",
    label="Young people missing three times or more",
    unit=Unit.COUNT,
    definition=(
        "Different young people with three or more missing episodes that began in the period, beside all who had at "
        "least one. An episode counts once, from when it became missing; away without authorisation and missed curfew "
        "do not count."
    ),
    numerator=who_went_repeatedly,
    counted="Three times or more",
    denominator=who_went_missing,
    out_of="Who went missing",
)
