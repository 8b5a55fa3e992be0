"""What happened to one interview, each thing as a line, fetched in one query whatever there is."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone

from accounts.models import User, WhyMoved
from alerts.models import AlertStage
from missing.actions.step_withdrawal import may_withdraw_step
from missing.codes import (
    HARM_SUSPECTED,
    AttemptResult,
    BookingState,
    ContactMethod,
    Method,
    OfferMethod,
    OfferResponse,
    Outcome,
    ParentsAsked,
)
from missing.interview_codes import HarmBy
from missing.mistakes import may_be_struck_out, struck_out
from missing.models import ReturnInterview, SocialWorkContact, StrategyDiscussion, StrategyTrigger
from missing.models.booking import booking_in_words
from missing.rules import why_contact_is_not_enough
from people.days import plain_date, time_in_words

WITH_NOTES = ("offer", "attempt", "booking")
MAY_BE_STRUCK_OUT = {"offer": "missing:withdraw_offer", "attempt": "missing:withdraw_attempt"}
TOLD = "Harm told"
HOW_KNOWN = Case(When(is_suspicion=True, then=Value(HARM_SUSPECTED)), default=Value(TOLD), output_field=TextField())
COLUMNS = ("kind", "at", "who", "code", "state", "text", "more", "time", "pk", "by")
WITHDRAWN = Concat(
    Coalesce("withdrawn_by__full_name", Value("")), Value("\n"), "withdraw_reason", output_field=TextField()
)
"""Who struck it out, and on the next line why: of offers and attempts."""


@dataclass(frozen=True)
class Step:
    """One thing that happened. What the columns hold depends on the kind; `time` is an instant that it is about.

    Of offers and attempts `pk` and `by` are its number and its writer's, `time` and `more` when, by whom and why it was
    struck out.
    """

    kind: str
    at: datetime
    who: str
    code: str
    state: str
    text: str
    more: str
    time: datetime | None
    pk: int | None = None
    by: int | None = None

    def as_entry(self) -> dict[str, Any]:
        """For components/log.html."""
        title, text = WORDS[self.kind](self)
        entry: dict[str, Any] = {"at": self.at, "who": self.who, "title": title, "text": text}
        if self.kind in MAY_BE_STRUCK_OUT and self.time:
            who, _, why = self.more.partition("\n")
            entry |= struck_out(who, self.time, why)
        return entry


def steps_of(interview: ReturnInterview, user: User, *, may_read: bool) -> list[Step]:
    """Offers, attempts, bookings, who was asked, harm told, lesser contacts, endings and moves by themselves.

    The latest first. To whom the interview is not to read (`may_read`), it is neither said that harm was told nor what
    was noted, only what was done and when. How it ended stands on the interview itself.
    """
    first, *others = (
        _lines(
            interview.offers, "offer", at="offered_at", who="by", code="method", state="response", text="note",
            more=WITHDRAWN, time="withdrawn_at", pk="pk", by="by_id",
        ),
        _lines(
            interview.attempts, "attempt", at="attempted_at", who="by", code="method", state="result", text="note",
            more=WITHDRAWN, time="withdrawn_at", pk="pk", by="by_id",
        ),
        _lines(
            interview.bookings, "booking", at="booked_at", who="booked_by", code="method", state="state",
            text=Concat("place", Value("\n"), "why", output_field=TextField()), more="interpreter", time="meets_at",
        ),
        _lines(
            interview.parents_asked, "parents", at="recorded_at", who="by", code="asked",
            text=Concat("said", "why_not", output_field=TextField()), more="whom",
        ),
        _lines(
            interview.earlier_outcomes, "ended", at=Coalesce("outcome_at", "replaced_at"), who="outcome_by",
            code="outcome", text="outcome_reason",
        ),
        _lines(
            interview.earlier_outcomes.filter(is_reopened=True), "reopened", at="replaced_at", who="by",
            code="outcome", text="why",
        ),
        _lines(
            lesser_contacts(interview), "contact", at="recorded_at", who="by", code="method",
            state=Cast("contact_on", CharField()), text="note",
        ),
        _lines(
            interview.moves, "moved", at="moved_at", who="by", code="why",
            text=Coalesce("was_with__full_name", Value(""), output_field=TextField()),
            more=Coalesce("now_with__full_name", Value(""), output_field=TextField()),
        ),
        _lines(
            interview.harm_told.standing() if may_read else interview.harm_told.none(), "harm", at="told_at",
            who="by", code=HOW_KNOWN, state="by_whom", more=_discussed_in(user), time=_passed_on_at(),
        ),
    )  # fmt: skip
    found = [*_ending(interview), *(Step(*line) for line in first.union(*others, all=True))]
    if not may_read:
        found = [replace(step, text="", more="") if step.kind in WITH_NOTES else step for step in found]
    return sorted(found, key=lambda step: step.at, reverse=True)


def _ending(interview: ReturnInterview) -> list[Step]:
    """How it ended, as it stands on the interview: no query. An imported one may lack its time."""
    at = interview.outcome_at or interview.outcome_recorded_at
    if not interview.outcome or at is None:
        return []
    who = interview.outcome_by.full_name if interview.outcome_by else ""
    by = interview.interviewer_shown
    text = f"Interviewer: {by}." if by and by != who else ""
    reason = "" if interview.outcome == Outcome.COMPLETED else interview.reason
    return [Step("ended", at, who, interview.outcome, "", reason or text, "", None)]


def _passed_on_at() -> Subquery:
    """When the harm of the outer query was first told to somebody; empty while nobody was."""
    key = Concat(Value("harm:"), Cast(OuterRef("pk"), CharField()))
    told = AlertStage.objects.filter(kind="harm_told", subject_key=key, told__gt=0, withdrawn_at__isnull=True)
    return Subquery(told.order_by("raised_at").values("raised_at")[:1])


def _discussed_in(user: User) -> Coalesce:
    """The reference of the strategy discussion that the harm of the outer query is a ground of, if the user sees it."""
    theirs = StrategyDiscussion.objects.visible_to(user) if user.sees_only_what_is_given else None
    grounds = StrategyTrigger.objects.filter(harm=OuterRef("pk"), withdrawn_at__isnull=True)
    grounds = grounds if theirs is None else grounds.filter(discussion__in=theirs)
    return Coalesce(Subquery(grounds.order_by("-pk").values("discussion__reference")[:1]), Value(""))


def harm_rows(steps: list[Step]) -> list[dict[str, Any]]:
    """That harm was told or is suspected, since when, by whom it was done, and the way to the discussion of it."""
    marked = [step for step in steps if step.kind == "harm"]
    if not marked:
        return []
    told = [step for step in marked if step.code == TOLD] or marked
    by_whom = [HarmBy(code).label for code in dict.fromkeys(step.state for step in marked) if code]
    discussed_in = next((step.more for step in marked if step.more), "")
    rows = [
        {"label": told[-1].code, "value": f"Yes, written down {time_in_words(told[-1].at)}. {_harm(told[-1])[1]}"},
        {"label": "Done by", "value": "; ".join(by_whom)},
    ]
    if discussed_in:
        url = reverse("missing:strategy_discussion", args=[discussed_in])
        rows.append({"label": "Strategy discussion", "value": discussed_in, "url": url})
    return [row for row in rows if row["value"]]


def lesser_contacts(interview: ReturnInterview) -> QuerySet[SocialWorkContact]:
    """Contacts since the decline that do not settle it: less than what is expected, and not accepted.

    One may have settled another, of an episode far away, where less is enough.
    """
    if interview.contact_due_on is None or interview.contact_id or interview.outcome_at is None:
        return SocialWorkContact.objects.none()
    is_away = interview.episode.is_out_of_area
    lesser = [method for method in ContactMethod if why_contact_is_not_enough(method, is_out_of_area=is_away)]
    settled = ReturnInterview.objects.filter(contact=OuterRef("pk"))
    return SocialWorkContact.objects.filter(
        Q(method__in=lesser) | ~Exists(settled),
        young_person=interview.episode.young_person_id,
        contact_on__gte=timezone.localdate(interview.outcome_at),
        accepted_by__isnull=True,
    )


def entries_of(steps: list[Step], interview: ReturnInterview, user: User) -> list[dict[str, Any]]:
    """For components/log.html, with the way to say that an offer or an attempt was written down by mistake."""
    return [step.as_entry() | _mend(step, interview, user) for step in steps]


def _mend(step: Step, interview: ReturnInterview, user: User) -> dict[str, Any]:
    page = MAY_BE_STRUCK_OUT.get(step.kind)
    if page is None or step.time or not may_withdraw_step(user, interview, step.by):
        return {}
    return may_be_struck_out(reverse(page, args=[interview.episode.reference, step.pk]))


def standing_booking(steps: list[Step]) -> Step | None:
    return next((step for step in steps if step.kind == "booking" and step.state == BookingState.BOOKED), None)


def _lines(records: Any, kind: str, *, who: str, **columns: Any) -> QuerySet[Any, Any]:
    given = {"who": Coalesce(f"{who}__full_name", Value("")), **columns}
    shown = {
        f"step_{name}": F(given[name]) if isinstance(given.get(name), str) else given.get(name, _NOTHING[name])
        for name in COLUMNS
        if name != "kind"
    }
    lines = records.order_by().annotate(step_kind=Value(kind, TextField()), **shown)
    return lines.values_list(*(f"step_{name}" for name in COLUMNS))


_NOTHING = {name: Value("", TextField()) for name in COLUMNS} | {
    "time": Cast(Value(None), DateTimeField()),
    "pk": Cast(Value(None), BigIntegerField()),
    "by": Cast(Value(None), BigIntegerField()),
}


def _booking(step: Step) -> tuple[str, str]:
    place, _, why = step.text.partition("\n")
    what = booking_in_words(step.time or step.at, step.code)
    ended = "" if step.state == BookingState.BOOKED else f": {BookingState(step.state).label.lower()}"
    about = [place, f"Interpreter: {step.more}" if step.more else "", why]
    return f"Booked for {what}{ended}.", _sentences(about)


def _parents(step: Step) -> tuple[str, str]:
    is_asked = step.code == ParentsAsked.ASKED
    return f"Asked {step.more}." if is_asked else "Parents or carers are not asked.", step.text


def _harm(step: Step) -> tuple[str, str]:
    """Without a discussion it was told of who had died: nothing is passed on."""
    if step.time:
        return f"{step.code}.", f"Passed on {time_in_words(step.time)}."
    return f"{step.code}.", "Not passed on yet." if step.more else "No alert went out."


def _contact(step: Step) -> tuple[str, str]:
    day = plain_date(date.fromisoformat(step.state))
    return f"{ContactMethod(step.code).label}, {day}: not enough to settle the contact that is due.", step.text


def _moved(step: Step) -> tuple[str, str]:
    giver = f", from {step.text}" if step.text else ""
    return f"{f'Given to {step.more}' if step.more else 'Back to the queue'}{giver}: {WhyMoved(step.code).label}.", ""


def _sentences(parts: list[str]) -> str:
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


WORDS = {
    "offer": lambda s: (
        f"Offered {OfferMethod(s.code).label.lower()}: {OfferResponse(s.state).label.lower()}.", s.text
    ),
    "attempt": lambda s: (f"Tried {Method(s.code).label.lower()}: {AttemptResult(s.state).label.lower()}.", s.text),
    "booking": _booking,
    "parents": _parents,
    "ended": lambda s: (f"{Outcome(s.code).label}.", s.text),
    "reopened": lambda s: (f"Reopened; it was “{Outcome(s.code).label.lower()}”.", s.text),
    "contact": _contact,
    "moved": _moved,
    "harm": _harm,
}  # fmt: skip
