from alerts.models.alert import Alert
from alerts.models.email import OutgoingEmail
from alerts.models.job import JobRun, ScheduledJob
from alerts.models.stage import AlertStage

__all__ = ["Alert", "AlertStage", "JobRun", "OutgoingEmail", "ScheduledJob"]
