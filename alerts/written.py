"""What an e-mail says, and its HTML as mail programs want it."""

from functools import cache
from typing import NamedTuple

from css_inline import CSSInliner


class Written(NamedTuple):
    """The same, as plain text and as HTML."""

    subject: str
    text: str
    html: str


def inlined(html: str) -> str:
    """The page with its styles put on each element: mail programs drop style sheets."""
    return _inliner().inline(html)


@cache
def _inliner() -> CSSInliner:
    return CSSInliner(load_remote_stylesheets=False)
