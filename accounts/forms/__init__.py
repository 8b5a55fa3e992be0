from accounts.forms.api_tokens import ApiTokenForm
from accounts.forms.refusable import RefusableForm
from accounts.forms.users import DeactivationForm, ServiceForm, TeamForm, TemporaryPasswordForm, UserForm

__all__ = [
    "ApiTokenForm",
    "DeactivationForm",
    "RefusableForm",
    "ServiceForm",
    "TeamForm",
    "TemporaryPasswordForm",
    "UserForm",
]
