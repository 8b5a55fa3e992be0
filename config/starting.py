"""What stands in the way of starting that a person can mend, as one sentence (launch.trouble)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from launch.trouble import Trouble, say


@contextmanager
def said_in_words() -> Iterator[None]:
    """A setting that will not do and a database that cannot be reached become Trouble; whatever else stays as it is.

    Also an error of a database that was reached: what was being done then is for whoever reads the traceback.
    """
    try:
        yield
    except ImproperlyConfigured as error:
        raise Trouble(str(error)) from error
    except OperationalError as error:
        if connection.connection is not None:
            raise
        why = str(error).strip().partition("\n")[0]
        raise Trouble(f"The database cannot be reached (“{why}”): start it, or put DATABASE_URL right.") from error


def check_settings() -> None:
    """The checks that need the applications loaded. Raises Trouble for the first error; a warning is only said."""
    for message in checks.run_checks(tags=["settings"]):
        if message.is_serious():
            raise Trouble(message.msg)
        say(message.msg)
