"""What is said of harm that is on record, beside the question: who was told, that it stands, how it is taken back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from alerts.models import Alert, AlertStage
from missing.actions.refusals import why_no_discussion
from missing.models import HarmTold, ReturnInterview, StrategyTrigger
from missing.rules.interview_record import SECTION_KEYS, is_told_on, tells_in_words
from people.lengths import counted

KIND = "harm_told"
BEING_TOLD = timedelta(minutes=10)
"""So long after harm was written down it may be that the alerts are only about to leave."""
STANDS = (
    " What you have typed tells of no harm now. This stands all the same, and those who were told do not know, until "
    "it is taken back."
)
TAKE_BACK = "By mistake? Take it back"
PRESSED_IN = "from"
"""In the address of what takes it back: from which part of the interview's record one went there."""
LIST = "list"
PARTS = frozenset({LIST, *SECTION_KEYS})


class Notice(NamedTuple):
    """Words, and the way to what can be done about it."""

    words: str = ""
    url: str = ""
    link_label: str = ""

    @property
    def way(self) -> dict[str, str] | None:
        """For static/js/drafts.js."""
        return {"url": self.url, "label": self.link_label} if self.url else None


def harm_said(interview: ReturnInterview, *, by: User | None = None) -> str:
    """What was opened and who was told of what was written last, as `harm_notice`; empty where nothing was."""
    harm = _written_last(interview, by=by)
    return in_words(harm, interview) if harm else ""


def harm_notice(
    interview: ReturnInterview, user: User, answers: Mapping[str, Any], *, section: str, by: User | None = None
) -> Notice:
    """The same of what was written last, and how it is taken back; nothing where nothing was written.

    One query; of who has died it takes whom to ring: two more. `by` leaves out what others wrote. `answers` are those
    that the user's form now gives: where they tell of no harm any more, it says that what they wrote stands. `section`
    is the one whose page shows it, to which one comes back; empty on the list of them.
    """
    harm = _written_last(interview, by=by)
    return _notice(harm, interview, user, answers, section) if harm else Notice()


def what_stands(interview: ReturnInterview, user: User, section: str) -> Notice:
    """What the user wrote of harm and now does not: it stands while it is to be discussed, until it is taken back."""
    harm = _written_last(interview, by=user)
    return _notice(harm, interview, user, {}, section) if harm and harm.is_due else Notice()


def led_from(part: str) -> str:
    """What an address that takes harm back ends with, so that one is led back to that part; empty for none."""
    return f"?{PRESSED_IN}={part}" if part in PARTS else ""


def pressed_in(harm: HarmTold, user: User, part: str) -> str:
    """The address of the part of the record that `PRESSED_IN` names; empty for none, or where it is not theirs to see.

    Made of the interview in which the harm was written down, so that no link can lead anywhere else.
    """
    interview = harm.interview
    if interview is None or part not in PARTS:
        return ""
    if not ReturnInterview.objects.visible_to(user).filter(pk=interview.pk).exists():
        return ""
    episode = interview.episode.reference
    if part == LIST:
        return reverse("missing:complete", args=[episode])
    return reverse("missing:record_section", args=[episode, part])


def tells_of_harm(answers: Mapping[str, Any]) -> bool:
    """Whether the answers, as far as they are typed, tell of harm that is told on: by what is chosen, or in words."""
    return is_told_on(answers) or tells_in_words(answers)


def _notice(harm: Any, interview: ReturnInterview, user: User, answers: Mapping[str, Any], section: str) -> Notice:
    said = in_words(harm, interview)
    if not harm.is_due or not harm.discussed_in:
        return Notice(said)
    discussion = reverse("missing:strategy_discussion", args=[harm.discussed_in])
    if harm.by_id != user.pk:
        return Notice(said) if user.sees_only_what_is_given else Notice(said, discussion, "The strategy discussion")
    stands = "" if tells_of_harm(answers) else STANDS
    page = discussion if harm.has_others else reverse("missing:withdraw_harm", args=[harm.discussed_in, harm.pk])
    return Notice(f"{said}{stands}", f"{page}{led_from(section or LIST)}", TAKE_BACK)


def _written_last(interview: ReturnInterview, *, by: User | None) -> Any:
    """The mark with who was told of it, the discussion that it is a ground of, and whether its writer has others."""
    theirs = {"by": by} if by else {}
    key = Concat(Value("harm:"), Cast(OuterRef("pk"), CharField()))
    stages = AlertStage.objects.filter(kind=KIND, subject_key=key, withdrawn_at__isnull=True)
    same = HarmTold.objects.standing().filter(interview=OuterRef("interview"), by=OuterRef("by"))
    grounds = StrategyTrigger.objects.standing().filter(harm=OuterRef("pk")).order_by("-pk")
    return (
        HarmTold.objects.standing()
        .filter(interview=interview, **theirs)
        .annotate(
            is_raised=Exists(stages),
            is_due=Exists(HarmTold.objects.to_discuss().filter(pk=OuterRef("pk"))),
            told=ArraySubquery(_told(key)),
            has_others=Exists(same.exclude(pk=OuterRef("pk"))),
            discussed_in=Subquery(grounds.values("discussion__reference")[:1]),
        )
        .select_related("by")
        .order_by("-told_at", "-pk")
        .first()
    )


def in_words(harm: Any, interview: ReturnInterview) -> str:
    """`harm` as `_written_last` fetches it: by whom it was written, and who was told, by name; of duty, how many.

    That somebody is about to be told is said only where that is so.
    """
    at, young_person = timezone.localtime(harm.told_at), interview.episode.young_person
    due = " A strategy discussion is due." if harm.is_due else ""
    what = "Harm suspected" if harm.is_suspicion else "Harm told"
    said = f"{what}, written down {at:%-d %b} at {at:%H:%M} by {harm.by}.{due}"
    if harm.is_raised and (told := who(harm.told, young_person.social_worker_id)):
        return f"{said} Told of it: {', '.join(told)}."
    if silent := why_no_discussion(young_person):
        return f"{said} {silent}"
    if harm.is_raised:
        return f"{said} Nobody could be told who may open the record: ring their manager or duty now."
    if harm.is_due and timezone.now() - harm.told_at < BEING_TOLD:
        return f"{said} Who must know of it is being told now."
    return f"{said} Nobody has been told of it: ring their social worker or duty now."


def who(told: list[dict[str, Any]], worker_id: int | None) -> list[str]:
    """Their own worker first, then managers, then others by name, then duty."""
    worker = [f"their social worker {one['name']}" for one in told if one["id"] == worker_id]
    others = [one for one in told if one["id"] != worker_id]
    managers = [f"team manager {one['name']}" for one in others if Role.TEAM_MANAGER in one["roles"]]
    rest = [one for one in others if Role.TEAM_MANAGER not in one["roles"]]
    duty = [one for one in rest if Role.DUTY in one["roles"]]
    named = [one["name"] for one in rest if Role.DUTY not in one["roles"]]
    on_duty = [f"duty ({counted(len(duty), 'person', 'people')})"] if duty else []
    return worker + managers + named + on_duty


def _told(key: Any) -> Any:
    """Those who were told of the harm of the outer query; not who was told of the kind and the team alone."""
    roles = ArraySubquery(User.groups.through.objects.filter(user=OuterRef("user")).values("group__name"))
    told = Alert.objects.filter(stage__kind=KIND, stage__subject_key=key, stage__withdrawn_at__isnull=True).exclude(
        capacity=Alert.Capacity.LAST_RESORT
    )
    found = JSONObject(id="user", name="user__full_name", roles=roles)
    return told.order_by("user__full_name", "pk").values(found=found)
