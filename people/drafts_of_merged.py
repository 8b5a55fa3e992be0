"""What was being typed about a record that was merged meanwhile: the form of the one that stands begins with it."""

from django.db.models import Case, CharField, Q, Value, When
from django.db.models.functions import Cast, Concat

from accounts.models import Draft, User
from people.models import YoungPerson


def draft_about(user: User, kind: str, person: YoungPerson) -> Draft | None:
    """The user's own draft about the young person, else the latest about a record that is part of theirs; one query.

    That one is kept as a draft about them from then on, so that it goes when the form is sent. Never with words of
    theirs about this record: those are not written over.
    """
    own = f"{kind}:{person.pk}"
    key = Concat(Value(f"{kind}:"), Cast("pk", CharField()), output_field=CharField())
    of_merged = YoungPerson.objects.filter(merged_into=person).order_by().values(found=key)
    drafts = Draft.objects.filter(Q(key=own) | Q(key__in=of_merged), user=user)
    draft = drafts.order_by(Case(When(key=own, then=0), default=1), "-saved_at").first()
    if draft and draft.key != own:
        draft.key = own
        draft.save(update_fields=["key"])
    return draft
