"""A small IMAP server on loopback: one user, one folder, and what imaplib asks of it."""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

USER, PASSWORD = "bounces@example.org", 'p"ss word'


class Folder:
    """The messages, by id; which were read; what was asked; and how the server misbehaves.

    `on_seen` is called before a message is marked as read; False leaves it unread.
    """

    def __init__(self) -> None:
        self.messages: dict[int, bytes] = {}
        self.seen: set[int] = set()
        self.asked: list[str] = []
        self.refused: set[int] = set()
        self.on_seen: Callable[[int], object] = lambda uid: None
        self.is_silent = threading.Event()

    def put(self, *messages: bytes) -> None:
        for message in messages:
            self.messages[len(self.messages) + 1] = message

    @property
    def unread(self) -> int:
        return len(self.messages) - len(self.seen)


class _Line(socketserver.StreamRequestHandler):
    folder: Folder

    def handle(self) -> None:
        self.say(b"* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            self.folder.asked.append(command)
            if self.folder.is_silent.is_set():
                return
            with suppress(BrokenPipeError):
                self.say(f"{tag} {self.answer(command)}".encode())
            if command == "LOGOUT":
                return

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def answer(self, command: str) -> str:
        if command == "CAPABILITY":
            self.say(b"* CAPABILITY IMAP4rev1")
        elif command.startswith("LOGIN"):
            return "OK in" if command == f'LOGIN {USER} "p\\"ss word"' else "NO wrong user or password"
        elif command.startswith("SELECT"):
            if command != 'SELECT "Came back"':
                return "NO no such folder"
            self.say(f"* {len(self.folder.messages)} EXISTS".encode())
        elif command == "UID SEARCH UNSEEN":
            unread = sorted(set(self.folder.messages) - self.folder.seen)
            self.say(f"* SEARCH {' '.join(map(str, unread))}".encode())
        elif fetch := re.fullmatch(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", command):
            return self.fetch(int(fetch[1]), int(fetch[2]))
        elif store := re.fullmatch(r"UID STORE (\d+) \+FLAGS\.SILENT \(\\Seen\)", command):
            if self.folder.on_seen(int(store[1])) is False:
                return "NO not marked"
            self.folder.seen.add(int(store[1]))
        elif command == "LOGOUT":
            self.say(b"* BYE")
        else:
            return "BAD what?"
        return "OK done"

    def fetch(self, uid: int, size: int) -> str:
        if uid in self.folder.refused:
            return "NO not this one"
        if uid in self.folder.messages:
            body = self.folder.messages[uid][:size]
            self.say(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(body)}}}".encode() + b"\r\n" + body + b")")
        return "OK done"


@contextmanager
def imap_server() -> Iterator[tuple[Folder, str]]:
    """Yields its folder and BOUNCE_MAILBOX."""
    folder = Folder()
    handler = type("Line", (_Line,), {"folder": folder})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield (
                folder,
                f"imap://bounces%40example.org:p%22ss%20word@127.0.0.1:{server.server_address[1]}/Came%20back",
            )
        finally:
            server.shutdown()
            thread.join()
