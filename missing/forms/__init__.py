from missing.forms.corrections import CategoryForm, CorrectTimesForm, MergeEpisodesForm, VoidForm
from missing.forms.endings import AdultHandoverForm, AskForInterviewForm, DeathForm, TakeDeathBackForm
from missing.forms.episodes import LogEntryForm, PoliceForm
from missing.forms.interviews import AttemptForm, CloseForm, ContactForm, HandOverForm, OfferForm
from missing.forms.logging import LogEpisodeForm
from missing.forms.long_reviews import LongReviewForm, NameReviewerForm
from missing.forms.returns import ReturnForm
from missing.forms.strategy import AssignForm, HeldForm, ReasonForm

__all__ = [
    "AdultHandoverForm",
    "AskForInterviewForm",
    "AssignForm",
    "AttemptForm",
    "CategoryForm",
    "CloseForm",
    "ContactForm",
    "CorrectTimesForm",
    "DeathForm",
    "HandOverForm",
    "HeldForm",
    "LogEntryForm",
    "LogEpisodeForm",
    "LongReviewForm",
    "MergeEpisodesForm",
    "NameReviewerForm",
    "OfferForm",
    "PoliceForm",
    "ReasonForm",
    "ReturnForm",
    "TakeDeathBackForm",
    "VoidForm",
]
