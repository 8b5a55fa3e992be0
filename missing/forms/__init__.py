from missing.forms.corrections import CategoryForm, CorrectTimesForm, VoidForm
from missing.forms.episodes import LogEntryForm, LogEpisodeForm, PoliceForm, ReturnForm
from missing.forms.interviews import AttemptForm, CloseForm, ContactForm, HandOverForm, OfferForm

__all__ = [
    "AttemptForm",
    "CategoryForm",
    "CloseForm",
    "ContactForm",
    "CorrectTimesForm",
    "HandOverForm",
    "LogEntryForm",
    "LogEpisodeForm",
    "OfferForm",
    "PoliceForm",
    "ReturnForm",
    "VoidForm",
]
