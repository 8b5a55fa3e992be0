"""The only code that changes alerts and outgoing e-mail."""

from alerts.actions.bounces import BouncesIncomplete, Read, read_bounces, record_bounce
from alerts.actions.choosing import choose_morning, set_hours, set_recipients
from alerts.actions.clearing import clear_alerts, clear_alerts_about, withdraw_alerts
from alerts.actions.deadlines import let_deadlines_move
from alerts.actions.putting_away import put_away
from alerts.actions.raising import Raised, SweepIncomplete, raise_alerts, raise_one
from alerts.actions.reading import mark_all_read, mark_read
from alerts.actions.reminding import remind_tomorrow, show_now
from alerts.actions.stopping import stop_alerts_about
from alerts.outbox import queue_email, send_again, send_all_again

__all__ = [
    "BouncesIncomplete",
    "Raised",
    "Read",
    "SweepIncomplete",
    "choose_morning",
    "clear_alerts",
    "clear_alerts_about",
    "let_deadlines_move",
    "mark_all_read",
    "mark_read",
    "put_away",
    "queue_email",
    "raise_alerts",
    "raise_one",
    "read_bounces",
    "record_bounce",
    "remind_tomorrow",
    "send_again",
    "send_all_again",
    "set_hours",
    "set_recipients",
    "show_now",
    "stop_alerts_about",
    "withdraw_alerts",
]
