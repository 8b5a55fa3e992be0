"""What helps to find a young person and to speak with them: needs, description, how to reach them, a photograph."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from people.actions.stale import StaleRecord, locked, locked_person
from people.history import changes_since, version_of
from people.models import Needs, Photograph, YoungPerson
from people.photographs import NotAPhotograph, cleaned

PARTS = {
    "needs": (
        "language",
        "needs_interpreter",
        "communication",
        "learning",
        "medication",
        "health",
        "how_to_approach",
    ),
    "description": ("height", "build", "hair", "eyes", "complexion", "marks", "usual_clothes"),
    "reach": ("phones", "social_media", "places", "travel_and_money"),
}
"""The parts of `Needs`, each with its fields; `<part>_changed_at` is when it was last written."""


@transaction.atomic
def change_needs(
    *,
    actor: User,
    young_person: YoungPerson,
    part: str,
    version: int | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> Needs:
    """Write one part of what is known: `needs`, `description` or `reach` (PARTS). Blank is not known.

    `version` is that of the young person's `Needs` when the form was opened, 0 where there were none. Raises
    StaleRecord when somebody has written since, ValueError for a fact that is not of that part.
    """
    require(actor, Can.KEEP_AROUND)
    if strange := set(facts) - set(PARTS[part]):
        raise ValueError(f"{sorted(strange)} are not of {part}")
    young_person = locked_person(actor, young_person)
    needs = Needs.objects.filter(young_person=young_person).first()
    needs = locked(needs, version) if needs else Needs(young_person=young_person)
    for name, value in facts.items():
        setattr(needs, name, value)
    setattr(needs, f"{part}_changed_at", at or timezone.now())
    needs.save()
    return needs


@transaction.atomic
def keep_photograph(
    *,
    actor: User,
    young_person: YoungPerson,
    image: bytes,
    taken_on: date | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Photograph:
    """Keep a photograph in place of the one before; where it was taken and by which camera is taken out of it.

    Raises ActionRefused for what is no JPEG or PNG, is larger than PHOTOGRAPH_MAX_MEGABYTES or was taken on a day to
    come, and StaleRecord when somebody has added another since `version`.
    """
    require(actor, Can.KEEP_AROUND)
    at = at or timezone.now()
    young_person = locked_person(actor, young_person)
    if len(image) > settings.PHOTOGRAPH_MAX_MEGABYTES * 1_000_000:
        raise ActionRefused(
            f"This photograph is larger than {settings.PHOTOGRAPH_MAX_MEGABYTES} MB. Save it smaller.",
            field="image",
        )
    if taken_on and taken_on > timezone.localdate(at):
        raise ActionRefused("This day has not come yet.", field="taken_on")
    try:
        clean = cleaned(image)
    except NotAPhotograph as error:
        raise ActionRefused(str(error), field="image") from error
    photograph = Photograph.objects.filter(young_person=young_person).defer("image").first()
    if photograph and version is not None and (now := version_of(photograph)) != version:
        raise StaleRecord(changes_since(photograph, version), now)
    photograph = photograph or Photograph(young_person=young_person)
    photograph.image, photograph.content_type = clean.data, clean.content_type
    photograph.width, photograph.height, photograph.fingerprint = clean.width, clean.height, clean.fingerprint
    photograph.taken_on, photograph.added_by, photograph.added_at = taken_on, actor, at
    photograph.save()
    return photograph


@transaction.atomic
def remove_photograph(*, actor: User, young_person: YoungPerson) -> None:
    """Take the photograph out: it is not kept anywhere. That there was one stays in the history."""
    require(actor, Can.KEEP_AROUND)
    young_person = locked_person(actor, young_person)
    Photograph.objects.filter(young_person=young_person).delete()
