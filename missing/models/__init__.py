from missing.models.episode import Episode, LogEntry
from missing.models.interview import ReturnInterview, SocialWorkContact
from missing.models.steps import ContactAttempt, InterviewOffer

__all__ = ["ContactAttempt", "Episode", "InterviewOffer", "LogEntry", "ReturnInterview", "SocialWorkContact"]
