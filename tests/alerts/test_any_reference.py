"""Whatever reference a case file brings, what is due of it is told, and the link leads to its page."""

import re
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.test import Client

from alerts.actions import raise_alerts
from alerts.models import AlertStage
from alerts.outbox import send_outgoing_email
from tests.alerts.conftest import BACK, DUE, HOUR, Council
from tests.case_files import imported

pytestmark = pytest.mark.django_db

LONG_IN_AN_ADDRESS = {
    "four bytes": "\U00020bb7" * 40,
    "three bytes": "失踪人口案件編號二〇二六年第十七號之一" * 2,
    "signs": "/%?#&" * 8,
    "a council's own": "01/02/2026 (A) & [B] #3 % «Ünïçödé» €€€É",
}


@pytest.mark.parametrize("reference", LONG_IN_AN_ADDRESS.values(), ids=LONG_IN_AN_ADDRESS)
def test_an_interview_is_told_of_whatever_its_reference(
    council: Council, client: Client, tmp_path: Path, reference: str
) -> None:
    reference = reference[:40]
    with time_machine.travel(BACK + HOUR, tick=False):
        done = imported(
            tmp_path,
            episodes=f"""episode_reference,reference,category,missing_from,returned_at,ended_how
            {reference},YP1,missing,{BACK - 9 * HOUR:%Y-%m-%dT%H:%M},{BACK:%Y-%m-%dT%H:%M},returned""",
        )
    assert done.status == 0, done.printed
    with time_machine.travel(DUE, tick=False):
        raise_alerts()
        send_outgoing_email()
        stage = AlertStage.objects.get(kind="interview", stage="due")
        assert (stage.reference, stage.told) == (reference, 1)
        (message,) = mail.outbox
        assert message.to == [council.officer.email]
        (link,) = re.findall(r"http\S+", str(message.body))
        assert link.endswith(stage.path)
        client.force_login(council.officer)
        assert client.get(stage.path).context["interview"].episode.reference == reference
