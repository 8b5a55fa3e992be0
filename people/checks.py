"""What the settings say of the authority, held against the directory of postcodes as the application starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # Django's own name for it

from people.postcodes import authority_name, city


def check_authority(app_configs: object = None, **given: Any) -> list[CheckMessage]:
    """That miles can be measured from the city point, and that some placement can be in the area.

    A city point in another authority is only warned of: a county may measure from a city that is not its own.
    """
    code = settings.AUTHORITY_DISTRICT_CODE
    try:
        around_it, _ = city()
    except ValueError as error:
        return [Error(str(error), id="people.E001")]
    if authority_name(code) == code:
        words = f"AUTHORITY_DISTRICT_CODE is “{code}”, which no authority has: that of the city point is {around_it}."
        return [Error(words, id="people.E002")]
    if code != around_it:
        return [
            Warning(
                f"AUTHORITY_DISTRICT_CODE is “{code}” ({authority_name(code)}), and AUTHORITY_CITY_POSTCODE lies in "
                f"{authority_name(around_it)} ({around_it}): placements there count as out of area.",
                id="people.W001",
            )
        ]
    return []
