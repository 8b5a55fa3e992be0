"""Finding the interview that words are typed into. They are taken whatever became of it while its form stood open."""

from datetime import timedelta
from typing import NamedTuple

from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.access import signed_in
from accounts.models import User
from missing.merged_into import that_stands
from missing.models import Episode, ReturnInterview
from missing.record_page import is_open
from missing.rules.interview_record import SECTION_KEYS
from missing.views.found import the_interview
from people.models import ReadLog

HAD_IT_OPEN = timedelta(days=7)
"""How long words are taken from whoever had a form of this young person's open and may not open it any more: a page
that stood open over a weekend, and bank holidays around it."""

NOT_THEIRS = (
    "You may not open this interview any more: somebody else has it now, or the record was closed to you. "
    "Do not type on here."
)
KEPT = "What you typed is kept for you to read, and is not part of the record."
KEPT_FOR_ANOTHER = "What you typed is kept, and a service manager can hand it to whoever goes on with it."


class Writing(NamedTuple):
    """The interview that words go to, and what became of it since its form was opened.

    `is_theirs_to_see`: where it is not, nothing of the record is shown. `meanwhile` is empty where one just writes on.
    """

    interview: ReturnInterview
    is_theirs_to_see: bool = True
    meanwhile: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether it can be written on there; else what was typed is kept, and what became of it is said."""
        return self.is_theirs_to_see and is_open(self.interview)

    @property
    def kept(self) -> str:
        """What is said once the words are saved."""
        if self.goes_on:
            return ""
        return KEPT if self.is_theirs_to_see else KEPT_FOR_ANOTHER


def written_into(request: HttpRequest, reference: str, section: str) -> Writing:
    """The interview after that episode; where that was merged into another, the one that stands.

    Raises Http404 for a section that there is none of, and for whoever neither sees it nor had it open lately.
    """
    if section not in SECTION_KEYS:
        raise Http404
    try:
        interview = the_interview(request, reference)
    except Http404:
        return _no_more_theirs(request, reference)
    if interview.episode.merged_into_id is None:
        return Writing(interview, meanwhile="" if is_open(interview) else ended(interview))
    return _merged(request, interview.episode, that_stands(interview))


def _no_more_theirs(request: HttpRequest, reference: str) -> Writing:
    rows = ReturnInterview.objects.select_related("episode__young_person")
    asked_for = rows.filter(episode__reference=reference).first()
    if asked_for is None or not _had_it_open(signed_in(request), asked_for):
        raise Http404
    if asked_for.episode.merged_into_id:
        return _merged(request, asked_for.episode, that_stands(asked_for))
    return Writing(asked_for, is_theirs_to_see=False, meanwhile=NOT_THEIRS)


def _merged(request: HttpRequest, episode: Episode, stands: ReturnInterview) -> Writing:
    """That it was merged, and into which: of one that is theirs to see; else as of any other."""
    try:
        interview = the_interview(request, stands.episode.reference)
    except Http404:
        if not _had_it_open(signed_in(request), stands):
            raise
        return Writing(stands, is_theirs_to_see=False, meanwhile=NOT_THEIRS)
    into = f"{episode} was merged into {interview.episode} meanwhile"
    if is_open(interview):
        return Writing(interview, meanwhile=f"{into}. You write on there.")
    return Writing(interview, meanwhile=f"{into}, and {ended(interview, there='the interview there')}")


def ended(interview: ReturnInterview, there: str = "") -> str:
    if interview.episode.merged_into:
        return f"{interview.episode} was merged into {interview.episode.merged_into} meanwhile."
    if interview.is_void:
        return f"{interview.episode} was voided{'' if there else ' meanwhile'}."
    by = f" by {interview.outcome_by}" if interview.outcome_by else ""
    how = interview.get_outcome_display().lower()
    return f"{there} was closed{by}: {how}." if there else f"This interview was closed meanwhile{by}: {how}."


def _had_it_open(user: User, interview: ReturnInterview) -> bool:
    lately = ReadLog.objects.filter(at__gte=timezone.now() - HAD_IT_OPEN, page="missing:record_section")
    return lately.filter(user=user, young_person=interview.episode.young_person_id).exists()
