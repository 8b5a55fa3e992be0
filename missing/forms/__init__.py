from missing.forms.episodes import LogEntryForm, LogEpisodeForm, PoliceForm, ReturnForm
from missing.forms.interviews import AttemptForm, CloseForm, CompleteForm, ContactForm, HandOverForm, OfferForm

__all__ = [
    "AttemptForm",
    "CloseForm",
    "CompleteForm",
    "ContactForm",
    "HandOverForm",
    "LogEntryForm",
    "LogEpisodeForm",
    "OfferForm",
    "PoliceForm",
    "ReturnForm",
]
