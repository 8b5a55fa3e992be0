"""The sections of an interview's record, what of it must be there, and what harm is told of. Pure: no database."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from missing.interview_codes import (
    MARKED_AT_ONCE,
    MAY_BE_HARM,
    PULL_SAYS_HARM,
    PUSH_SAYS_HARM,
    ByCarer,
    Harm,
    HarmBy,
    Told,
    YesNo,
)
from missing.rules.harm_told import Said
from missing.rules.harm_words import harm_word_in


class Section(NamedTuple):
    key: str
    title: str
    holds: str


SECTIONS = (
    Section("before", "Before you begin", "What you must pass on, their wishes, interpreter, advocate, who was there"),
    Section("account", "In their own words", "What happened, as they tell it"),
    Section("where", "Where, with whom and how", "Places, people, travel, who paid"),
    Section("why", "Why they went", "What they went away from, and what they went to"),
    Section("harm", "Harm, risk and health", "What happened to them, what you fear, who did it"),
    Section("help", "What would help", "In their view and in yours, their strengths, how they feel now"),
    Section("safety", "Staying safe", "Safety plan, helplines given"),
    Section("finish", "How you talked, and finish", "When, where, how, by whom; then the interview is recorded"),
)
"""The keys are in addresses, in drafts and in what is shared (missing.models.sharing)."""

SECTION_KEYS = tuple(section.key for section in SECTIONS)


class Needed(NamedTuple):
    """Something that must be there before the interview can be recorded; `is_at_end`: one may leave its section
    without."""

    section: str
    field: str
    words: str
    is_at_end: bool = False


NEEDED = (
    Needed("before", "limits_told", "Say that you told them what you must pass on."),
    Needed("account", "account", "Write what the young person said."),
    Needed("account", "harm_in_account", "Choose whether they told of harm, or that they are afraid of somebody."),
    Needed("finish", "outcome_at", "Write when you talked."),
    Needed("finish", "method", "Choose how you talked."),
    Needed("finish", "independence", "Choose who did the interview."),
)
"""Everything else may be left empty. Whether they told of harm need not be asked where an answer tells of it."""

NOTHING_TOLD = (
    "none",
    "none told",
    "none disclosed",
    "no",
    "no harm",
    "no harm told",
    "no harm disclosed",
    "no concerns",
    "no disclosure",
    "no disclosures",
    "nothing",
    "nothing told",
    "nothing disclosed",
    "nobody",
    "not applicable",
    "n a",
    "nil",
)
"""What is written where there is nothing to write; all other words of harm are told on."""

UNCLEAR = (
    "You wrote of harm. Choose above of which kind it is: they told you, or you suspect it. Where it is none of them, "
    "choose no for each."
)
NOT_ANSWERED = "You wrote of harm. Choose above for one kind at least: they told you, you suspect it, or no."
BY_WHOM: dict[str, HarmBy] = {
    ByCarer.HOME: HarmBy.HOME,
    ByCarer.PARENT: HarmBy.PARENT,
    ByCarer.NO: HarmBy.OTHER,
}
TOLD_BY = ("harm_by", "harm_by_carer", "harm_in_account", "push", "pull", "why", "harm_in_why")
"""The answers, besides that of each kind, that may tell of harm."""
IN_WORDS = ("harm", "harm_by", "why")
"""The answers that tell of harm in words."""
ASKED_OF_HARM = frozenset({*TOLD_BY, *IN_WORDS, *(f"harm_{harm.value}" for harm in MARKED_AT_ONCE)})
"""The questions whose answers may be told on at once."""
NOT_SURE = (
    "You are not sure whether they told of harm. Before the interview is recorded, choose yes or no, or choose under "
    "“Harm, risk and health” what you suspect."
)
IS_IT_HARM = "Choose whether that is harm, or that they are afraid of somebody."
IN_WHY = "They told of harm in why they went."
IN_THEIR_ACCOUNT = "They told of harm in their own account."
SUSPECTED = "Suspected, not told: {}."
BY_HOME = "A carer or staff where they live is said to have harmed them."


def still_needed(answers: Mapping[str, Any]) -> list[Needed]:
    """What must still be answered, in the order of the sections. `answers` by field name; blank is unanswered.

    >>> [needed.field for needed in still_needed({"account": "  ", "limits_told": True})]
    ['account', 'harm_in_account', 'outcome_at', 'method', 'independence']
    """
    needed = [needed for needed in NEEDED if not str(answers.get(needed.field) or "").strip()]
    if says_harm(answers):
        needed = [one for one in needed if one.field != "harm_in_account"]
    needed += filter(None, [why_harm_is_unclear(answers), *what_is_undecided(answers)])
    return sorted(needed, key=lambda needed: SECTION_KEYS.index(needed.section))


def harm_told(answers: Mapping[str, Any]) -> list[Harm]:
    """The kinds of harm, by the answers of the form, that they have told of and that are marked at once.

    >>> harm_told({"harm_physical": "told", "harm_alcohol": "told", "harm_sexual": "suspected"})
    [Harm.PHYSICAL]
    >>> harm_told({"pull": ["friends", "cse"]})
    [Harm.CSE]
    """
    went_to = {harm for pull, harm in PULL_SAYS_HARM.items() if pull in answers.get("pull", ())}
    return [harm for harm in MARKED_AT_ONCE if answers.get(f"harm_{harm.value}") == Told.TOLD or harm in went_to]


def says_harm(answers: Mapping[str, Any]) -> bool:
    """Whether the answers of a section, as far as they are typed, tell of harm that is marked at once.

    That who cares for them did it, or may have, is told of too, whatever kind it was; and what they went away from.

    >>> says_harm({"harm_in_account": "yes"}), says_harm({"harm_in_account": "no"})
    (True, False)
    >>> says_harm({"harm_by_carer": "home"}), says_harm({"harm_by_carer": "not_known"})
    (True, False)
    >>> says_harm({"push": ["abuse_neglect"]}), says_harm({"push": ["school"]})
    (True, False)
    """
    by_carer = answers.get("harm_by_carer") in (ByCarer.HOME, ByCarer.PARENT)
    return by_carer or bool(harm_told(answers)) or answers.get("harm_in_account") == YesNo.YES or _why_tells(answers)


def is_told_on(answers: Mapping[str, Any]) -> bool:
    """Whether who must know is told at once: harm is told of, or whoever talked to them suspects a kind of it.

    >>> is_told_on({"harm_sexual": "suspected"}), is_told_on({"harm_alcohol": "suspected"})
    (True, False)
    """
    return says_harm(answers) or bool(_suspected(answers))


def _suspected(answers: Mapping[str, Any]) -> list[Harm]:
    """The kinds that are marked at once, as far as they are suspected and nothing says that they were told of."""
    told = harm_told(answers)
    return [harm for harm in harms_answered(answers, Told.SUSPECTED) if harm in MARKED_AT_ONCE and harm not in told]


def what_is_undecided(answers: Mapping[str, Any]) -> list[Needed]:
    """What to choose where what is written or chosen may be harm, and nobody has said whether it is.

    It is said where harm is told of, where some kind is suspected, and where it is no for each.

    >>> [needed.field for needed in what_is_undecided({"harm_in_account": "not_sure", "why": "He hits her"})]
    ['harm_in_account', 'harm_in_why']
    >>> what_is_undecided({"harm_in_account": "not_sure", "harm_sexual": "suspected"})
    []
    """
    if _is_decided(answers):
        return []
    undecided = []
    if answers.get("harm_in_account") == YesNo.NOT_SURE:
        undecided.append(Needed("account", "harm_in_account", NOT_SURE, is_at_end=True))
    chosen = (*answers.get("push", ()), *answers.get("pull", ()))
    found = [harm_word_in(str(answers.get("why") or "")), *(one.label for one in MAY_BE_HARM if one in chosen)]
    if answers.get("harm_in_why") != YesNo.NO and (named := next(filter(None, found), "")):
        undecided.append(Needed("why", "harm_in_why", f"You wrote “{named}”. {IS_IT_HARM}"))
    return undecided


def why_harm_is_unasked(answers: Mapping[str, Any]) -> Needed | None:
    """What to choose where it is not said whether they told of harm; None where it is.

    >>> why_harm_is_unasked({"harm_in_account": "no"})
    >>> why_harm_is_unasked({}).field
    'harm_in_account'
    """
    return next((one for one in still_needed(answers) if one.field == "harm_in_account"), None)


def why_nobody_is_told(answers: Mapping[str, Any]) -> Needed | None:
    """What is not decided of harm while nobody was told: something may be harm, or of an account it is not said.

    >>> why_nobody_is_told({"harm_in_account": "not_sure"}).section
    'account'
    >>> why_nobody_is_told({"account": "He hit me"}).field
    'harm_in_account'
    >>> why_nobody_is_told({"account": "I walked", "harm_in_account": "no"})
    >>> why_nobody_is_told({"harm_in_account": "not_sure", "harm": "Hit with a belt"})
    """
    if is_told_on(answers) or tells_in_words(answers):
        return None
    is_written = str(answers.get("account") or "").strip()
    unasked = why_harm_is_unasked(answers) if is_written else None
    return next(filter(None, [*what_is_undecided(answers), unasked]), None)


def tells_in_words(answers: Mapping[str, Any]) -> bool:
    """Whether harm is told of in words alone, of a kind that is not said yet. Not where the words say “none told”.

    Words that may yet become “none told” are not told on while they are typed.

    >>> tells_in_words({"harm": "Hit with a belt"}), tells_in_words({"harm": "None to"})
    (True, False)
    >>> tells_in_words({"harm": "Hit with a belt", "harm_sexual": "no"})
    True
    """
    return why_harm_is_unclear(answers) is not None and not _says_none(answers)


def why_harm_is_unclear(answers: Mapping[str, Any]) -> Needed | None:
    """What to choose where harm is written in words alone, so that its kind is not known; None where it is clear.

    A kind that is marked at once makes it clear where it is suspected. “No” for some says nothing of words that may be
    of another: it has to be “no” for each of them, but where the words themselves say that none was told.

    >>> why_harm_is_unclear({"harm": "Hit with a belt", "harm_physical": "told"})
    >>> why_harm_is_unclear({"harm_by": "Tony", "harm_physical": "not_known"}).field
    'harm_by'
    """
    written = [name for name in ("harm", "harm_by") if str(answers.get(name) or "").strip()]
    if not written or _is_decided(answers):
        return None
    if not _says_none(answers):
        return Needed("harm", written[0], UNCLEAR)
    return None if Told.NO in _kinds(answers) else Needed("harm", written[0], NOT_ANSWERED)


def _kinds(answers: Mapping[str, Any]) -> list[Any]:
    """What is answered of each kind that is marked at once."""
    return [answers.get(f"harm_{harm.value}") for harm in MARKED_AT_ONCE]


def _is_decided(answers: Mapping[str, Any]) -> bool:
    """Whether it is said what there is of harm: told of, some kind suspected, or no for each."""
    kinds = _kinds(answers)
    return says_harm(answers) or Told.SUSPECTED in kinds or set(kinds) == {Told.NO}


def _went_from(answers: Mapping[str, Any]) -> list[str]:
    return [push.label for push in PUSH_SAYS_HARM if push in answers.get("push", ())]


def _why_tells(answers: Mapping[str, Any]) -> bool:
    """Whether why they went tells of harm: what they went away from, what they went to, or so it is said of it."""
    went_to = any(pull in answers.get("pull", ()) for pull in PULL_SAYS_HARM)
    return went_to or bool(_went_from(answers)) or answers.get("harm_in_why") == YesNo.YES


def _says_none(answers: Mapping[str, Any]) -> bool:
    """Whether the words of harm say that none was told, or may yet become that."""
    words = " ".join(str(answers.get(name) or "") for name in ("harm_by", "harm"))
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in words.casefold()).split())
    return any(nothing.startswith(words) for nothing in NOTHING_TOLD)


def harm_in_words(answers: Mapping[str, Any]) -> str:
    """What the strategy discussion is opened with: the kinds of harm, told or suspected, by whom, and the words.

    >>> harm_in_words({"harm_sexual": "told", "harm_by": "a man called Fitz"})
    'Sexual harm. By: a man called Fitz.'
    >>> harm_in_words({"harm_in_account": "yes"})
    'They told of harm in their own account.'
    >>> harm_in_words({"harm_by_carer": "home"})
    'A carer or staff where they live is said to have harmed them.'
    >>> harm_in_words({"harm_cse": "suspected"})
    'Suspected, not told: sexual exploitation.'
    >>> harm_in_words({"push": ["domestic_abuse", "fear_threat"], "why": "He beats her"})
    'They went away from: domestic abuse, afraid of somebody, or threatened. He beats her'
    """
    kinds = [harm.label for harm in harm_told(answers)]
    said = [f"{_listed(kinds)[:1].upper()}{_listed(kinds)[1:]}."] if kinds else []
    if suspected := _suspected(answers):
        said.append(SUSPECTED.format(_listed(harm.label for harm in suspected)))
    if answers.get("harm_in_account") == YesNo.YES:
        said.append(IN_THEIR_ACCOUNT)
    if went_from := _went_from(answers):
        said.append(f"They went away from: {_listed(went_from)}.")
    if answers.get("harm_in_why") == YesNo.YES:
        said.append(IN_WHY)
    if _why_tells(answers) and (why := str(answers.get("why") or "").strip()):
        said.append(why)
    if answers.get("harm_by_carer") == ByCarer.PARENT:
        said.append("A parent is said to have done it.")
    if by := str(answers.get("harm_by") or "").strip():
        said.append(f"By: {by}.")
    if details := str(answers.get("harm") or "").strip():
        said.append(details)
    return " ".join(said) or BY_HOME


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(label[:1].lower() + label[1:] for label in labels)


def said_of(answers: Mapping[str, Any]) -> Said:
    """What the answers tell of harm, as it is marked. Its kinds are those told of: one suspected before is news.

    Words alone are taken for told: it is asked of which kind they are. That who cares for them did it, or may have, is
    told of with what was told, and suspected with what is suspected alone.

    >>> said_of({"harm_cse": "told", "harm_by_carer": "no"}).by_whom
    HarmBy.OTHER
    >>> said_of({"harm_cse": "suspected"}).is_suspicion, said_of({"harm": "Hit with a belt"}).is_suspicion
    (True, False)
    >>> said_of({"harm_physical": "suspected", "harm_by_carer": "home"}).is_suspicion
    True
    """
    by_whom = BY_WHOM.get(str(answers.get("harm_by_carer") or ""), "")
    kinds = frozenset(harm.value for harm in harm_told(answers))
    is_suspicion = bool(_suspected(answers)) and not says_harm({**answers, "harm_by_carer": ""})
    return Said(harm_in_words(answers), kinds, by_whom, is_suspicion)


def harms_answered(answers: Mapping[str, Any], told: Told) -> list[Harm]:
    """The kinds of harm with this answer, in the order of the form."""
    return [harm for harm in Harm if answers.get(f"harm_{harm.value}") == told]


def answers_told(record: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a record as the form gives them, as far as they tell of harm.

    >>> answers_told({"harms_told": ["cse"], "harms_ruled_out": ["cce"], "push": ["school"]})
    {'harm_cse': 'told', 'harm_cce': 'no', 'push': ['school']}
    """
    lists = {"harms_told": Told.TOLD, "harms_suspected": Told.SUSPECTED, "harms_ruled_out": Told.NO}
    kinds = {f"harm_{harm}": told.value for name, told in lists.items() for harm in record.get(name, [])}
    return kinds | {name: record[name] for name in TOLD_BY if name in record}


def titles(keys: Iterable[str]) -> list[str]:
    return [section.title for section in SECTIONS if section.key in set(keys)]
