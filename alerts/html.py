"""HTML as mail programs want it."""

import css_inline

_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)


def inlined(html: str) -> str:
    """The page with its styles put on each element: mail programs drop style sheets."""
    return _INLINER.inline(html)
