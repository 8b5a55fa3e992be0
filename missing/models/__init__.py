from missing.models.booking import InterviewBooking
from missing.models.contact import SocialWorkContact
from missing.models.episode import Episode
from missing.models.handover import AdultHandover
from missing.models.interview import ReturnInterview
from missing.models.interview_record import (
    InterviewRecord,
    PersonMention,
    PersonMentioned,
    PlaceMention,
    PlaceMentioned,
)
from missing.models.log_entry import LogEntry
from missing.models.long_review import LongReview
from missing.models.merge import EpisodeMerge
from missing.models.settling import AskedParents, EarlierOutcome
from missing.models.sharing import FollowUpAction, InterviewCopy, Oversight, PoliceIntelligence, Printed
from missing.models.steps import ContactAttempt, InterviewMove, InterviewOffer
from missing.models.strategy import HarmTold, StrategyDiscussion, StrategyTrigger
from missing.models.taken_back import EndingTakenBack
from missing.models.telling import PersonTold

__all__ = [
    "AdultHandover",
    "AskedParents",
    "ContactAttempt",
    "EarlierOutcome",
    "EndingTakenBack",
    "Episode",
    "EpisodeMerge",
    "FollowUpAction",
    "HarmTold",
    "InterviewBooking",
    "InterviewCopy",
    "InterviewMove",
    "InterviewOffer",
    "InterviewRecord",
    "LogEntry",
    "LongReview",
    "Oversight",
    "PersonMention",
    "PersonMentioned",
    "PersonTold",
    "PlaceMention",
    "PlaceMentioned",
    "PoliceIntelligence",
    "Printed",
    "ReturnInterview",
    "SocialWorkContact",
    "StrategyDiscussion",
    "StrategyTrigger",
]
