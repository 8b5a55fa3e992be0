"""What each ending of a return home interview needs before it may be recorded. Pure: no database."""

from missing.codes import NOT_OFFERED, ContactMethod, DeclineReason, NotRequired, Outcome
from people.rules import ADULT_AT

ENOUGH_IN_CITY = frozenset({ContactMethod.VISIT})
ENOUGH_OUT_OF_CITY = frozenset({ContactMethod.VISIT, ContactMethod.VIDEO, ContactMethod.PHONE})
"""After a decline a visit; out of the city a telephone or video call is the least (board report 3.4)."""

WHOM_FIRST = (
    "That is no decline yet. Write first whom they want to talk to, and offer that. If nobody of their choice can, "
    "close it then."
)
WAS_OFFERED = (
    "An offer that they answered is on record, so it was offered. Choose what came of it; or, if that offer is wrong, "
    "strike it out first, on the page of the interview."
)


def why_contact_is_not_enough(method: str, *, is_out_of_area: bool | None) -> str | None:
    """Why a contact after a decline does not settle it, in words; None when it does.

    Where it is not known whether they live out of the city, it is taken that they do not: a visit is the fuller one.

    >>> why_contact_is_not_enough("visit", is_out_of_area=False)
    >>> why_contact_is_not_enough("phone", is_out_of_area=True)
    """
    if method in (ENOUGH_OUT_OF_CITY if is_out_of_area else ENOUGH_IN_CITY):
        return None
    if is_out_of_area:
        return "Out of the city a telephone or video call is the least. A manager may accept this one, and say why."
    return "In the city a visit is expected. A manager may accept this one instead, and say why."


def why_required(why: str, *, age: int | None, was_missing: bool, has_died: bool = False) -> str | None:
    """Why the interview is required all the same, in words; None where it need not be.

    `age` in whole years on the day of the decision, None where no birthday is on record; `was_missing` that the
    episode counts as missing, now or at any time; `has_died` that the day of their death is on record.

    >>> why_required("turned_18", age=17, was_missing=True)
    'They are 17. This is for those who are 18.'
    """
    if why == NotRequired.DIED and not has_died:
        return "Their death is not on record. Put it on record first: that ends this interview with everything else."
    if why == NotRequired.TURNED_18 and age is not None and age < ADULT_AT:
        return f"They are {age}. This is for those who are {ADULT_AT}."
    if why == NotRequired.AWAY_OR_CURFEW and was_missing:
        return "They were missing, so the interview is due. If they were not, change first what the episode was."
    return None


def why_no_decline(decline_reason: str, *, has_wish: bool) -> str | None:
    """Why it is no decline yet, in words; None where it is. `has_wish` is that whom they want to talk to is on record.

    >>> why_no_decline("no_trust", has_wish=False)
    >>> why_no_decline("wants_somebody_else", has_wish=False) == WHOM_FIRST
    True
    """
    if not decline_reason:
        return "Choose why they declined."
    if decline_reason == DeclineReason.WANTS_SOMEBODY_ELSE and not has_wish:
        return WHOM_FIRST
    return None


def why_not_close_as(
    outcome: str, *, has_gone_again: bool, was_tried: bool, was_accepted: bool = False, was_answered: bool = False
) -> str | None:
    """Why an interview cannot be closed in this way; None when it can.

    `has_gone_again` is that another episode of theirs began since they came back; `was_tried` that an offer or an
    attempt is on record; `was_accepted` that an offer is which they accepted (docs/formats.md 2: it implies one);
    `was_answered` that one is to which they said yes or no.

    >>> why_not_close_as("not_offered_other", has_gone_again=False, was_tried=True)
    >>> why_not_close_as("not_offered_other", has_gone_again=False, was_tried=True, was_answered=True) == WAS_OFFERED
    True
    """
    if outcome in NOT_OFFERED and was_answered:
        return WAS_OFFERED
    if outcome == Outcome.ACCEPTED_NOT_DONE and not was_accepted:
        return "No offer that they accepted is on record. Write when they accepted it, and how it was offered."
    if outcome == Outcome.NOT_OFFERED_MISSING_AGAIN and not has_gone_again:
        return "They have not gone missing since they came back. Choose what else kept you from offering it."
    if outcome == Outcome.NOT_OFFERED_NO_CONTACT and not was_tried:
        return "No attempt is on record. Write down first how you tried to reach them, on the page of the interview."
    return None
