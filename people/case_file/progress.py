"""How far an import is, drawn on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time
from typing import TextIO

WIDTH = 30
SECONDS_BETWEEN = 0.2


class Progress:
    """Says nothing. What is told to it: the step, and how much of it is done."""

    def step(self, name: str, total: int) -> None:
        """Begin a step of `total` rows or bytes."""

    def done(self, amount: int) -> None:
        """So much more of the step is done."""

    def finish(self) -> None:
        """Leave the line as it was."""


class TerminalProgress(Progress):
    """A bar that is drawn over itself."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.name, self.total, self.so_far, self.drawn_at = "", 0, 0, 0.0

    def step(self, name: str, total: int) -> None:
        self.name, self.total, self.so_far = name, total, 0
        self._draw()

    def done(self, amount: int) -> None:
        self.so_far += amount
        if time.monotonic() - self.drawn_at >= SECONDS_BETWEEN:
            self._draw()

    def finish(self) -> None:
        self.stream.write("\r\x1b[2K")
        self.stream.flush()

    def _draw(self) -> None:
        share = min(self.so_far / self.total, 1) if self.total else 0
        bar = "#" * round(share * WIDTH)
        self.stream.write(f"\r\x1b[2K[{bar:-<{WIDTH}}] {share:4.0%} {self.name}")
        self.stream.flush()
        self.drawn_at = time.monotonic()


def progress_on(stream: TextIO = sys.stderr) -> Progress:
    return TerminalProgress(stream) if stream.isatty() else Progress()
