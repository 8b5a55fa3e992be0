"""A case file of invented young people, of any size: `python -m tests.bench.make_case_file 1000 FOLDER --years 10`.

150,000 young people over ten years are about as many as all of England had: 900,000 episodes. The same arguments give
the same files. The names are drawn from a list and mean nobody.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from people.postcodes import _letter

LONDON = ZoneInfo("Europe/London")
FIRST = "Ada Ben Cara Dev Ella Finn Gia Hugo Isla Jay Kai Lena Milo Nia Omar Pia Quinn Rosa Sami Tia Umar Vera Will Zoe"
LAST = "Marsh Shaw Pike Holt Frost Lane Reed Stone Wells Carr Dale Firth Grove Heath Knight Moss Nash Poole Rowe Todd"
LETTERS = "BWMLS"
COLUMNS = {
    "young_people": "reference,first_name,last_name,date_of_birth,sex,ethnicity,team,social_worker,home_postcode,"
    "responsible_authority,restricted",
    "care_periods": "reference,started_on,ended_on,legal_status,category_of_need",
    "placements": "reference,started_on,ended_on,placement_type,provider,provider_name,postcode,local_authority,"
    "distance_miles",
    "episodes": "episode_reference,reference,category,missing_from,found_at,returned_at,ended_how,"
    "reported_to_police_at,police_reference,police_risk",
    "interviews": "episode_reference,outcome,outcome_at,offered_at,method,interviewer,independence,reason,covered_by,"
    "contact_on,contact_method",
}


class Maker:
    """Writes the five files side by side, one young person at a time."""

    def __init__(self, folder: Path, until: datetime, years: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.until, self.years = until, years
        self.first = until - timedelta(days=365 * years)
        self.postcodes = [code for letter in LETTERS for code in self.random.sample(sorted(_letter(letter)), 8_000)]
        self.episodes = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.files = {stem: (folder / f"{stem}.csv").open("w", newline="", encoding="utf-8") for stem in COLUMNS}
        self.writers = {stem: csv.writer(file) for stem, file in self.files.items()}
        for stem, header in COLUMNS.items():
            self.writers[stem].writerow(header.split(","))

    def close(self) -> None:
        for file in self.files.values():
            file.close()

    def young_person(self, number: int) -> None:
        pick, r = self.random.choice, self.random
        reference = f"YP{number:07d}"
        came = self.first.date() + timedelta(days=r.randrange(365 * self.years - 200))
        born = came - timedelta(days=r.randrange(11 * 365, 16 * 365))
        left = min(came + timedelta(days=r.randrange(200, 1_500)), born + timedelta(days=18 * 365))
        ended = left if left < self.until.date() else None
        self.row(
            "young_people", reference, pick(FIRST.split()), pick(LAST.split()), born, pick("MFU"), "WBRI",
            f"Team {number % 400}", "", pick(self.postcodes), "", pick(["no", "no", "no", ""]),
        )  # fmt: skip
        self.care(reference, came, ended)
        self.placements(reference, came, ended)
        self.missing(reference, came, min(left, self.until.date() - timedelta(days=1)))

    def care(self, reference: str, came: date, ended: date | None) -> None:
        pause = came + timedelta(days=100)
        if self.random.random() < 0.33 and (ended or self.until.date()) > pause + timedelta(days=60):
            self.row("care_periods", reference, came, pause, "V2", "N1")
            came = pause + timedelta(days=30)
        self.row("care_periods", reference, came, ended or "", "C2", "N5")

    def placements(self, reference: str, came: date, ended: date | None) -> None:
        last = ended or self.until.date()
        starts = sorted(
            {came, *(came + (last - came) * self.random.random() for _ in range(self.random.choice((0, 1, 2))))}
        )
        for start, end in zip(starts, [*starts[1:], ended], strict=True):
            kind = self.random.choice(("U6", "U4", "K2", "K3"))
            self.row(
                "placements",
                reference,
                start,
                end or "",
                kind,
                "PR4",
                "Ash House",
                self.random.choice(self.postcodes),
                "",
                "",
            )

    def missing(self, reference: str, came: date, left: date) -> None:
        """Six episodes each on average, most of them of a few; one after another, never at once."""
        count = min(int(self.random.paretovariate(1.15) * 1.4), 60)
        days = sorted(self.random.uniform(0, max((left - came).days, 1)) for _ in range(count))
        free_from = datetime.combine(came, time(6), UTC)
        for day in days:
            start = max(free_from, datetime.combine(came, time(17), UTC) + timedelta(days=day))
            start = start.replace(microsecond=0)
            back = start + timedelta(minutes=self.random.randrange(30, 60 * 40))
            if back + timedelta(hours=80) > self.until:
                return
            free_from = back + timedelta(hours=self.random.randrange(1, 200))
            self.episode(reference, start, back)

    def episode(self, reference: str, start: datetime, back: datetime) -> None:
        self.episodes += 1
        name, r = f"EP{self.episodes:08d}", self.random
        category = r.choices(("missing", "away", "curfew"), (90, 6, 4))[0]
        found = back - timedelta(minutes=20) if r.random() < 0.3 else None
        told = start + timedelta(hours=2) if r.random() < 0.8 else None
        self.row(
            "episodes", name, reference, category, wall(start), wall(found), wall(back), "returned", wall(told),
            f"P{self.episodes}" if told else "", r.choice(("low", "medium", "high", "")),
        )  # fmt: skip
        if category != "curfew" and r.random() < 0.98:
            self.interview(name, back)

    def interview(self, name: str, back: datetime) -> None:
        done = min(back + timedelta(minutes=self.random.randrange(60, 60 * 24 * 5)), self.until)
        match self.random.choices(("completed", "declined", "not_offered_no_contact", ""), (61, 30, 6, 3))[0]:
            case "completed":
                self.row(
                    "interviews", name, "completed", wall(done), wall(back), "face_to_face", "Jo Bloggs", "independent",
                    "", "", "", "",
                )  # fmt: skip
            case "declined":
                contact = (done + timedelta(days=3)).date() if self.random.random() < 0.6 else ""
                self.row(
                    "interviews", name, "declined", wall(done), wall(back), "", "", "", "Does not want to talk", "",
                    min(contact, self.until.date()) if contact else "", "visit" if contact else "",
                )  # fmt: skip
            case outcome:
                why = "Could not be reached" if outcome else ""
                self.row("interviews", name, outcome, wall(done) if outcome else "", *[""] * 4, why, "", "", "")

    def row(self, stem: str, *values: Any) -> None:
        self.writers[stem].writerow(values)


def wall(instant: datetime | None) -> str:
    """London wall time; in the nights when clocks change with its offset."""
    if instant is None:
        return ""
    local = instant.astimezone(LONDON)
    changes = local.month in (3, 10) and local.day > 24 and local.hour < 3
    return local.isoformat() if changes else local.replace(tzinfo=None).isoformat()


def made(folder: Path, young_people: int, years: int, until: datetime, seed: int = 7) -> Iterator[int]:
    """Write the files; yields the number of each young person as it is written."""
    maker = Maker(folder, until, years, seed)
    try:
        for number in range(1, young_people + 1):
            maker.young_person(number)
            yield number
    finally:
        maker.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("young_people", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--years", type=int, default=10)
    chosen = parser.parse_args()
    for number in made(chosen.folder, chosen.young_people, chosen.years, datetime.now(UTC)):
        if number % 10_000 == 0:
            print(number, flush=True)


if __name__ == "__main__":
    main()
