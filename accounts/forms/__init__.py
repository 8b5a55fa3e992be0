from accounts.forms.refusable import RefusableForm
from accounts.forms.users import DeactivationForm, ServiceForm, TeamForm, TemporaryPasswordForm, UserForm

__all__ = ["DeactivationForm", "RefusableForm", "ServiceForm", "TeamForm", "TemporaryPasswordForm", "UserForm"]
