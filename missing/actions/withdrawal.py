"""What was written down by mistake is withdrawn, and stays to be read: what lines, offers and attempts share."""

from datetime import datetime

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.refusals import need
from missing.models.withdrawn import Withdrawable


def withdraw_row(row: Withdrawable, *, actor: User, reason: str, at: datetime) -> None:
    """Put on record who says that it is wrong, and why, within the caller's transaction. It is locked already.

    Raises ActionRefused without a reason, and where it is withdrawn already.
    """
    need(reason.strip(), "Write what was wrong with it.", "reason")
    if row.withdrawn_at:
        raise ActionRefused("This is struck out already.")
    row.withdrawn_at, row.withdrawn_by, row.withdraw_reason = at, actor, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])


def theirs_to_strike_out(writer: User | None) -> str:
    """What somebody else is told who would strike it out."""
    return f"{writer} wrote this down. They, a manager or the Missing Returns Officer may strike it out."
