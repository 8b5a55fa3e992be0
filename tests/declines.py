"""What `close_without_interview` asks of a decline beside its outcome, where a test is about something else."""

from missing.actions import Parents
from missing.actions.declines import NOT_ASKED_YET

DECLINE = {"decline_reason": "none_given", "parents": Parents(NOT_ASKED_YET)}
