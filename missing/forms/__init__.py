from missing.forms.corrections import CategoryForm, CorrectTimesForm, MergeEpisodesForm, VoidForm
from missing.forms.endings import AdultHandoverForm, AskForInterviewForm, DeathForm, TakeDeathBackForm
from missing.forms.episodes import LogEntryForm, PoliceForm
from missing.forms.interviews import AttemptForm, CloseForm, ContactForm, HandOverForm, OfferForm
from missing.forms.logging import LogEpisodeForm
from missing.forms.long_reviews import LongReviewForm, NameReviewerForm
from missing.forms.returns import ReturnForm

__all__ = [
    "AdultHandoverForm",
    "AskForInterviewForm",
    "AttemptForm",
    "CategoryForm",
    "CloseForm",
    "ContactForm",
    "CorrectTimesForm",
    "DeathForm",
    "HandOverForm",
    "LogEntryForm",
    "LogEpisodeForm",
    "LongReviewForm",
    "MergeEpisodesForm",
    "NameReviewerForm",
    "OfferForm",
    "PoliceForm",
    "ReturnForm",
    "TakeDeathBackForm",
    "VoidForm",
]
