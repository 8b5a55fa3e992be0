"""What this room tells on pages of young people: who is missing, in a search; their episodes, in a timeline."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.rules import Can
from missing.codes import Category
from missing.models import Episode
from people.days import full_date
from people.lengths import in_words
from people.models import CaseEvent, YoungPerson, seen_by
from people.search_facts import Fact
from people.timeline import Entry

STARTED = {
    Category.MISSING: "Went missing",
    Category.AWAY: "Went away without authorisation",
    Category.CURFEW: "Missed curfew",
}


def open_episode_facts(young_people: Sequence[YoungPerson], user: User) -> dict[int, Fact]:
    """That somebody is missing, away or late now, and the way to their episode, or to logging one.

    Whoever may find them by name may learn it.
    """
    died = {person.pk: Fact(f"Died {full_date(person.died_on)}") for person in young_people if person.died_on}
    young_people = [person for person in young_people if person.pk not in died]
    found = _open_by_person(young_people)
    if not user.can(Can.LOG_EPISODES):
        return died | {pk: Fact(*_state(episode)) for pk, episode in found.items()}
    return died | {
        person.pk: Fact(*_state(found[person.pk]), "Open the episode", found[person.pk].get_absolute_url())
        if person.pk in found
        else Fact("", "", "Log an episode", reverse("missing:log_episode_for", args=[person.reference]))
        for person in young_people
    }


def _open_by_person(young_people: Sequence[YoungPerson]) -> dict[int, Episode]:
    episodes = Episode.objects.open().filter(young_person__in=[person.pk for person in young_people])
    return {episode.young_person_id: episode for episode in episodes}


def _state(episode: Episode) -> tuple[str, str]:
    """The words and the tone of the tag."""
    lasted = in_words(episode.state_lasted)
    tone = "red" if episode.category == Category.MISSING else "amber"
    return f"{episode.get_category_display()} now, {lasted}", tone


def episodes_of(young_person: YoungPerson, user: User) -> list[Episode]:
    """Theirs, latest first, with their interviews: fetched once for the panels and the timeline of a page."""
    kept: dict[int, list[Episode]] = young_person.__dict__.setdefault("episodes_by_reader", {})
    if user.pk not in kept:
        visible = seen_by(user, Episode.objects).filter(young_person=young_person)
        kept[user.pk] = list(visible.select_related("interview", "placement").order_by("-started_at"))
    return kept[user.pk]


def listed_of(young_person: YoungPerson, user: User) -> dict[str, Any]:
    """Those that stand, apart from them those that were voided or merged into another, and the one they are missing in:
    an interview that is to do must wait for that one to end."""
    found = episodes_of(young_person, user)
    standing = [episode for episode in found if not episode.is_void]
    missing_in = next((one for one in standing if one.is_open and one.category == Category.MISSING), None)
    return {"standing": standing, "voided": [e for e in found if e.is_void], "missing_in": missing_in}


def open_episodes_of(young_person: YoungPerson, user: User) -> list[Episode]:
    return [episode for episode in episodes_of(young_person, user) if episode.is_open]


def death_of(young_person: YoungPerson, user: User) -> dict[str, str]:
    """That they died, and for a manager the way to take it back."""
    if young_person.died_on is None:
        return {}
    may = user.can(Can.TAKE_BACK_DEATHS)
    url = reverse("missing:take_death_back", args=[young_person.reference]) if may else ""
    words = f"Died on {full_date(young_person.died_on)}. Nothing is offered, told or chased any more."
    if not may:
        words += " If this is wrong, the team manager or a service manager takes it back here."
    return {"words": words, "url": url}


def way_to_death(young_person: YoungPerson, user: User) -> dict[str, str]:
    if young_person.died_on:
        return {"words": f"On record: {full_date(young_person.died_on)}."}
    url = reverse("missing:death", args=[young_person.reference])
    return {"words": "Stops every alert, offer and e-mail about them at once.", "url": url}


def tell_episodes(events: list[CaseEvent], user: User) -> dict[int, Entry]:
    """The start and the end of each episode, linked where the user may open it."""
    episodes = {episode.pk: episode for episode in episodes_of(events[0].young_person, user)}
    tell = {CaseEvent.Kind.WENT_MISSING: _start, CaseEvent.Kind.RETURNED: _end}
    return {e.pk: tell[CaseEvent.Kind(e.kind)](e, episode) for e in events if (episode := episodes.get(_id(e)))}


def _start(event: CaseEvent, episode: Episode) -> Entry:
    return Entry(
        event.at,
        STARTED[Category(episode.category)],
        note="" if episode.ended_at else "Not ended yet",
        url=episode.get_absolute_url(),
        is_late=episode.ended_at is None,
        is_approximate=episode.started_is_approximate,
    )


def _end(event: CaseEvent, episode: Episode) -> Entry:
    title, url = episode.get_ended_how_display() or "Came back", episode.get_absolute_url()
    return Entry(
        event.at, title, f"after {in_words(episode.lasted)}.", url=url, is_approximate=episode.clock_is_approximate
    )


def tell_interviews(events: list[CaseEvent], user: User) -> dict[int, Entry]:
    with_interview = [e for e in episodes_of(events[0].young_person, user) if hasattr(e, "interview")]
    interviews = {episode.interview.pk: episode.interview for episode in with_interview}
    return {
        event.pk: Entry(
            event.at,
            "Return home interview",
            f"{interview.get_outcome_display().lower()}.",
            url=interview.get_absolute_url(),
        )
        for event in events
        if (interview := interviews.get(_id(event)))
    }


def _id(event: CaseEvent) -> int:
    return int(event.source_key.rpartition(":")[2])
