"""The only code that changes the weekly e-mail: it is built once, gets a note, and is sent once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import queue_email
from alerts.emails import in_full
from alerts.models import OutgoingEmail
from alerts.wake import wake_sender
from reporting.models import WeeklyEmail, WeeklySection
from reporting.timetable import timetable
from reporting.weekly import content, mail
from reporting.weekly.reading import read_sections
from reporting.weekly.recipients import has_detail_at, recipients_of
from reporting.weeks import WEEKS_LOOKED_BACK, Week, is_late

KIND = "weekly"
NO_SERVICE = "no-team"


class NothingToDo(ActionRefused):
    """It had been done before: nothing was changed."""


class LongAgo(ActionRefused):
    """A week so far back that its year may be mistyped: what is built stays."""


def build_weekly_email(
    *, week: Week, however_old: bool = False, at: datetime | None = None
) -> tuple[WeeklyEmail, bool]:
    """The e-mail of that week, built if nobody has yet, and whether it was built now.

    Of two at once the second waits for the first and takes what it built. Raises ActionRefused before the cut-off;
    LongAgo of a week that may be a slip, unless it is to be built `however_old` it is.
    """
    at = at or timezone.now()
    cut_off = timetable().cut_off_of(week)
    if at < cut_off:
        raise ActionRefused(f"The cut-off of {week} is {in_full(cut_off)}. There is nothing to build before then.")
    built = WeeklyEmail.objects.filter(week=str(week)).first()
    if built:
        return built, False
    if timetable().is_long_ago(week, at) and not however_old:
        raise LongAgo(
            f"The cut-off of {week} was {in_full(cut_off)}, more than {WEEKS_LOOKED_BACK} weeks ago. What is built "
            "stays, so nothing that old is built by a slip."
        )
    covers_from, covers_to = covered(week)
    try:
        with transaction.atomic():
            email = WeeklyEmail.objects.create(
                week=str(week), covers_from=covers_from, covers_to=covers_to, built_at=at
            )
            WeeklySection.objects.bulk_create(
                WeeklySection(email=email, service_id=service, content=held)
                for service, held in content.build(covers_from, covers_to).items()
            )
            return email, True
    except IntegrityError:
        return WeeklyEmail.objects.get(week=str(week)), False


def covered(week: Week) -> tuple[datetime, datetime]:
    """From the cut-off before, as that week's e-mail was really cut off, to the week's own."""
    before = WeeklyEmail.objects.filter(week=str(week.plus(-1))).values_list("covers_to", flat=True).first()
    return before or timetable().cut_off_of(week.plus(-1)), timetable().cut_off_of(week)


@transaction.atomic
def write_note(*, actor: User, email: WeeklyEmail, note: str) -> WeeklyEmail:
    """Put a note on top of the e-mail, for every service: for who gets it in detail, the note may say as much.

    Raises ActionRefused once it is sent."""
    require(actor, Can.SEND_WEEKLY_EMAIL)
    email = _locked(email)
    if email.is_sent:
        raise ActionRefused("This e-mail has been sent. Its note can no longer change.", field="note")
    email.note = note.strip()
    email.save(update_fields=["note"])
    return email


@transaction.atomic
def send_weekly_email(*, actor: User | None, email: WeeklyEmail, at: datetime | None = None) -> WeeklyEmail:
    """Queue the e-mail to each recipient of each service, once; `actor` is None when it goes by itself.

    The dates stay those of its cut-off, however late it is sent. Raises NothingToDo when it was sent before.
    """
    if actor is not None:
        require(actor, Can.SEND_WEEKLY_EMAIL)
    at = at or timezone.now()
    email = _locked(email)
    if email.sent_at is not None:
        raise NothingToDo(f"The e-mail of {email.week} was sent before, {in_full(email.sent_at)}.")
    due_at = timetable().sends_at(Week.read(email.week))
    sections = read_sections(email, email.sections.all())
    recipients = recipients_of(frozen.service_id for frozen, _ in sections)
    for frozen, section in sections:
        sent_to = []
        for recipient in recipients[frozen.service_id]:
            written = mail.write(email, section, with_detail=recipient.with_detail, is_late=is_late(at, due_at))
            queue_email(
                to=recipient.user,
                kind=KIND,
                subject=written.subject,
                text=written.text,
                html=written.html,
                reference=email.week,
                dedupe_key=_key(email, frozen, recipient.user.pk),
                may_wait=True,
                at=at,
            )
            sent_to.append(
                {
                    "name": recipient.user.full_name,
                    "with_detail": recipient.with_detail,
                    "comes_back": recipient.comes_back,
                }
            )
        frozen.recipients = sent_to
        frozen.save(update_fields=["recipients"])
    email.sent_at, email.sent_by, email.was_due_at = at, actor, due_at
    email.save(update_fields=["sent_at", "sent_by", "was_due_at"])
    wake_sender()
    return email


def run_weekly_email(
    *, at: datetime | None = None, weeks: list[Week] | None = None, however_old: bool = False
) -> list[str]:
    """What the schedule does each minute: build what has been cut off, send what is due. Says what it did.

    `weeks` (default: those that are due) limits it; `however_old` as in `build_weekly_email`. Does nothing twice,
    however often or at once it runs.
    """
    at = at or timezone.now()
    done = []
    for week in due_weeks(at) if weeks is None else weeks:
        email, is_new = build_weekly_email(week=week, however_old=however_old, at=at)
        if is_new:
            done.append(f"{week}: built as at {in_full(email.covers_to)}.")
    unsent = WeeklyEmail.objects.filter(sent_at__isnull=True).order_by("covers_to")
    if weeks is not None:
        unsent = unsent.filter(week__in=map(str, weeks))
    for email in unsent:
        if timetable().sends_by_itself(Week.read(email.week), at):
            try:
                sent = send_weekly_email(actor=None, email=email, at=at)
            except NothingToDo:
                continue
            done.append(f"{sent.week}: {say_sent(sent)}")
    return done


def as_it_may_leave_now(queued: OutgoingEmail) -> tuple[str, str]:
    """Text and HTML of one that leaves, without who has been restricted or has died since it was queued.

    Whoever is not to have it in detail any more, or not at the address that it leaves to, gets the numbers.
    """
    email = WeeklyEmail.objects.get(week=queued.reference)
    ours = [frozen for frozen in email.sections.all() if _key(email, frozen, queued.to_user_id) == queued.dedupe_key]
    ((frozen, section),) = read_sections(email, ours)
    written = mail.write(
        email,
        section,
        with_detail=has_detail_at(queued.address, frozen.service_id, queued.to_user_id),
        is_late=email.went_late,
    )
    return written.text, written.html


def due_weeks(at: datetime) -> list[Week]:
    """Weeks that have been cut off and not been built: since the first one built, or since there were accounts here.

    None so long ago that nobody waits for it, nor from before there were accounts, whatever was built by hand. One
    that was missed is among them also where a later one was built by hand before it.
    """
    plan = timetable()
    last = plan.last_cut_off(at)
    built = list(WeeklyEmail.objects.order_by("covers_to").values_list("week", flat=True))
    opened = User.objects.aggregate(first=Min("joined_at"))["first"]
    if opened is None:
        return []
    first = plan.last_cut_off(opened).plus(1)
    if built:
        first = max(first, Week.read(built[0]))
    latest = [last.plus(-back) for back in reversed(range(WEEKS_LOOKED_BACK))]
    return [week for week in latest if week >= first and str(week) not in built]


def coming_week(at: datetime) -> Week:
    """The week whose e-mail is built next.

    Where the cut-off was set to a later day and this week's e-mail had been built by then, the next week's: it covers
    the days since that one, which stays the only one of its week.
    """
    week = timetable().last_cut_off(at).plus(1)
    return week.plus(1) if WeeklyEmail.objects.filter(week=str(week)).exists() else week


def say_sent(email: WeeklyEmail) -> str:
    mails = sum(len(section.recipients) for section in email.sections.all())
    return f"sent, {mails} {'e-mail' if mails == 1 else 'e-mails'} queued."


def _key(email: WeeklyEmail, frozen: WeeklySection, user_id: int | None) -> str:
    """Once for each week, service and user."""
    return f"{KIND}:{email.week}:{frozen.service_id or NO_SERVICE}:{user_id}"


def _locked(email: WeeklyEmail) -> WeeklyEmail:
    return WeeklyEmail.objects.select_for_update(of=("self",)).get(pk=email.pk)
