"""How what was written down by mistake is shown: struck out, with who says so and why, and the way to say so."""

from datetime import datetime
from typing import Any

from people.days import time_in_words

MISTAKE = "Written down by mistake"


def struck_out(who: str, at: datetime, why: str) -> dict[str, Any]:
    """For components/log_entry.html: `Struck out by Dana Whit, today 12:00: she has not seen him.`"""
    words = f"Struck out{f' by {who}' if who else ''}, {time_in_words(at)}"
    return {"is_struck_out": True, "note": f"{words}: {why}" if why else f"{words}."}


def may_be_struck_out(url: str) -> dict[str, Any]:
    """For components/log_entry.html: the link beside what the reader may say is wrong."""
    return {"mend_url": url, "mend_label": "Strike out"}
