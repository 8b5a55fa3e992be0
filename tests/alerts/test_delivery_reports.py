"""What mail servers write is taken for what it says, and nothing that anybody may send does harm."""

from email import message_from_bytes
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.delivery_reports import Failure, failures_in
from tests.alerts.reports import report

OURS = "<1b4e28ba-2fa1-4d8e-8f3b-000000000001@example.org>"


def test_a_report_says_which_email_which_address_and_why() -> None:
    (failure,) = failures_in(report(OURS))
    assert failure == Failure((OURS,), "dana@example.org", "5.1.1", "550 5.1.1 no such user here")
    assert failure.is_permanent
    assert failure.blames_address


def test_the_email_given_back_whole_is_read_too() -> None:
    (failure,) = failures_in(report(OURS, returned="message/rfc822"))
    assert failure.quotes == (OURS,)


def test_a_relay_that_writes_its_own_message_id_leaves_our_header() -> None:
    with_ours = f"X-Safe-Return-ID: {OURS}\r\nSubject: Return"
    raw = report("<another@relay.example>").replace(b"Subject: Return", with_ours.encode())
    (failure,) = failures_in(raw)
    assert failure.quotes[0] == OURS


def test_a_report_without_the_email_is_known_by_its_thread() -> None:
    raw = report("", headers=f"In-Reply-To: {OURS}\n")
    (failure,) = failures_in(raw)
    assert failure.quotes == (OURS,)


def test_the_text_alone_quotes_nothing() -> None:
    raw = report("").replace(b"I'm sorry", OURS.encode())
    (failure,) = failures_in(raw)
    assert failure.quotes == ()


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_did_not_fail_is_no_failure(action: str) -> None:
    assert failures_in(report(OURS, action=action)) == []


@pytest.mark.parametrize(
    ("status", "said", "is_permanent", "blames_address"),
    [
        ("5.1.1", "550 no such user", True, True),
        ("5.1.10", "recipient not found", True, True),
        ("5.2.1", "mailbox disabled", True, True),
        ("5.2.2", "mailbox full", True, True),
        ("5.0.0", "550 unknown", True, True),
        ("5.4.4", "no such domain", True, True),
        ("", "550 no such user here", True, True),
        ("", "550 5.1.1 no such user here", True, True),
        ("5.2.3", "message too large", True, False),
        ("5.7.1", "550 5.7.1 taken for spam", True, False),
        ("5.3.4", "too big for the system", True, False),
        ("4.4.7", "delivery time expired", False, False),
        ("4.2.2", "452 mailbox full", False, False),
        ("", "421 try later", False, False),
        ("", "no code at all", False, False),
        ("2.1.5", "fine", False, False),
    ],
)
def test_only_what_is_for_good_and_the_addresses_fault_blames_it(
    status: str, said: str, is_permanent: bool, blames_address: bool
) -> None:
    (failure,) = failures_in(report(OURS, status=status, said=said))
    assert (failure.is_permanent, failure.blames_address) == (is_permanent, blames_address)


def test_one_report_may_tell_of_several_addresses() -> None:
    delayed = "Final-Recipient: rfc822; b@example.org\r\nAction: delayed\r\nStatus: 4.0.0\r\n\r\n"
    forwarded = "Original-Recipient: rfc822; C@example.org\r\nFinal-Recipient: rfc822; x@y.example\r\n"
    failed = f"{forwarded}Action: FAILED\r\nStatus: 5.0.0\r\n\r\n"
    dana = "Final-Recipient: rfc822; dana"
    raw = report(OURS).replace(dana.encode(), (delayed + failed + dana).encode())
    assert [failure.address for failure in failures_in(raw)] == ["c@example.org", "dana@example.org"]


def test_what_a_person_writes_is_no_report() -> None:
    message = EmailMessage()
    message["Subject"], message["In-Reply-To"] = "I am away", OURS
    message.set_content("Action: failed\nStatus: 5.1.1\n" + OURS)
    assert failures_in(message.as_bytes()) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 1000,
        b"Content-Type: multipart/report; boundary=x\r\n\r\n",
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n",
        b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n",
        report(OURS).replace(b"Subject: Und", b"Subject: =?utf-8?q?=FF=00?= \xff\xfe\r\nX: "),
        report(OURS).replace(b"550 5.1.1", b"\x00\xff\xfe"),
        report(OURS)[:700],
        report(OURS + ("<x@y>" * 100_000)),
    ],
)
def test_malformed_reports_are_read_as_far_as_they_go(raw: bytes) -> None:
    for failure in failures_in(raw):
        assert len(failure.said) <= 300
        assert len(failure.quotes) <= 10
        assert "\x00" not in failure.said + failure.address


@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_bytes_anywhere_in_a_report_break_the_reading(junk: bytes, where: int) -> None:
    raw = report(OURS)
    for failure in failures_in(raw[:where] + junk + raw[where:]):
        assert failure.said.encode()


def test_the_report_is_what_pythons_own_reader_takes_it_for() -> None:
    """The test's own reports are well formed: without this it could test nothing."""
    assert not message_from_bytes(report(OURS)).defects
