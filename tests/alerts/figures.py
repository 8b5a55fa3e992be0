"""The figures of the tests with whole processes: what was lost, what came twice, and whether that had its cause.

They are printed (`-s`) and kept in docs/reliability.md.
"""

from collections import Counter
from collections.abc import Sequence

from tests.alerts.mail_server import Mailbox
from tests.alerts.processes import Copy, Program, wait_for

OTHERS_ARE_CONNECTED = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
NOT_MARKED_AS_SENT = "SELECT count(*) FROM alerts_outgoingemail WHERE message_id = %s AND sent_at IS NULL"


def report(
    what: str, copy: Copy, mailbox: Mailbox, *, stages: int, letters: int, broken_off: Sequence[str] = ()
) -> None:
    """Print and judge: nothing lost, nobody told of a stage twice, no e-mail twice but those broken off after the yes.

    `broken_off` are the Message-IDs of which the mail server had said yes and our commit did not come, once for each
    time. Exactly these come again, under the same Message-ID and with the same words.
    """
    lost, mails_lost, again = stages - copy.stages(), letters - len(set(mailbox.taken)), mailbox.again
    print(
        f"\n{what}: {lost} of {stages} stages lost, {mailbox.stages_twice} told twice;"
        f" {mails_lost} of {letters} e-mails lost, {again.total()} twice,"
        f" {len(broken_off)} broken off between the server's yes and our commit"
    )
    assert (lost, mailbox.stages_twice, mails_lost) == (0, 0, 0)
    assert again == Counter(broken_off), "twice came what was broken off, and nothing else"
    assert all(len(read) == 1 for read in mailbox.texts.values()), "a second copy says what the first one said"
    assert {key for keys in mailbox.told.values() for key in keys} == set(mailbox.texts), "each says what it tells"
    assert copy.letters() == letters
    assert copy.waiting() == 0


def kill_and_look(copy: Copy, program: Program, mailbox: Mailbox, *, since: int) -> list[str]:
    """Kill the one program at work, and look."""
    copy.kill(program)
    return look(copy, mailbox, since=since)


def look(copy: Copy, mailbox: Mailbox, *, since: int) -> list[str]:
    """Once nobody is at work: which of the e-mails taken after the first `since` are not marked as sent.

    What was sent before the kill the mail server reads to its end, and what was asked of the database is answered or
    undone.
    """
    wait_for(lambda: mailbox.connections == 0 and copy.ask(OTHERS_ARE_CONNECTED) == 0, 60)
    return [key for key, _ in mailbox.taken[since:] if copy.ask(NOT_MARKED_AS_SENT, key)]
