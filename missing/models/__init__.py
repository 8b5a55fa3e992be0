from missing.models.episode import Episode, LogEntry
from missing.models.interview import ReturnInterview, SocialWorkContact
from missing.models.steps import ContactAttempt, InterviewOffer
from missing.models.strategy import HarmTold, StrategyDiscussion, StrategyTrigger

__all__ = [
    "ContactAttempt",
    "Episode",
    "HarmTold",
    "InterviewOffer",
    "LogEntry",
    "ReturnInterview",
    "SocialWorkContact",
    "StrategyDiscussion",
    "StrategyTrigger",
]
