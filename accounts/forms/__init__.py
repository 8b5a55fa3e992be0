from accounts.forms.api_tokens import ApiTokenForm
from accounts.forms.leaving import ClosingForm
from accounts.forms.refusable import RefusableForm
from accounts.forms.takers import TakerChoice
from accounts.forms.users import RecipientsForm, ServiceForm, TeamForm, TemporaryPasswordForm, UserForm

__all__ = [
    "ApiTokenForm",
    "ClosingForm",
    "RecipientsForm",
    "RefusableForm",
    "ServiceForm",
    "TakerChoice",
    "TeamForm",
    "TemporaryPasswordForm",
    "UserForm",
]
