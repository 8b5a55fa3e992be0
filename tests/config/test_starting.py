"""What a person can mend is a sentence; a fault of the application keeps its traceback."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connections
from django.test import override_settings

from config.starting import check_settings, said_in_words
from launch.trouble import Trouble


def test_a_setting_that_will_not_do() -> None:
    with pytest.raises(Trouble, match=r"^PORT is wrong\.$"), said_in_words():
        raise ImproperlyConfigured("PORT is wrong.")


def test_a_database_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["default"], "connection", None)
    says = r"^The database cannot be reached \(“connection refused”\): start it, or put DATABASE_URL right\.$"
    with pytest.raises(Trouble, match=says), said_in_words():
        raise OperationalError("connection refused\n\tIs the server running?")


def test_what_goes_wrong_in_a_database_that_was_reached_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["default"], "connection", object())
    with pytest.raises(OperationalError, match="deadlock"), said_in_words():
        raise OperationalError("deadlock detected")
    with pytest.raises(DatabaseError), said_in_words():
        raise DatabaseError


def test_the_first_error_of_the_settings_stops_the_start() -> None:
    with override_settings(AUTHORITY_DISTRICT_CODE="E08999999"), pytest.raises(Trouble, match="which no authority has"):
        check_settings()


def test_a_warning_is_said_and_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(AUTHORITY_DISTRICT_CODE="E08000025"):
        check_settings()
    assert "placements there count as out of area" in capsys.readouterr().out
    check_settings()
    assert not capsys.readouterr().out
