from collections.abc import Callable
from typing import Any

from django import forms

from accounts.access import ActionRefused


class RefusableForm(forms.Form):
    """A form whose action may refuse: the words go beside their field, and everything typed stays.

    `done` is what the action gave back, once `attempt` said yes.
    """

    done: Any = None

    def attempt(self, action: Callable[..., Any], **given: Any) -> bool:
        """Do the action with `given` and what was typed (`cleaned_data`); False when the form or the action says no."""
        if not self.is_valid():
            return False
        try:
            self.done = action(**given, **self.cleaned_data)
        except ActionRefused as refused:
            self.refuse(refused)
            return False
        return True

    def refuse(self, refused: ActionRefused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)
