"""The demo council's case file, written as docs/formats.md says, for the importer that every council uses."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from demo.children import Child, young_people
from demo.interviews import interviews
from demo.roster import BY_KEY
from demo.year import episodes
from people.days import LONDON


def write_case_file(folder: Path, now: datetime) -> None:
    """Write the five files of it into the folder. The same for the same `now`; nothing in it is after that."""
    children = young_people(now.astimezone(LONDON).date())
    lived = episodes(children, now)
    held = interviews(lived, now)
    _write(folder / "young_people.csv", (_person(child) for child in children))
    _write(folder / "care_periods.csv", (_care(child) for child in children if child.care_since))
    _write(folder / "placements.csv", (row for child in children for row in _stays(child)))
    _write(
        folder / "episodes.csv",
        (
            {
                "episode_reference": episode.reference,
                "reference": episode.child.reference,
                "category": episode.category,
                "missing_from": episode.started_at,
                "found_at": episode.found_at,
                "returned_at": episode.returned_at,
                "ended_how": episode.ended_how,
                "reported_to_police_at": episode.police_at,
                "police_reference": episode.police_reference,
                "police_risk": episode.police_risk,
            }
            for episode in lived
        ),
    )
    _write(
        folder / "interviews.csv",
        (
            {
                "episode_reference": row.episode.reference,
                "outcome": row.outcome,
                "outcome_at": row.outcome_at,
                "offered_at": row.offered_at,
                "method": row.method,
                "interviewer": row.interviewer,
                "independence": row.independence,
                "reason": row.reason,
                "covered_by": row.covered_by,
                "contact_on": row.contact_on,
                "contact_method": row.contact_method,
            }
            for row in held
        ),
    )


def _person(child: Child) -> dict[str, object]:
    return {
        "reference": child.reference,
        "first_name": child.first_name,
        "last_name": child.last_name,
        "date_of_birth": child.born_on,
        "sex": child.sex,
        "ethnicity": child.ethnicity,
        "team": child.team,
        "social_worker": BY_KEY[child.worker].email if child.worker else "",
        "home_postcode": child.home_postcode,
        "responsible_authority": child.authority,
        "restricted": "no",
    }


def _care(child: Child) -> dict[str, object]:
    return {
        "reference": child.reference,
        "started_on": child.care_since,
        "ended_on": None,
        "legal_status": child.legal_status,
        "category_of_need": child.need,
    }


def _stays(child: Child) -> Iterable[dict[str, object]]:
    for stay in child.stays:
        yield {
            "reference": child.reference,
            "started_on": stay.started_on,
            "ended_on": stay.ended_on,
            "placement_type": stay.home.kind,
            "provider": stay.home.by,
            "provider_name": stay.home.name,
            "postcode": stay.home.postcode,
        }


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows({name: _shown(value) for name, value in row.items()} for row in rows)


def _shown(value: object) -> str:
    """Instants with their offset: an hour that London has twice would be rejected without it."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
