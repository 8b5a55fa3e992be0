"""Which episodes somebody sees, and which are open, missing, counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import User
from accounts.rules import Can
from missing.codes import Category
from people.models import CarePeriod, MayOpen
from people.models.access import given_to
from people.rules import last_birthday_of_adults

if TYPE_CHECKING:
    from missing.models.episode import Episode

SEEN_AFTER_VOIDING = timedelta(hours=72)
"""How long who voided an episode of another team's young person still sees it, to put a slip right."""


LASTS = Q(clock_starts_at__isnull=True, voided_at__isnull=True)
"""They are not back yet: neither open nor found means that it is over."""

STATE_SINCE = Case(When(category=Category.MISSING, then=F("missing_from")), default=F("started_at"))
"""`Episode.state_since`, to order and to fetch by."""
STATE_SINCE_IS_APPROXIMATE = Case(
    When(category=Category.MISSING, missing_from__gt=F("started_at"), then=F("missing_from_is_approximate")),
    default=F("started_is_approximate"),
)


def interview_key(pk: Any) -> Concat:
    """The `source_key` of what is written for an interview, from an expression for its id."""
    return Concat(Value("interview:"), Cast(pk, CharField()), output_field=CharField())


class EpisodeQuerySet(models.QuerySet["Episode"]):
    def visible_to(self, user: User) -> EpisodeQuerySet:
        """Those of records the user may open; of anyone not yet back; those they logged until the interview is closed.

        An episode of a restricted record is seen with the record alone. Who works on what is given to them alone sees
        the episodes of those interviews, and what is open still: not how earlier ones went, reopened ones included.
        """
        sees = Q(MayOpen(user, "young_person"))
        if user.sees_only_what_is_given:
            given = Q(Exists(given_to(user, interview_key(OuterRef("interview__pk")))))
            untold = Q(interview__outcome="") & ~Q(interview__earlier_outcomes__isnull=False)
            sees &= given | Q(ended_at__isnull=True) | untold
        if user.can(Can.LOG_EPISODES):
            logged = Q(logged_by=user, interview__outcome="", voided_at__isnull=True)
            voided = Q(voided_by=user, voided_at__gt=timezone.now() - SEEN_AFTER_VOIDING)
            sees |= Q(young_person__is_restricted=False) & (LASTS | logged | voided)
        return self.filter(sees)

    def standing(self) -> EpisodeQuerySet:
        """All but those that were voided, or merged into another: what is neither listed nor counted anywhere."""
        return self.filter(voided_at__isnull=True)

    def open(self) -> EpisodeQuerySet:
        """Not yet ended: whoever was missing has not been found, whoever was away or late is not back."""
        return self.standing().filter(ended_at__isnull=True)

    def missing_now(self) -> EpisodeQuerySet:
        return self.open().filter(category=Category.MISSING)

    def not_yet_back(self) -> EpisodeQuerySet:
        """Found, and not yet at home or in a care setting."""
        return self.standing().filter(ended_at__isnull=False, clock_starts_at__isnull=True)

    def voided_before_return(self) -> EpisodeQuerySet:
        """Voided while they were not back, and not because another episode tells of the same absence."""
        return self.filter(clock_starts_at__isnull=True, merged_into__isnull=True, voided_at__isnull=False)

    def without_return(self) -> EpisodeQuerySet:
        """Open, or found and not yet back: the latest first, which is the open one where there is one."""
        return self.filter(LASTS).order_by("-started_at")

    def under_18(self, at: datetime) -> EpisodeQuerySet:
        """Of those who have not turned 18 by that instant."""
        return self.filter(young_person__date_of_birth__gt=last_birthday_of_adults(timezone.localdate(at)))

    def counted_as_missing(self) -> EpisodeQuerySet:
        """Those that count in figures of missing episodes: missing at any time, from when they became so."""
        return self.standing().filter(missing_from__isnull=False)

    def logged_together(self, episode: Episode) -> EpisodeQuerySet:
        """The others of the young people who were logged with this one, in one save."""
        first = episode.together_with_id or episode.pk
        return self.standing().filter(Q(pk=first) | Q(together_with=first)).exclude(pk=episode.pk)

    def with_looked_after(self) -> EpisodeQuerySet:
        """`was_looked_after`: in our care on the London date on which the episode started."""
        day = models.functions.TruncDate("started_at", tzinfo=timezone.get_default_timezone())
        periods = CarePeriod.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("started_day")),
            young_person=OuterRef("young_person"),
            started_on__lte=OuterRef("started_day"),
        )
        return self.annotate(started_day=day).annotate(
            was_looked_after=Case(When(young_person__responsible_authority="", then=Exists(periods)), default=False)
        )
