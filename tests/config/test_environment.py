"""A setting that cannot be used is refused as the settings are read, in one sentence that says what would do."""

import re
import runpy
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from launch import PROJECT

EXAMPLE = (PROJECT / ".env.example").read_text()


def read_settings() -> dict[str, Any]:
    """All of them, as a process that starts reads them."""
    return runpy.run_path(str(PROJECT / "config" / "settings.py"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "abc", "PORT is “abc”: it must be a number from 1 to 65535."),
        ("PORT", "", "PORT is empty: give it a value such as 8000, or take the line out."),
        ("SESSION_IDLE_MINUTES", "abc", "SESSION_IDLE_MINUTES is “abc”: it must be a number from 1 to 10000."),
        ("STRATEGY_MONTH_DAYS", "0", "STRATEGY_MONTH_DAYS is “0”: it must be a number from 1 to 10000."),
        (
            "STRATEGY_MONTH_DAYS",
            "9999999999",
            "STRATEGY_MONTH_DAYS is “9999999999”: it must be a number from 1 to 10000.",
        ),
        ("CURFEWS_BEFORE_INTERVIEW", "-1", "CURFEWS_BEFORE_INTERVIEW is “-1”: it must be a number from 0 to 10000."),
        ("DATABASE_CONN_MAX_AGE", "1.5", "DATABASE_CONN_MAX_AGE is “1.5”: it must be a number from 0 to 86400."),
        ("AUTHORITY_HUB_FIRST_DAY", "22/02/2021", "is “22/02/2021”: write a day, year first, like 2021-02-22."),
        ("AUTHORITY_NAME", " ", "AUTHORITY_NAME is empty: give it a value such as Northcliffe Council, or take the"),
        (
            "AUTHORITY_DISTRICT_CODE",
            "XX",
            "AUTHORITY_DISTRICT_CODE: “XX” will not do. Write its nine characters, like E0",
        ),
        (
            "WEEKLY_CUT_OFF",
            "Fryday 8",
            "WEEKLY_CUT_OFF: “Fryday 8” is not a day and time of the week. Write it as “Fri",
        ),
        ("WEEKLY_SEND", "10:00", "WEEKLY_SEND: “10:00” is not a day and time of the week."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is “loud”: write one of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
        ("DEBUG", "maybe", "DEBUG is “maybe”: write on or off."),
        ("STATIC_FROM_SOURCE", "2", "STATIC_FROM_SOURCE is “2”: write on or off."),
        ("SECRET_KEY", "", "SECRET_KEY is not set: set it in the environment or in .env"),
        ("SECRET_KEY_FILE", "/nonexistent", "SECRET_KEY_FILE is “/nonexistent”, which cannot be read (No such file or"),
        (
            "PUBLIC_URL",
            "safe.example",
            "PUBLIC_URL: “safe.example” will not do. Write the address without a path, like",
        ),
        ("SESSION_COOKIE_NAME", "a b", "SESSION_COOKIE_NAME: “a b” will not do. Write letters, digits, _ and - alone."),
        ("DEFAULT_FROM_EMAIL", "Safe Return", "DEFAULT_FROM_EMAIL: “Safe Return” will not do. Write an address, like"),
        (
            "CELERY_BROKER_URL",
            "foo",
            "CELERY_BROKER_URL must be the address of a broker, like redis://localhost:6379/0.",
        ),
        ("CELERY_BROKER_URL", "http://x", "CELERY_BROKER_URL must be the address of a broker"),
        (
            "DATABASE_URL",
            "sqlite:///x.db",
            "DATABASE_URL must be the address of a PostgreSQL database, like postgres://",
        ),
        ("DATABASE_URL", "postgres://db.example", "DATABASE_URL must be the address of a PostgreSQL database"),
        ("DATABASE_URL", "postgres://u:p@h:port/x", "DATABASE_URL must be the address of a PostgreSQL database"),
        ("EMAIL_URL", "smtp.example", "EMAIL_URL must be the address of a mail server, like smtp+tls://"),
        ("EMAIL_URL", "smtp://h:port", "EMAIL_URL must be the address of a mail server"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        read_settings()
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_example_can_be_used_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = [line.lstrip("#") for line in EXAMPLE.splitlines() if re.match(r"#?[A-Z_]+=[^ ]", line)]
    assert len(shown) > 30
    for line in shown:
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, shlex.split(value)[0])
    monkeypatch.setenv("SECRET_KEY", "some key")
    assert read_settings()["DEBUG"] is False


def test_what_may_be_a_password_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "EMAIL_URL", "CELERY_BROKER_URL"):
        with monkeypatch.context() as patch, pytest.raises(ImproperlyConfigured) as refused:
            patch.setenv(name, "mysql://me:hunter2@h/x")
            read_settings()
        assert "hunter2" not in str(refused.value)


def test_what_is_meant_is_taken_as_it_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("from a file\n")
    given = {
        "SECRET_KEY_FILE": str(key),
        "DEBUG": "Off",
        "LOG_LEVEL": "warning",
        "CURFEWS_BEFORE_INTERVIEW": "0",
        "AUTHORITY_HUB_FIRST_DAY": "2022-03-01",
        "ALLOWED_HOSTS": "safe.example, other.example",
        "MAIL_ALLOWED_DOMAINS": "",
        "PUBLIC_URL": "https://safe.example/",
        "CELERY_BROKER_URL": "redis+socket:///run/redis.sock",
        "EMAIL_URL": "smtp+tls://me:$p%40ss@smtp.example:587",
        "DATABASE_URL": "",
        "DATA_DIR": "",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert settings["SECRET_KEY"] == "from a file"
    assert settings["DEBUG"] is False
    assert settings["LOGGING"]["root"]["level"] == "WARNING"
    assert settings["CURFEWS_BEFORE_INTERVIEW"] == 0
    assert settings["AUTHORITY_HUB_FIRST_DAY"] == date(2022, 3, 1)
    assert settings["ALLOWED_HOSTS"] == ["safe.example", "other.example"]
    assert settings["MAIL_ALLOWED_DOMAINS"] == []
    assert settings["PUBLIC_URL"] == "https://safe.example"
    assert (settings["EMAIL_HOST_PASSWORD"], settings["EMAIL_PORT"]) == ("$p@ss", 587)
    assert settings["DATABASES"]["default"]["NAME"] == "safe_return"
    assert settings["DATA_DIR"] == PROJECT / "var"
