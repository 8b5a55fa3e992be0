"""Logs of a missing child that somebody began and did not save: shown to them until they go on or throw them away.

The child is on no list meanwhile. What is typed is the writer's own (`accounts.drafts`); whom it is about is shown
while they may find that young person.
"""

from datetime import datetime
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, JSONObject, Substr
from django.urls import reverse

from accounts.models import Draft, User
from accounts.rules import Can
from missing.searching import ADD_FIRST
from people.models import YoungPerson

OF_PERSON = "log_episode:"
UNSEEN = "log_hidden:new"
OF_SOMEBODY_NEW = f"young_person:new:{ADD_FIRST}"


MOST = 8
"""So many are shown, the latest; what somebody never goes on with must not fill their first page."""


class BegunLog(NamedTuple):
    """`url` is the form, with what was typed in it. Of a record that is hidden by now it is empty, and `who` too."""

    pk: int
    saved_at: datetime
    who: str = ""
    url: str = ""


def begun_drafts(user: User) -> QuerySet[Draft]:
    """Their own drafts of logs, latest first, each with `person`: whom it is about, where they may find them."""
    of_logs = Q(key__startswith=OF_PERSON) | Q(key__in=(UNSEEN, OF_SOMEBODY_NEW))
    drafts = Draft.objects.filter(of_logs, user=user) if user.can(Can.LOG_EPISODES) else Draft.objects.none()
    number = Cast(Substr("key", len(OF_PERSON) + 1), BigIntegerField())
    about = Case(When(key__regex=rf"^{OF_PERSON}[0-9]{{1,18}}$", then=number))
    findable = YoungPerson.objects.findable_by(user).order_by()
    theirs = findable.filter(Q(pk=OuterRef("about")) | Q(merged_from=OuterRef("about")))
    facts = theirs.values(found=JSONObject(first="first_name", last="last_name", reference="reference"))[:1]
    return drafts.annotate(about=about, person=Subquery(facts)).order_by("-saved_at", "pk")


def begun_by(user: User) -> list[BegunLog]:
    """What the user began to log, the latest first, at most MOST."""
    return begun_in(begun_drafts(user))


def begun_in(drafts: QuerySet[Draft]) -> list[BegunLog]:
    """Whom each of those drafts is about, and where its writer goes on; at most MOST."""
    return [begun_of(draft) for draft in drafts[:MOST]]


def begun_of(draft: Draft) -> BegunLog:
    """The same of one of `begun_drafts`."""
    if person := draft.person:  # type: ignore[attr-defined]
        url = reverse("missing:log_episode_for", args=[person["reference"]])
        return BegunLog(draft.pk, draft.saved_at, f"{person['first']} {person['last']}", url)
    if draft.key == UNSEEN:
        who = _typed_name(draft) or "somebody whose record is not shown to you"
        return BegunLog(draft.pk, draft.saved_at, who, reverse("missing:log_hidden"))
    if draft.key == OF_SOMEBODY_NEW:
        who = _typed_name(draft) or "somebody who is not on record yet"
        return BegunLog(draft.pk, draft.saved_at, who, f"{reverse('people:add')}?then={ADD_FIRST}")
    return BegunLog(draft.pk, draft.saved_at)


def _typed_name(draft: Draft) -> str:
    return " ".join(" ".join([*draft.values.get("first_name", []), *draft.values.get("last_name", [])]).split())
