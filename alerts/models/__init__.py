from alerts.models.alert import Alert
from alerts.models.choice import MorningReader
from alerts.models.email import OutgoingEmail, Pace
from alerts.models.hours import StageHours
from alerts.models.job import JobRun, ScheduledJob
from alerts.models.put_away import EmailPutAway
from alerts.models.recipients import StageRecipients
from alerts.models.stage import AlertStage

__all__ = [
    "Alert",
    "AlertStage",
    "EmailPutAway",
    "JobRun",
    "MorningReader",
    "OutgoingEmail",
    "Pace",
    "ScheduledJob",
    "StageHours",
    "StageRecipients",
]
