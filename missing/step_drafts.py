"""What somebody is about to write down as a step of an interview, kept as they type it: two forms of one page."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.http import HttpRequest

from accounts.access import signed_in
from accounts.kept_forms import KeptForm, keep_form
from accounts.models import Draft, User

STEPS = ("offer", "attempt")


def steps_typed(user: User) -> ArraySubquery:
    """For rows of interviews, as `steps_typed`: the user's drafts of their steps, so that a page asks nothing more."""
    keys = [Concat(Value(f"{step}:"), Cast(OuterRef("pk"), CharField())) for step in STEPS]
    drafts = Draft.objects.filter(user=user, key__in=keys)
    return ArraySubquery(drafts.values(found=JSONObject(key="key", values="values", saved_at="saved_at")))


def kept_steps(request: HttpRequest, interview: Any, sent: str = "") -> dict[str, KeptForm]:
    """The `offer` and the `attempt` of that interview's page, fetched with `steps_typed`.

    `sent` is which of them was sent, and goes on as the tab that it was.
    """
    user, page = signed_in(request), interview.get_absolute_url()
    drafts = {row["key"]: _draft(row) for row in interview.steps_typed}
    keys = {step: f"{step}:{interview.pk}" for step in STEPS}
    return {
        step: keep_form(request, key) if step == sent else KeptForm(user, key, page_url=page, draft=drafts.get(key))
        for step, key in keys.items()
    }


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(key=row["key"], values=row["values"], saved_at=datetime.fromisoformat(row["saved_at"]))
