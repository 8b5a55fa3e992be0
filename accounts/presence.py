"""That somebody works here, held for as long as something is given to them."""

from accounts.access import ActionRefused
from accounts.models import User


def refuse_who_left(user: User, field: str | None = None) -> None:
    """Refuse to give work to a closed account; one that is open stays so until the transaction ends.

    Ask it after the work itself is locked: closing an account moves its work first and locks the account last. Raises
    ActionRefused.
    """
    here = User.objects.select_for_update(of=("self",), no_key=True).filter(pk=user.pk).first()
    if here is None or not here.is_here:
        raise ActionRefused(f"{user} does not use Safe Return any more.", field=field)
