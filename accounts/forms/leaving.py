from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.actions.leaving import field_of
from accounts.away import Away, away_today
from accounts.forms.refusable import RefusableForm
from accounts.models import User
from accounts.work import Work

PUT_BACK = "back"


class ClosingForm(RefusableForm):
    """Why an account is closed, and for each kind of work that is open with it, who takes it on."""

    why = forms.CharField(
        max_length=300,
        label="Why",
        help_text="For example: left on 30 November.",
        error_messages={"required": "Write why, for whoever looks later."},
    )

    def __init__(self, *args: Any, leaver: User, held: Iterable[tuple[Work, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = [(work, count) for work, count in held if work.hand_on and not work.ends]
        takers = {work.key: list(work.takers(leaver)) if work.takers else [] for work, _ in self.held}
        self.users = {str(user.pk): user for users in takers.values() for user in users}
        away = away_today(self.users.values())
        for work, count in self.held:
            named = [(str(user.pk), _named(user, away.get(user.pk))) for user in takers[work.key]]
            self.fields[field_of(work)] = forms.ChoiceField(
                label=f"{work.title_to_others}: {count}. Who takes them on?",
                choices=[("", "Choose"), (PUT_BACK, work.put_back), *named],
                error_messages={
                    "required": f"{work.title_to_others}: choose who takes them on, or where they go.",
                    "invalid_choice": "Choose one of the list: that one cannot take them on.",
                },
            )
        self.order_fields([*(field_of(work) for work, _ in self.held), "why"])

    def clean(self) -> dict[str, Any]:
        """As `close_account` takes it: why, and a colleague or nobody by kind of work."""
        typed = self.cleaned_data
        chosen = {work.key: typed[field_of(work)] for work, _ in self.held if field_of(work) in typed}
        facts: dict[str, Any] = {"hand_on": {key: self.users.get(choice) for key, choice in chosen.items()}}
        return facts | {"why": typed["why"]} if "why" in typed else facts


def _named(user: User, away: Away | None) -> str:
    """`Callum Reid, Social worker, away until 2 Dec, Dana Whit covers`."""
    cannot = "" if user.has_usable_password() else "has no password yet"
    return ", ".join(filter(None, [str(user), user.job_title, str(away or ""), cannot]))
