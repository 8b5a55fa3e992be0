"""The parts about themselves: who they are, what they look like, what they need, how to reach them."""

from typing import Any

from django.urls import reverse

from missing.for_police.part import Part, not_written
from people.around_codes import NameKind
from people.around_page import description_rows, needs_rows, reach_rows
from people.codes import LegalStatus
from people.days import full_date
from people.models import Needs, YoungPerson


def who(person: YoungPerson) -> list[dict[str, Any]]:
    sure = person.get_birthday_is_display()
    rows: list[dict[str, Any]] = [
        {
            "label": "Born",
            "value": f"{full_date(person.date_of_birth)}, {person.age} years old",
            "tag": sure,
            "tone": "amber",
            "note": person.birthday_note,
        }
    ]
    for other in person.names:  # type: ignore[attr-defined]
        label = "Goes by" if other["is_in_use"] else NameKind(other["kind"]).label
        rows.append({"label": label, "value": other["name"]})
    status = person.legal_status  # type: ignore[attr-defined]
    rows += [
        {"label": "Sex", "value": person.get_sex_display() or "Not recorded"},
        {"label": "Ethnicity", "value": person.get_ethnicity_display() or "Not recorded"},
        {"label": "Looked after by", "value": person.authority},
        {"label": "Legal status", "value": LegalStatus(status).label if status else "Not recorded"},
        {"label": "Our reference", "value": person.reference},
    ]
    return rows


def looks(person: YoungPerson, needs: Needs | None) -> Part:
    wanted = {"height": "height", "build": "build", "hair": "hair", "eyes": "eyes", "usual_clothes": "usual clothes"}
    return Part(
        "Description",
        description_rows(needs),
        needs.description_changed_at if needs else None,
        not_written(needs, wanted),
        reverse("people:description", args=[person.reference]),
    )


def needs(person: YoungPerson, needs: Needs | None) -> Part:
    wanted = {
        "how_to_approach": "how to approach them",
        "language": "first language",
        "medication": "medication",
        "health": "health",
    }
    return Part(
        "Needs, and how to approach them",
        sorted(needs_rows(needs), key=lambda row: row["label"] != "How to approach"),
        needs.needs_changed_at if needs else None,
        not_written(needs, wanted),
        reverse("people:needs", args=[person.reference]),
    )


def reach(person: YoungPerson, needs: Needs | None) -> Part:
    return Part(
        "Telephone, social media, travel",
        [row for row in reach_rows(needs) if row["label"] != "Places"],
        needs.reach_changed_at if needs else None,
        not_written(needs, {"phones": "their telephone", "social_media": "social media"}),
        reverse("people:reach", args=[person.reference]),
    )
