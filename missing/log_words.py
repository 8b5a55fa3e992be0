"""What was typed to log an episode that turns out to be open already, as a line for its log."""

from typing import Any

from missing.codes import Category, PoliceRisk
from missing.forms.times import as_typed


def all_in_words(facts: dict[str, Any]) -> str:
    """All that was typed into the form, as a line of the log: it is read on other days, so the days are named."""
    since = as_typed(facts["started_at"], facts["started_is_approximate"])
    back = as_typed(facts.get("came_back_at"), facts.get("came_back_is_approximate", False))
    told_police = as_typed(facts["reported_to_police_at"], facts["police_told_is_approximate"])
    known = [
        f"Logged again: {Category(facts['category']).label.lower()} since {since}.",
        f"Back in between: {back}." if back else "",
        facts.get("came_back_note", ""),
        facts["circumstances"],
        f"Told by {facts['reported_by']}." if facts["reported_by"] else "",
        f"Police told {told_police}." if told_police else "",
        f"Police reference {facts['police_reference']}." if facts["police_reference"] else "",
        f"Police risk: {PoliceRisk(facts['police_risk']).label.lower()}."
        if facts["police_risk"] != PoliceRisk.NOT_RECORDED
        else "",
    ]
    return " ".join(filter(None, known))
