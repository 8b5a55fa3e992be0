"""A slip in the settings is said when the copy starts, and not by the first e-mail that cannot leave."""

from typing import Any

import pytest
from django.core.checks import run_checks

from alerts.checks import check_duty_mailbox
from alerts.management.commands.raise_alerts import Command


@pytest.mark.parametrize(
    "slip", ["duty@example.org, edt@example.org", "Duty <duty@example.org>", "duty", "duty@example.org "]
)
def test_a_duty_mailbox_that_is_not_one_address_is_named(settings: Any, slip: str) -> None:
    settings.DUTY_MAILBOX = slip
    (error,) = [error for error in run_checks() if error.id == "alerts.E001"]
    assert error.msg == f"DUTY_MAILBOX is not one e-mail address: “{slip}”."
    assert error.hint.startswith("Give one address alone, such as duty@example.gov.uk, or leave it empty.")


@pytest.mark.parametrize("address", ["", "duty@northcliffe.example", "duty@localhost"])
def test_one_address_or_none_is_taken(settings: Any, address: str) -> None:
    settings.DUTY_MAILBOX = address
    assert check_duty_mailbox(None) == []


def test_a_slip_there_stops_no_alert() -> None:
    """Cron's command is run each minute, also after somebody has changed a setting."""
    assert Command.requires_system_checks == []
