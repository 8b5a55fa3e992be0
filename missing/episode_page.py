"""What the pages of episodes tell, put in words and in order."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, When
from django.db.models.functions import Least
from django.urls import reverse

from accounts.models import User
from accounts.rules import Can
from missing.absence_alerts import Turns18
from missing.actions.log_withdrawal import why_not_withdraw_line
from missing.before_and_after import came_before_row, with_before_and_after
from missing.codes import (
    DECLINED,
    FROM_THE_START,
    NOT_OFFERED,
    WRITTEN_BY_ACTIONS,
    Category,
    LogKind,
    Outcome,
    Recipient,
    TellingOf,
)
from missing.endings_page import clock_words, turns_18_on
from missing.episode_strip import back_at, police_words
from missing.gone_together import companions, with_second_times
from missing.log_drafts import kept_for
from missing.mistakes import may_be_struck_out, struck_out
from missing.models import Episode, LogEntry, PersonTold
from missing.models.episode_rows import STATE_SINCE, EpisodeQuerySet
from missing.settled_by import final_outcome
from missing.strategy_page import with_the_episode
from missing.telling import outstanding, tell_list, telling_of_now, told_of_what, told_rows, with_tell_facts
from missing.this_year import missing_this_year
from people.history import Change, events_of, told
from people.lengths import counted, in_words, miles_in_words
from people.models import MayOpen, seen_by
from people.search import service_managers_to_ring

SAYS_ITSELF = (LogKind.NOTE, LogKind.VOIDED, LogKind.NOT_BACK, LogKind.PLACED, LogKind.INTERVIEW)
"""Kinds of line that need no heading: what they say begins with it."""
ABOUT_THE_RECORD = Q(kind__in=(LogKind.VOIDED, LogKind.CORRECTED, LogKind.PLACED, LogKind.INTERVIEW)) | Q(
    kind=LogKind.CATEGORY, text__contains=FROM_THE_START
)
"""Lines that tell of what is on record, not of the young person: whoever looks for them looks past these."""
COMPANION = (
    "reference",
    "category",
    "started_at",
    "started_is_approximate",
    "missing_from",
    "missing_from_is_approximate",
    "ended_at",
    "voided_at",
    "young_person__first_name",
    "young_person__last_name",
)
"""What the page tells of who is gone with them."""
OUT_OF_CITY = {True: "Out of city", False: "In city", None: "Not known if out of city"}
BIRTHDAY = Turns18("young_person__date_of_birth")
COUNTED_END = Case(
    When(ended_at__isnull=False, started_at__lt=BIRTHDAY, then=Least("ended_at", BIRTHDAY)), default=F("ended_at")
)
"""Until when one that has ended counts: of who turned 18 in it to the birthday (`Episode.counted_until`)."""


def missing_now_context(user: User, now: datetime) -> dict[str, Any]:
    """Who is missing now, away, and found but not yet back: longest first, as far as the user may see them."""
    visible = seen_by(user, Episode.objects).select_related("young_person", "team", "social_worker", "placement")
    listed = with_tell_facts(visible)
    current = list(listed.open().order_by(STATE_SINCE))
    not_yet_back = list(listed.not_yet_back().order_by("found_at")[:50])
    last_lines = (
        LogEntry.objects.standing()
        .filter(episode__in=[*current, *not_yet_back])
        .exclude(ABOUT_THE_RECORD)
        .order_by("episode_id", "-at", "-pk")
        .distinct("episode_id")
    )
    lines = {line.episode_id: line for line in last_lines}
    for episode in [*current, *not_yet_back]:
        episode.last_line = lines.get(episode.pk)  # type: ignore[attr-defined]
        episode.police_words = police_words(episode)  # type: ignore[attr-defined]
        episode.to_tell = len(outstanding(episode))  # type: ignore[attr-defined]
        episode.turns_18 = turns_18_on(episode, now)  # type: ignore[attr-defined]
    restricted = Episode.objects.missing_now().filter(young_person__is_restricted=True)
    hidden = restricted.exclude(MayOpen(user, "young_person")).count()
    back_last = visible.counted_as_missing().filter(clock_starts_at__isnull=False).order_by(F("clock_starts_at").desc())
    missing = [episode for episode in current if episode.category == Category.MISSING]
    others = not missing and Episode.objects.missing_now().filter(young_person__is_restricted=False).exists()
    return {
        "now": now,
        "missing": missing,
        "away": [episode for episode in current if episode.category != Category.MISSING],
        "not_yet_back": not_yet_back,
        "nobody": "Nobody whose record you may open is missing now." if others else "Nobody is missing now.",
        "last_return": None if missing or others else back_last.first(),
        "hidden": hidden,
        "whom_to_ask": service_managers_to_ring() if hidden else "",
        "may_log": user.can(Can.LOG_EPISODES),
    }


def with_page_facts(episodes: EpisodeQuerySet, user: User) -> EpisodeQuerySet:
    """With what the page of one episode tells, so that it asks for it in no further query.

    The rarer ones, such as who voided it or what it goes on as, are asked for where there are any. `holds_another`: one
    was merged into it.
    """
    another = Exists(Episode.objects.filter(merged_into=OuterRef("pk")))
    return (
        with_before_and_after(with_tell_facts(episodes), user)
        .select_related("logged_by", "interview__assigned_to")
        .annotate(log_draft=kept_for(user), strategy=with_the_episode(user), holds_another=another)
    )


def log_of(episode: Episode, user: User) -> list[dict[str, Any]]:
    """Everything that happened in the episode, from now downwards, with what this user may say is wrong."""
    entries = [_entry(line, episode, user) for line in episode.log.select_related("by", "withdrawn_by")]
    who = episode.reported_by or (episode.logged_by.full_name if episode.logged_by else "")
    entries.append(
        {"at": episode.started_at, "who": who, "title": _started(episode), "text": episode.circumstances}
        | _about(episode.started_is_approximate)
    )
    entries += _told_lines(episode)
    if episode.reported_to_police_at and not any(entry.get("is_police") for entry in entries):
        reference = f", reference {episode.police_reference}" if episode.police_reference else ""
        told = {"at": episode.reported_to_police_at, "text": f"Reported to the police{reference}."}
        entries.append(told | _about(episode.police_told_is_approximate))
    entries += _ends(episode)
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)


def _ends(episode: Any) -> list[dict[str, Any]]:
    """That they were found and that they came back, and with the last what was noted of it."""
    how, ends = episode.get_ended_how_display(), []
    if episode.found_at:
        title = how if clock_words(episode) == "Found" else "Found"
        found = {"at": episode.found_at, "title": f"{title}."}
        ends.append(found | _about(episode.found_is_approximate))
    if episode.clock_starts_at and episode.clock_starts_at != episode.found_at:
        back = {"at": episode.clock_starts_at, "title": f"{how or 'Came back'}."}
        ends.append(back | _about(episode.clock_is_approximate))
    return [end | {"text": episode.return_note} if end["at"] == back_at(episode) else end for end in ends]


def to_tell(episode: Episode) -> dict[str, Any]:
    """Who is still to be told of what there is to tell now, who must not be, and what was done about each.

    `told_cards`: once they are found, of that and of the time before, each a card that says of which it speaks.
    """
    of = telling_of_now(episode)
    waiting = [line for line in tell_list(episode, of) if line.is_outstanding]
    rounds = [of] if of == TellingOf.WENT_MISSING else [of, TellingOf.WENT_MISSING]
    cards = [
        {
            "title": f"Who was told {told_of_what(one, episode)}" if len(rounds) > 1 else "Who was told",
            "rows": [
                {"label": line.label, "value": line.told.words, "note": line.told.note}
                for line in tell_list(episode, one)
                if line.told
            ],
            "url": f"{reverse('missing:tell', args=[episode.reference])}?of={one}",
            "link_label": "Who was told, and who was not"
            if one == of
            else f"Write down who was told {told_of_what(one, episode)}",
        }
        for one in rounds
    ]
    shown = [card for card in cards if card["rows"] or card is cards[0]]
    return {"telling_of": told_of_what(of, episode), "waiting": waiting, "told_cards": shown}


def changes_of(episode: Episode) -> list[Change]:
    """What was changed in the episode, and in who was told of it; latest first.

    Why stands in the line of the log that the same save wrote. Of the log itself: what was struck out.
    """
    theirs = events_of(PersonTold).filter(episode_id=episode.pk)
    struck = events_of(LogEntry).filter(pgh_obj_id__in=episode.log.exclude(withdrawn_at=None).values("pk"))
    changes = told(events_of(Episode).filter(pgh_obj_id=episode.pk), theirs, struck)
    lines = events_of(LogEntry).filter(episode_id=episode.pk, kind__in=WRITTEN_BY_ACTIONS, pgh_label="insert")
    whys: dict[Any, list[str]] = defaultdict(list)
    for created_at, context, text in lines.order_by("pgh_id").values_list("pgh_created_at", "pgh_context_id", "text"):
        whys[created_at, context].append(text)
    own = f"Episode: {episode}"
    return [
        replace(change, about="", why=" ".join(whys[change.made_in]) if change.fields else "")
        if change.about == own
        else change
        for change in changes
    ]


def card_rows(episode: Episode, now: datetime, *, tells_interviews: bool = True) -> dict[str, Any]:
    """The cards beside the log: this year, and where they live.

    An interview that one conversation settled with others ended as that conversation did. `tells_interviews` is
    whether how the interviews went is for this user to read (docs/roles.md).
    """
    theirs = Episode.objects.filter(missing_this_year(now), young_person=episode.young_person_id)
    year = theirs.annotate(came_to=final_outcome()).aggregate(
        episodes=Count("pk"),
        longest=Max(COUNTED_END - F("started_at")),
        done=Count("pk", filter=Q(came_to=Outcome.COMPLETED)),
        declined=Count("pk", filter=Q(came_to__in=DECLINED)),
        not_offered=Count("pk", filter=Q(came_to__in=NOT_OFFERED)),
    )
    longest = f", longest {in_words(year['longest'])}" if year["longest"] else ""
    told = f"{year['done']} done, {year['declined']} declined, {year['not_offered']} not offered"
    this_year = [{"label": "Missing", "value": counted(year["episodes"], "time") + longest}]
    if tells_interviews:
        this_year.append({"label": "Interviews", "value": told})
    this_year += came_before_row(episode)
    return {"this_year": this_year, "placement_rows": _placement(episode)}


def gone_with(episode: Episode, user: User) -> list[dict[str, Any]]:
    """The episodes that were logged together with this one, as far as the user may see them."""
    together = seen_by(user, Episode.objects).logged_together(episode).select_related("young_person")
    told = with_second_times(together, episode).only(*COMPANION)
    return [
        {
            "label": other.episode.young_person.full_name,
            "value": other.reference,
            "url": reverse("missing:episode", args=[other.reference]),
            "note": other.again_in_words or ("Not ended yet" if other.episode.is_open else ""),
        }
        for other in companions(episode, told)
    ]


def _placement(episode: Episode) -> list[dict[str, Any]]:
    if episode.placement is None:
        return []
    place = episode.placement
    rows = [{"label": "Placement", "value": place.get_placement_type_display()}]
    if place.provider_name:
        rows.append({"label": "With", "value": place.provider_name})
    if place.local_authority:
        rows.append({"label": "In", "value": place.authority})
    if episode.is_out_of_area is not None or episode.distance_miles is not None:
        away = f", {miles_in_words(episode.distance_miles)}" if episode.distance_miles is not None else ""
        rows.append({"label": "City", "value": OUT_OF_CITY[episode.is_out_of_area] + away})
    return rows


def _entry(line: LogEntry, episode: Episode, user: User) -> dict[str, Any]:
    title = "" if line.kind in SAYS_ITSELF else f"{line.get_kind_display()}."
    who = line.by.full_name if line.by else ""
    entry: dict[str, Any] = {"at": line.at, "who": who, "title": title, "text": line.text}
    if line.withdrawn_at:
        entry |= struck_out(str(line.withdrawn_by), line.withdrawn_at, line.withdraw_reason)
    elif not episode.is_void and why_not_withdraw_line(user, episode, line) is None:
        entry |= may_be_struck_out(reverse("missing:withdraw_line", args=[episode.reference, line.pk]))
    return entry | _about(line.is_approximate)


def _told_lines(episode: Episode) -> list[dict[str, Any]]:
    """Who was told and who was not, each at its time.

    The police reference stands beside the report that it is of; of two that became one the line of the merge says that.
    """
    found, rows = [], told_rows(episode)
    reports = [row for row in rows if row.key == Recipient.POLICE and row.of == TellingOf.WENT_MISSING]
    has_reference = episode.police_reference and not (episode.holds_another and len(reports) > 1)  # type: ignore[attr-defined]
    for row in rows:
        is_police = row.told_at is not None and row.told_at == episode.reported_to_police_at
        reference = f"Reference {episode.police_reference}. " if is_police and has_reference else ""
        title = f"{row.who} {'told' if row.told_at else 'not told'} {told_of_what(row.of, episode)}."
        text = " ".join(filter(None, [row.how_words if row.told_at else row.why_not, reference, row.note]))
        entry = {"at": row.told_at or row.recorded_at, "who": row.told_by, "title": title, "text": text}
        found.append(entry | _about(row.is_approximate) | {"is_police": is_police and row.key == Recipient.POLICE})
    return found


def _about(is_approximate: bool) -> dict[str, bool]:
    return {"is_approximate": is_approximate}


def _started(episode: Episode) -> str:
    words = {
        Category.MISSING: "Went missing.",
        Category.AWAY: "Away without authorisation.",
        Category.CURFEW: "Missed curfew.",
    }
    return words[Category(episode.category)]
