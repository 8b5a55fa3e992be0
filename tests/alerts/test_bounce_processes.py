"""The whole way of an e-mail that comes back, with a real mail server, a real mailbox and a command that is killed."""

from pathlib import Path
from subprocess import Popen

import pytest

from tests.alerts.imap_server import imap_server
from tests.alerts.mail_server import mail_server
from tests.alerts.processes import Copy
from tests.alerts.reports import report
from tests.databases import address_of, copied_database

pytestmark = pytest.mark.processes
MARKED = "SELECT count(*) FROM accounts_user WHERE email_bounced_at IS NOT NULL"
CAME_BACK = "SELECT count(*) FROM alerts_outgoingemail WHERE bounced_at IS NOT NULL"


def test_a_command_killed_between_our_commit_and_the_mark_reads_it_again_to_no_effect(db: None, tmp_path: Path) -> None:
    with copied_database("bounces") as name, mail_server() as (mailbox, email_url), imap_server() as (folder, url):
        copy = Copy(database=address_of(name), data_dir=tmp_path / "data", email_url=email_url)
        copy.environ["BOUNCE_MAILBOX"] = url
        copy.seed(1)
        assert copy.run("manage.py", "raise_alerts").returncode == 0
        assert len(mailbox.taken) == 3
        folder.put(*(report(message_id, address=address) for message_id, address in mailbox.taken))

        def kill(uid: int) -> bool:
            copy.kill(running)
            return False

        folder.on_seen = kill
        running: Popen[str] = copy.start("manage.py", "read_bounces")
        running.communicate()
        assert (copy.ask(MARKED), copy.ask(CAME_BACK), folder.unread) == (1, 1, 3), "committed, and not marked as read"

        folder.on_seen = lambda uid: None
        for said in ("3 messages read, 2 e-mails had come back, 2 addresses marked.", "0 messages read, 0 e-mails"):
            done = copy.run("manage.py", "read_bounces")
            assert said in done.stdout, done.stderr
        assert (copy.ask(MARKED), copy.ask(CAME_BACK), folder.unread) == (3, 3, 0)

        assert copy.run("manage.py", "raise_alerts").returncode == 0
        told = "SELECT count(*) FROM alerts_alertstage WHERE kind = 'address_bounced'"
        assert copy.ask(told) == 3
        assert len(mailbox.taken) == 3, "nothing more was sent to any of them"
    print("\nread_bounces killed between our commit and the mark: 3 of 3 marked, 0 twice")
