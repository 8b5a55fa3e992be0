"""The e-mail catalogue, docs/emails.md, made from the code by `manage.py email_catalogue`.

An alert's entry is made from its source; what a query alone says (when it is paused, who is told besides) its room
explains in words. For every other kind of e-mail its room registers an entry. A test holds the file to what is written
here, and asks for a picture of each kind.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alerts.hours import length_of
from alerts.sources import AlertSource, Stage, To, all_sources

FOLDER = "pictures/emails"
"""Of the pictures, from docs/."""

INTRODUCTION = """\
# E-mail catalogue

Made from the code by `manage.py email_catalogue`; the pictures by `make pictures`. Change neither by hand.

Every e-mail leaves through the outbox (docs/decisions/work-is-a-row-first.md), as plain text and HTML, one for each
recipient, and never to somebody whose account is closed. From whom mail comes back is sent none until their address
works ([decision](decisions/bounces.md)). Times are London's.

An alert's subject is its kind and stage, as in “Return home interview overdue by 24 hours”. It holds a local reference,
the time and a link that needs a login, and where somebody stands in for another, why. No name, address or story; but of
a restricted record the duty mailbox is told which service managers to ring. To an administrator who was told because
nobody else could be, it gives the team instead of the reference. Where nobody is in a place that a stage tells: social
worker, team manager, service manager, administrator, in that order. Of missing and harm the service managers have it
besides where a stage tells the team manager and the team has none. One matter sends one e-mail at a time: a later stage
withdraws an earlier one that has not left.

The tables show whom each stage tells, and when, as the service comes; an administrator may choose others, and set other
hours where they are local policy, on the page “Who is told of what”. Whoever covers for somebody who is told has it too
while they are away, where they may open the record.
"""

OUT_OF_HOURS = (
    "At once; outside office hours also to the on-call manager and the duty mailbox, where there is one. When the "
    "office closes they are told as well of what nobody has read, unless an e-mail of it had left half an hour before."
)

OF_WHO_IS_MISSING = (
    "Of who is missing at once, and outside office hours also to the on-call manager and the duty mailbox."
)


@dataclass(frozen=True)
class Entry:
    """A kind of e-mail that is no alert's: what sends it, who gets it, what it holds."""

    kind: str
    title: str
    trigger: str
    recipients: str
    holds: str


_entries: dict[str, Entry] = {}
_explained: dict[str, str] = {}


def register(entry: Entry) -> None:
    _entries[entry.kind] = entry


def explain(kind: str, words: str) -> None:
    """What to say of an alert besides its stages: a sentence or two."""
    _explained[kind] = words


def explained(kind: str) -> str:
    return _explained.get(kind, "")


def unexplained() -> list[str]:
    """Kinds of alert of which a query decides something that nobody has put into words."""
    return [
        source.kind
        for source in _sources()
        if (source.also_to or source.is_paused is not None or source.at_once_where) and source.kind not in _explained
    ]


def all_kinds() -> list[str]:
    """Every kind of e-mail that the code sends, in the order of the catalogue."""
    return [source.kind for source in _sources()] + list(_entries)


def write() -> str:
    """The whole file."""
    parts = [INTRODUCTION, "## Alerts\n"]
    parts += [_alert(source) for source in _sources()]
    parts += ["## Other e-mails\n"]
    parts += [_other(entry) for entry in _entries.values()]
    return "\n".join(parts)


def _sources() -> list[AlertSource]:
    return sorted(all_sources(), key=lambda source: source.label)


def _alert(source: AlertSource) -> str:
    rows = "\n".join(f"| {what} | {when} | {to} |" for what, when, to in _stages(source))
    notes = [
        explained(source.kind),
        "Not to whoever made it happen." if source.not_to is not None else "",
        OUT_OF_HOURS if source.at_once else "",
    ]
    said = f"{' '.join(filter(None, notes))}\n\n" if any(notes) else ""
    table = f"| stage | sent | to |\n|---|---|---|\n{rows}\n"
    return f"### {source.label}\n\n{table}\n{said}{_picture(source.kind, source.label)}"


def _stages(source: AlertSource) -> Iterator[tuple[str, str, str]]:
    for run in source.runs:
        first, last = run[0], run[-1]
        if len(run) == 1:
            yield _name(first), _when(source, first), _told(first)
        else:
            when = f"{len(run)} times, the first {_when(source, first)}"
            yield f"{_name(first)} … {_name(last)}", when, _told(first)


def _name(stage: Stage) -> str:
    return stage.words or "it has happened"


def _when(source: AlertSource, stage: Stage) -> str:
    length = length_of(stage)
    if source.is_news or source.is_waiting:
        return f"{length} after it began to wait" if stage.offset else "within a minute of its being recorded"
    if not stage.offset:
        return "at the deadline"
    return f"{length} {'after' if stage.is_urgent else 'before'} the deadline"


def _told(stage: Stage) -> str:
    told = _listed(stage.to)
    return f"{told}; where there is none, {_listed(stage.otherwise)}" if stage.otherwise else told


def _listed(places: Iterable[To]) -> str:
    return ", ".join("who holds it" if to is To.HOLDER else to.value for to in places)


def _other(entry: Entry) -> str:
    facts = f"- Sent: {entry.trigger}\n- To: {entry.recipients}\n- Holds: {entry.holds}\n"
    return f"### {entry.title}\n\n{facts}\n{_picture(entry.kind, entry.title)}"


def _picture(kind: str, title: str) -> str:
    return f"![{title}, on a phone]({FOLDER}/{kind}.png)\n"
