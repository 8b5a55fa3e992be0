"""What the scheduled jobs would have done on the days that are told: alerts at their hours, and Friday's e-mail."""

from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import User
from alerts.actions import mark_read, raise_alerts
from alerts.actions.clearing import withdraw_emails
from alerts.models import Alert
from reporting.actions import build_weekly_email, send_weekly_email
from reporting.timetable import timetable

FROM_THEN_ON = timedelta(days=6)
"""How long before now the sweeps begin: what fell due earlier is in the case file, which raises none."""

EVERY = timedelta(hours=12)
"""Seldom, for speed. An alert tells the deadline or the time of the episode, not the hour of the sweep."""
FRIDAYS = 4
READ_AFTER = timedelta(hours=20)


class Told:
    """Called with each instant of the diary. `now` in UTC."""

    def __init__(self, now: datetime, staff: dict[str, User]) -> None:
        self.now, self.staff = now, staff
        self.next_sweep = now - FROM_THEN_ON

    def alerts(self, until: datetime) -> None:
        """Sweep at each of the hours that have passed since the last sweep, `until` included."""
        while self.next_sweep <= until:
            raise_alerts(at=self.next_sweep)
            self.next_sweep += EVERY

    def finish(self) -> None:
        self.alerts(self.now)
        raise_alerts(at=self.now)
        self._fridays()
        self._yesterdays_are_read()

    def _yesterdays_are_read(self) -> None:
        """All but what is overdue: that is still to be dealt with."""
        for alert in Alert.objects.filter(created_at__lt=self.now - READ_AFTER, stage__is_urgent=False).select_related(
            "user"
        ):
            mark_read(actor=alert.user, alert=alert, at=self.now - READ_AFTER)

    def _fridays(self) -> None:
        """The last weekly e-mails, sent by the Missing Returns Officer; on a Friday the newest may still be waiting."""
        last = timetable().last_cut_off(self.now)
        for week in (last.plus(weeks) for weeks in range(1 - FRIDAYS, 1)):
            email, _ = build_weekly_email(week=week, at=timetable().cut_off_of(week))
            if self.now >= timetable().sends_at(week):
                send_weekly_email(actor=self.staff["priya.nair"], email=email, at=timetable().sends_at(week))
        # All others would leave at once, days late
        withdraw_emails(~Q(kind="weekly", reference=str(last)), self.now)
