"""A form that is kept as it is typed: what its view asks and its page shows, in one object.

The view begins with `kept = keep_form(request, f"return:{episode.pk}")`, puts what was typed before into an unbound
form (`kept.begin(form)`), forgets it when the form is taken (`kept.discard()`) and gives `kept` to the page. The page
says `data-draft-url="{{ kept.url }}"` on its form and `kept=kept` to `components/confirm_buttons.html`, which shows
that it is saved and what to do where another tab was quicker. That a form holds what was typed before, base.html says
at its top (`components/draft_restored.html`), with a button that throws it away: leaving a page never does.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from accounts import draft_kinds
from accounts.access import signed_in
from accounts.drafts import SINCE, TAB, as_initial, discard_draft, draft_for, instant_of, new_tab, since_of, version_of
from accounts.models import Draft, User

KEPT_FROM_ANOTHER_TAB = (
    "What you typed into the same form in another tab or on another device was not sent. It is kept, and shows when "
    "you open that form again."
)


class KeptForm:
    """One opening of a form by one user.

    `url` takes what is typed and `page_url` shows the form again; `tab` names this opening, `since` is the version that
    it was opened with, and `elsewhere` says that another tab has saved something else meanwhile.
    """

    def __init__(
        self,
        user: User,
        key: str,
        *,
        page_url: str,
        url: str = "",
        draft: Draft | None = None,
        tab: str = "",
        since: str | None = None,
        elsewhere: str = "",
        sent: HttpRequest | None = None,
    ) -> None:
        """`tab` and `since` are what an unsaved page goes on with; `sent` is the request with which it was sent.

        Raises LookupError for a kind that no room has registered.
        """
        draft_kinds.title_of(key)
        self.user, self.key, self.draft = user, key, draft
        self.url, self.page_url = url or reverse("draft", args=[key]), page_url
        self.tab = tab or new_tab()
        self.since = version_of(draft.saved_at if draft else None) if since is None else since
        self.saved_at = draft.saved_at if draft else instant_of(self.since)
        self.elsewhere = elsewhere
        self.sent = sent
        self.is_restored = False

    def begin(self, form: forms.BaseForm) -> None:
        """Begin the form with what was typed before, over what it would begin with."""
        typed = as_initial(self.draft, form)
        self.note_restored(form, typed)
        form.initial = {**form.initial, **typed}

    def note_restored(self, form: forms.BaseForm, typed: Mapping[str, Any]) -> None:
        """Whether `typed` differs from what the unbound form begins with, so that its page must say so."""
        self.is_restored = self.saved_at is not None and any(
            _said(_begins_with(form, name)) != _said(value) for name, value in typed.items()
        )

    @property
    def draft_key(self) -> str:
        """Under which what was typed before is kept: of a record that was merged, still under its own."""
        return (self.draft.key if self.draft else "") or self.key

    def discard(self) -> None:
        """The form was taken: nothing of it is left to keep. What another tab has saved since stays, and is said."""
        since = since_of(self.sent.POST) if self.sent else self.since
        if not discard_draft(self.user, self.key, tab=self.tab, since=since) and self.sent:
            messages.warning(self.sent, KEPT_FROM_ANOTHER_TAB)


def _begins_with(form: forms.BaseForm, name: str) -> Any:
    field = form.fields[name]
    return field.prepare_value(form.get_initial_for_field(field, name))


def _said(value: Any) -> list[str]:
    """Of an answer, what tells it from another: nothing typed and nothing ticked are the same."""
    listed = value if isinstance(value, list | tuple | set) else [value]
    return sorted(str(one).strip() for one in listed if one not in (None, False, ""))


def keep_form(request: HttpRequest, key: str, find: Callable[[], Draft | None] | None = None) -> KeptForm:
    """The form of this page for who is signed in. A posted one goes on as the tab that it was.

    One query when it is opened and none when it is posted; `find` gives the draft where the page has it already.
    """
    user, page_url = signed_in(request), request.get_full_path()
    if request.method == "POST":
        tab, since = request.POST.get(TAB, ""), request.POST.get(SINCE, "")
        return KeptForm(user, key, page_url=page_url, tab=tab, since=since, sent=request)
    return KeptForm(user, key, page_url=page_url, draft=find() if find else draft_for(user, key))
