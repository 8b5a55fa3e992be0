from missing.forms.bookings import BookingForm, CancelBookingForm, WishForm
from missing.forms.correct_ending import CorrectEndingForm
from missing.forms.corrections import CategoryForm, CorrectTimesForm, MergeEpisodesForm, VoidForm
from missing.forms.endings import AdultHandoverForm, AskForInterviewForm, DeathForm, TakeDeathBackForm
from missing.forms.episodes import LogEntryForm, PoliceForm
from missing.forms.interviews import AttemptForm, ContactForm, OfferForm
from missing.forms.logging import LogEpisodeForm
from missing.forms.long_reviews import LongReviewForm, NameReviewerForm
from missing.forms.outcomes import AcceptContactForm, CloseForm, NotRequiredForm, ParentsForm, ReopenForm
from missing.forms.returns import ReturnForm
from missing.forms.strategy import AssignForm, DeclineForm, HeldForm, ReasonForm

__all__ = [
    "AcceptContactForm",
    "AdultHandoverForm",
    "AskForInterviewForm",
    "AssignForm",
    "AttemptForm",
    "BookingForm",
    "CancelBookingForm",
    "CategoryForm",
    "CloseForm",
    "ContactForm",
    "CorrectEndingForm",
    "CorrectTimesForm",
    "DeathForm",
    "DeclineForm",
    "HeldForm",
    "LogEntryForm",
    "LogEpisodeForm",
    "LongReviewForm",
    "MergeEpisodesForm",
    "NameReviewerForm",
    "NotRequiredForm",
    "OfferForm",
    "ParentsForm",
    "PoliceForm",
    "ReasonForm",
    "ReopenForm",
    "ReturnForm",
    "TakeDeathBackForm",
    "VoidForm",
    "WishForm",
]
