"""What the page of one strategy discussion tells, and what the pages of episodes and young people tell of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.rules import Can
from missing.codes import HARM_SUSPECTED, Category, PoliceRisk
from missing.interview_codes import HarmBy
from missing.models import EndingTakenBack, Episode, HarmTold, StrategyDiscussion, StrategyTrigger
from missing.models.strategy import told_to
from missing.models.taken_back import WasSaid
from missing.rules.harm_told import says_nothing_new
from missing.strategy_list import state, with_grounds
from missing.this_year import missing_this_year
from people.days import time_in_words
from people.lengths import counted, in_words
from people.models import CaseEvent, YoungPerson
from people.own_panels import lives
from people.timeline import Entry


def why_due(
    discussion: StrategyDiscussion, user: User, grounds: list[StrategyTrigger], unseen: Collection[int] = ()
) -> dict[str, Any]:
    """For `missing/strategy_why.html`: what was told, and each of the `grounds_of` it with its time.

    `unseen` are those that came while the page was open.
    """
    told = harm_told(grounds, discussion, user)
    return {
        "discussion": discussion,
        "grounds": sorted(
            [
                *(_entry(ground, discussion, is_unseen=ground.pk in unseen) for ground in grounds),
                *map(_taken_back, discussion.endings),  # type: ignore[attr-defined]  # fetched with it
            ],
            key=lambda entry: entry["at"],
        ),
        "harm_told": told,
        "heading_of_harm": heading_of_harm(told),
    }


def grounds_of(discussion: StrategyDiscussion, user: User) -> list[StrategyTrigger]:
    """Those that are the user's to read, each with what it rests on, the first one first."""
    rows = discussion.triggers.filter(told_to(user)).select_related("episode", "by", "harm__by")
    return list(rows)


def harm_told(grounds: list[StrategyTrigger], discussion: StrategyDiscussion, user: User) -> list[dict[str, Any]]:
    """What the young person told, or is suspected, in the words on record; what was withdrawn is a ground alone.

    What its writer wrote again with more to it, of the same interview, is shown once: as it was written last.
    """
    marks = [ground.harm for ground in grounds if ground.harm and not ground.withdrawn_at]
    named = {harm.interview_id for harm in marks if harm.interview_id and (harm.kinds or harm.is_suspicion)}
    return [
        {
            "harm": ground.harm,
            "tags": harm_tags(ground.harm, is_kind_known=ground.harm.interview_id in named),
            "interview_url": _interview_of(ground),
            "may_withdraw": discussion.is_open and may_withdraw(ground.harm, user),
        }
        for ground in grounds
        if ground.harm and not ground.withdrawn_at and not _is_said_again(ground.harm, marks)
    ]


def _is_said_again(harm: HarmTold, marks: list[HarmTold]) -> bool:
    """Whether all of it stands in what the same user wrote of the same interview later."""
    return harm.interview_id is not None and any(
        (later.interview_id, later.by_id) == (harm.interview_id, harm.by_id)
        and (later.told_at, later.pk) > (harm.told_at, harm.pk)
        and says_nothing_new(harm.said, later.said)
        for later in marks
    )


def harm_tags(harm: HarmTold, *, is_kind_known: bool) -> list[dict[str, str]]:
    """By whom, where it was somebody who cares for them; and that it is not known what was done, until it is.

    `is_kind_known`: a kind is marked of the same interview.
    """
    by_whom = {HarmBy.HOME: "By a carer of the home", HarmBy.PARENT: "By a parent"}.get(harm.by_whom)  # type: ignore[call-overload]
    tags = [{"text": by_whom, "tone": "red"}] if by_whom else []
    if harm.is_suspicion:
        return [*tags, {"text": "Suspected, not told", "tone": "amber"}]
    return tags if harm.kinds or is_kind_known else [*tags, {"text": "Kind not said yet", "tone": "amber"}]


def heading_of_harm(told: list[dict[str, Any]]) -> str:
    """“Told” where any of it was."""
    is_told = any(not one["harm"].is_suspicion for one in told)
    return "What the young person told" if is_told else "What is suspected"


def may_withdraw(harm: HarmTold, user: User) -> bool:
    theirs = harm.by_id == user.pk or user.can(Can.DECLINE_STRATEGY_DISCUSSIONS)
    return theirs and user.can(Can.WORK_INTERVIEWS)


def known_rows(person: YoungPerson, now: datetime) -> list[dict[str, Any]]:
    """The card beside: what those who talk need to know first. Takes one query for episodes, one for placements."""
    counts = missing_this_year(now)
    theirs = Episode.objects.standing().filter(counts | Q(ended_at__isnull=True), young_person=person)
    is_counted = ExpressionWrapper(counts, output_field=BooleanField())
    episodes = list(theirs.annotate(is_counted=is_counted).order_by("-started_at"))
    times = sum(bool(episode.is_counted) for episode in episodes)  # null of who was never missing in it
    rows = [{"label": "Missing this year", "value": counted(times, "time")}]
    for episode in episodes:
        if episode.is_open:
            rows.insert(0, _now(episode))
    worker = person.social_worker
    rows += [
        {"label": "Lives", "value": lives(person)},
        {"label": "Team", "value": str(person.team or "No team")},
        {"label": "Social worker", "value": str(worker or "Nobody yet"), "note": worker.phone if worker else ""},
        {"label": "Reviewing officer", "value": str(person.reviewing_officer or "Nobody yet")},
    ]
    return rows


def outcome_rows(discussion: StrategyDiscussion) -> list[dict[str, Any]]:
    """How it ended, with what was decided."""
    if discussion.held_at:
        police = discussion.police_who if discussion.police_took_part else f"Did not take part: {discussion.police_who}"
        rows = [
            ("What came of it", discussion.get_outcome_display()),
            ("What was decided", discussion.decided),
            ("Police", police),
            ("Locate officer", "Took part" if discussion.locate_officer_took_part else "Did not take part"),
            ("Others", discussion.others_who),
            ("Written down", f"{discussion.held_recorded_by}, {time_in_words(discussion.held_recorded_at)}"),
        ]
    elif discussion.declined_at:
        rows = [("Why it is not needed", discussion.decline_reason)]
    else:
        rows = [("Why it is not due any more", discussion.withdraw_reason)]
    return [{"label": label, "value": value} for label, value in rows if value]


def discussions_of(young_person: YoungPerson, user: User) -> list[StrategyDiscussion]:
    """Theirs, latest first, with their grounds: fetched once for the panel and the timeline of a page."""
    kept: dict[int, list[StrategyDiscussion]] = young_person.__dict__.setdefault("strategy_by_reader", {})
    if user.pk not in kept:
        theirs = StrategyDiscussion.objects.visible_to(user).filter(young_person=young_person)
        kept[user.pk] = list(with_grounds(theirs, user).order_by("-opened_at", "-pk"))
    return kept[user.pk]


PANEL_SHOWS = 5
TIMES = ("opened_at", "due_at", "held_at", "declined_at", "withdrawn_at")


def panel_rows(young_person: YoungPerson, user: User) -> dict[str, Any]:
    """For the young person's page: what is due first, then the latest that were closed."""
    theirs, now = discussions_of(young_person, user), timezone.now()
    rows = [
        {"url": one.get_absolute_url(), "reference": one.reference, "state": state(one, now), "is_open": one.is_open}
        for one in theirs[:PANEL_SHOWS]
    ]
    may_ask = user.can(Can.RECORD_STRATEGY_DISCUSSIONS) and young_person.died_on is None
    return {"rows": rows, "more": len(theirs) - len(rows), "may_ask": may_ask}


def with_the_episode(user: User) -> ArraySubquery:
    """To fetch with an episode: the discussions that it made due, and the one that is open; latest first."""
    theirs = StrategyDiscussion.objects.visible_to(user).filter(young_person=OuterRef("young_person"))
    its_own = StrategyTrigger.objects.filter(discussion=OuterRef("pk"), episode=OuterRef(OuterRef("pk")))
    found = theirs.filter(Q(closed_at__isnull=True) | Exists(its_own)).order_by("-opened_at", "-pk")
    return ArraySubquery(found.values(found=JSONObject(**{field: field for field in (*TIMES, "reference", "outcome")})))


def card_of(episode: Any, now: datetime) -> list[dict[str, Any]]:
    """For the page of an episode, of what was fetched with it."""
    discussions = [
        StrategyDiscussion(**facts | {field: _instant(facts[field]) for field in TIMES}) for facts in episode.strategy
    ]
    return [
        {
            "label": "Due" if one.is_open else "Closed",
            "value": one.reference,
            "url": one.get_absolute_url(),
            "note": state(one, now) + _since_before(one, episode.started_at),
        }
        for one in discussions
    ]


def _since_before(discussion: StrategyDiscussion, started_at: datetime) -> str:
    """That an open one is older than the episode, so that its day is no riddle; else empty."""
    if not discussion.is_open or discussion.opened_at >= started_at:
        return ""
    return f". Open since {time_in_words(discussion.opened_at)}, before this episode; what happens in it is added"


def tell_harm(events: list[CaseEvent], user: User) -> dict[int, Entry]:
    """That harm was told or is suspected, with the way to its strategy discussion; not what was told."""
    discussions = {
        f"harm:{harm}": one
        for one in discussions_of(events[0].young_person, user)
        for harm in one.harm_ids  # type: ignore[attr-defined]
    }
    suspected = {f"harm:{harm}" for one in discussions.values() for harm in one.suspected_ids}  # type: ignore[attr-defined]
    return {
        event.pk: Entry(
            event.at,
            HARM_SUSPECTED if event.source_key in suspected else event.get_kind_display(),
            url=discussion.get_absolute_url(),
        )
        for event in events
        if (discussion := discussions.get(event.source_key))
    }


def harm_kept_back(user: User) -> Q:
    """Of who works on what is given to them alone: that harm was told where it was not given to them."""
    if not user.sees_only_what_is_given:
        return Q()
    key = Concat(Value("harm:"), Cast("pk", CharField()), output_field=CharField())
    theirs = HarmTold.objects.visible_to(user).annotate(key_=key).filter(key_=OuterRef("source_key"))
    return Q(~Exists(theirs), kind=CaseEvent.Kind.HARM_TOLD)


def _entry(ground: StrategyTrigger, discussion: StrategyDiscussion, *, is_unseen: bool) -> dict[str, Any]:
    if ground.withdrawn_at:
        note = f"Withdrawn {time_in_words(ground.withdrawn_at)}. {ground.withdraw_reason}"
    elif is_unseen:
        note = "Added since you opened this page."
    else:
        note = "Added since it was opened." if ground.at > discussion.opened_at else ""
    return {
        "at": ground.at,
        "who": ground.by.full_name if ground.by else "",
        "title": f"{ground}.",
        "text": ground.grounds,
        "url": ground.episode.get_absolute_url() if ground.episode else "",
        "note": note,
    }


def endings_taken_back() -> ArraySubquery:
    """To fetch with a discussion: how it was wrongly said to have ended, and who took that back."""
    names = {"who": "by__full_name", "said_by": "said_by__full_name"}
    facts = {field: field for field in ("at", "was_said", "said_at", "reason")} | names
    rows = EndingTakenBack.objects.filter(discussion=OuterRef("pk")).order_by("at", "pk")
    return ArraySubquery(rows.values(found=JSONObject(**facts)))


def _taken_back(ending: dict[str, str]) -> dict[str, Any]:
    """Of `endings_taken_back`, as an entry of the log: `Written down as held by Ann Lee today 10:30: taken back.`"""
    said = f"{WasSaid(ending['was_said']).label} by {ending['said_by']} {time_in_words(_instant(ending['said_at']))}"
    return {
        "at": _instant(ending["at"]),
        "who": ending["who"],
        "title": f"Written down as {said}: taken back.",
        "text": ending["reason"],
    }


def _now(episode: Episode) -> dict[str, Any]:
    risk = (
        ""
        if episode.police_risk == PoliceRisk.NOT_RECORDED
        else f"police risk {episode.get_police_risk_display().lower()}"
    )
    return {
        "label": f"{episode.get_category_display()} now",
        "value": f"For {in_words(episode.state_lasted)}",
        "url": episode.get_absolute_url(),
        "note": risk if episode.category == Category.MISSING else "",
    }


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _interview_of(ground: StrategyTrigger) -> str:
    if ground.harm is None or ground.harm.interview_id is None or ground.episode is None:
        return ""
    return reverse("missing:interview", args=[ground.episode.reference])
