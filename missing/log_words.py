"""What was typed to log an episode that turns out to be open already, as a line for its log."""

from typing import Any

from missing.actions.logged_again import TakenIn
from missing.codes import LOGGED_AGAIN, Category, PoliceRisk
from missing.forms.times import as_typed
from people.days import about_time_in_words


def all_in_words(facts: dict[str, Any]) -> str:
    """All that was typed into the form, as a line of the log: it is read on other days, so the days are named."""
    since = as_typed(facts["started_at"], facts["started_is_approximate"])
    back = as_typed(facts.get("came_back_at"), facts.get("came_back_is_approximate", False))
    found = as_typed(facts.get("found_at"), facts.get("found_is_approximate", False))
    over = as_typed(facts.get("returned_at"), facts.get("returned_is_approximate", False))
    told_police = as_typed(facts["reported_to_police_at"], facts["police_told_is_approximate"])
    known = [
        f"{LOGGED_AGAIN}{Category(facts['category']).label.lower()} since {since}.",
        f"Back in between: {back}." if back else "",
        facts.get("came_back_note", ""),
        facts["circumstances"],
        f"Found {found}." if found else "",
        f"Back from it {over}." if over else "",
        facts.get("note", ""),
        f"Told by {facts['reported_by']}." if facts["reported_by"] else "",
        f"Police told {told_police}." if told_police else "",
        f"Police reference {facts['police_reference']}." if facts["police_reference"] else "",
        f"Police risk: {PoliceRisk(facts['police_risk']).label.lower()}."
        if facts["police_risk"] != PoliceRisk.NOT_RECORDED
        else "",
    ]
    return " ".join(filter(None, known))


def taken_in_words(taken_in: TakenIn) -> str:
    """What the open episode has become by what was logged again; empty where it is as it was."""
    episode, said = taken_in.episode, []
    if taken_in.was and episode.missing_from:
        since = about_time_in_words(episode.missing_from, episode.missing_since_is_approximate)
        said.append(f"{episode.young_person} is on record as missing since {since}: {_was(taken_in)}")
        said.append("Their worker and manager are being told.")
    elif taken_in.was:
        said.append(f"{episode.young_person} is on record as away now: {_was(taken_in)}")
    if taken_in.police_time_stays:
        said.append(f"When the police were told stays as {episode} says; the time that you wrote is in its log.")
    return " ".join(said)


def _was(taken_in: TakenIn) -> str:
    return f"{taken_in.episode} was open as “{taken_in.was.lower()}”."
