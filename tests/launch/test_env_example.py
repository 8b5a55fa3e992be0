"""`.env.example` explains every variable that is read, and shows what holds without it."""

import re
import shlex

from launch import PROJECT

EXAMPLE = (PROJECT / ".env.example").read_text()
NAMED = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_every_variable_is_explained_and_every_explained_one_is_read() -> None:
    settings = (PROJECT / "config" / "settings.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*[\"']([A-Z_]+)[\"']", settings))
    assert read == NAMED


def test_the_defaults_shown_are_the_defaults() -> None:
    settings = (PROJECT / "config" / "settings.py").read_text()
    for name in ("AUTHORITY_NAME", "AUTHORITY_DISTRICT_CODE", "AUTHORITY_CITY_POSTCODE", "DEFAULT_FROM_EMAIL"):
        (shown,) = re.findall(rf'^{name}="?([^"\n]*)', EXAMPLE, re.MULTILINE)
        assert re.search(rf'"{name}",\s+default="{re.escape(shown)}"', settings)


def test_a_shell_can_read_it_too() -> None:
    for line in EXAMPLE.splitlines():
        if re.match(r"[A-Z_]+=", line):
            assert len(shlex.split(line)) == 1, line
