"""The band at the top of an episode: the few facts that matter now, the buttons that go with them, and what else."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.rules import Can
from missing.actions.correct_ending import why_not_correct_ending
from missing.before_and_after import gone_again_fact, is_missing_again
from missing.codes import Category
from missing.endings_page import clock_words, ending_actions, ending_facts
from missing.gone_first import gone_since
from missing.models import Episode
from missing.telling import Line
from people.days import about_time
from people.lengths import in_words, to_the_minute


def strip(
    episode: Episode, user: User, now: datetime, *, waiting: list[Line], strategy: list[dict[str, Any]]
) -> dict[str, Any]:
    """`facts`, `actions` and `more`: while they are not back four facts and the buttons of that, the rest as links.

    `waiting` is who is still to be told, `strategy` the discussions of `card_of`.
    """
    state = episode.get_category_display() if episode.is_open else "Was " + episode.get_category_display().lower()
    facts = [
        {"label": f"{state} for", "value": in_words(episode.state_lasted), "tone": "late" if episode.is_open else ""},
        {
            "label": "Since",
            "value": about_time(episode.state_since, episode.state_since_is_approximate),
            "note": gone_since(episode),
        },
        {"label": "Police", "value": police_words(episode), "note": _told(episode)},
    ]
    if episode.ended_at:
        is_found = episode.is_not_yet_back or clock_words(episode) == "Found"
        back = about_time(back_at(episode), episode.clock_is_approximate)
        facts.append({"label": "Found" if is_found else "Back", "value": back})
    elif not episode.is_void:
        facts.append(_to_do(episode, user, waiting, strategy))
    facts += ending_facts(episode, now)
    if not episode.is_open and not episode.is_void:
        facts = gone_again_fact(episode) + facts
    is_alarm = is_missing_again(episode) or (episode.is_open and episode.category == Category.MISSING)
    return {"facts": facts, "is_alarm": is_alarm, **_ways_on(episode, user, now)}


def police_words(episode: Episode) -> str:
    if episode.reported_to_police_at is None and not episode.police_reference:
        return "Not told yet" if episode.is_open else "Not recorded"
    risk = episode.get_police_risk_display()
    return "Told" if episode.police_risk == "not_recorded" else f"{risk} risk" if "risk" not in risk else risk


def back_at(episode: Episode) -> datetime | None:
    return episode.clock_starts_at or episode.found_at


def _to_do(episode: Episode, user: User, waiting: list[Line], strategy: list[dict[str, Any]]) -> dict[str, Any]:
    """What waits most: the strategy discussion that is due, else who is still to be told."""
    for one in strategy:
        if one["label"] == "Due":
            return {"label": "Strategy discussion", "value": "Due", "url": one["url"], "note": one["note"]}
    if not waiting:
        return {"label": "Told", "value": "Everybody on the list"}
    url = reverse("missing:tell", args=[episode.reference]) if user.can(Can.LOG_EPISODES) else ""
    return {"label": "Still to be told", "value": f"{len(waiting)} on the list", "url": url}


def _ways_on(episode: Episode, user: User, now: datetime) -> dict[str, Any]:
    actions: list[dict[str, Any]] = []
    more: list[dict[str, Any]] = []
    is_back = episode.clock_starts_at is not None
    if user.can(Can.LOG_EPISODES) and not is_back and not episode.is_void:
        actions.append({"label": "Record return", "url": reverse("missing:return", args=[episode.reference])})
        again = reverse("missing:log_episode_for", args=[episode.young_person.reference])
        more.append({"label": "Back and gone again", "url": again})
        more.append({"label": "What the police say", "url": reverse("missing:police", args=[episode.reference])})
    interview = getattr(episode, "interview", None)
    if interview and is_back:
        actions.append({"label": "Return home interview", "url": interview.get_absolute_url(), "is_secondary": True})
    if _may_take_end_back(episode, user):
        url = f"{reverse('missing:correct_ending', args=[episode.reference])}?how=not_back"
        if is_back:
            actions.append({"label": "Not back after all", "url": url, "is_secondary": True})
        else:
            more.append({"label": "Not found after all", "url": url})
    (actions if is_back else more).extend(ending_actions(episode, user, now))
    return {"actions": actions, "more": more}


def _may_take_end_back(episode: Episode, user: User) -> bool:
    is_wrong_perhaps = episode.end_recorded_at is not None and not episode.is_void and not episode.young_person.died_on
    return is_wrong_perhaps and user.can(Can.LOG_EPISODES) and why_not_correct_ending(user, episode) is None


def _told(episode: Episode) -> str:
    after = _told_when(episode, episode.police_told_after) if episode.police_told_after else ""
    return ", ".join(filter(None, [episode.police_reference, after]))


def _told_when(episode: Episode, after: timedelta) -> str:
    """How long after they left; before, where two times of which one is approximate cross. Not once it was over."""
    told_at, is_back = episode.reported_to_police_at, episode.clock_starts_at
    if told_at and is_back and told_at > is_back:
        return "told after they were back"
    if told_at and episode.ended_at and told_at > episode.ended_at:
        return "told after they were found"
    return f"told after {to_the_minute(after)}" if after > timedelta(0) else f"told {to_the_minute(-after)} before"
