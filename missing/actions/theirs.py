"""An interview that is another council's by now: no work of ours any more."""

from datetime import datetime

from accounts.models import User
from alerts.actions import clear_alerts
from missing.actions.closing import end_booking
from missing.actions.queue import end_access
from missing.codes import Route
from missing.models import ReturnInterview


def leave_to_placing_council(interview: ReturnInterview, *, actor: User | None, at: datetime) -> None:
    """It is on no list of ours, nobody here has it or sees more for it, and no time is booked or deadline told.

    Within the caller's transaction; it is locked already and still to do. `actor` is None for the system.
    """
    end_access(interview, at)
    interview.route, interview.assigned_to, interview.assigned_at = Route.PLACING_COUNCIL, None, None
    interview.is_to_settle = False
    interview.save(update_fields=["route", "assigned_to", "assigned_at", "is_to_settle"])
    end_booking(interview, "The council that placed them here holds the interview.", actor=actor, at=at)
    clear_alerts(kind="interview", subject_key=f"interview:{interview.pk}", at=at)
