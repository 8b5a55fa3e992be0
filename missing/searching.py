"""Finding whom to log: everybody's name, team and worker, and whether they are missing already."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from accounts.rules import Can
from missing.models import Episode
from people.days import full_date
from people.hidden import way_in_for
from people.models import Placement, YoungPerson
from people.models.young_person import YoungPersonQuerySet
from people.search import SHORTEST, Finding, find, service_managers_to_ring

MOST_OTHERS = 6
ADD_FIRST = "log_episode"
"""The step that adding a young person goes on with, when somebody was looked for in vain."""


def search_to_log(user: User, q: str) -> dict[str, Any]:
    """What the search shows: the results, whether there are more, and whom to ring about a restricted record.

    Who finds nobody is told whom to ask before they add somebody (`ask_first`), whether a restricted record is like it
    or not: a name heard wrongly may be like none.
    """
    finding, may_add = find(user, q), user.can(Can.ADD_YOUNG_PEOPLE)
    now_open = {e.young_person_id: e for e in Episode.objects.open().filter(young_person__in=finding.people)}
    return {
        "results": [_result(person, now_open.get(person.pk)) for person in finding.people],
        "too_many": finding.there_are_more,
        "too_short": finding.too_short,
        "ask_about_restricted": finding.ask,
        **(way_in_for(user, q) if finding.ask else {}),
        "ask_first": "" if finding.people or finding.ask or not may_add else service_managers_to_ring(),
        "nobody_url": f"{reverse('people:add')}?{urlencode({'then': ADD_FIRST, 'q': q})}" if may_add else "",
        "nobody_label": "Add them to the record and log the episode",
    }


def of_the_same_home(user: User, young_person: YoungPerson) -> YoungPersonQuerySet:
    """Who lives at the same address now, as far as the user may find them: they may have gone together."""
    today = localdate()
    homes = Placement.objects.on(today).filter(young_person=young_person).exclude(postcode="")
    there = Placement.objects.on(today).exclude(young_person=young_person).exclude(postcode="")
    people = there.filter(postcode__in=homes.values("postcode")).values("young_person")
    return YoungPerson.objects.findable_by(user).filter(pk__in=people)


def others_like(user: User, young_person: YoungPerson, typed: str) -> Finding:
    """Whom the user may mean as missing with that young person, by what they typed; at most MOST_OTHERS."""
    finding = find(user, typed)
    people = [person for person in finding.people if person.pk != young_person.pk]
    return Finding(people[:MOST_OTHERS], finding.there_are_more or len(people) > MOST_OTHERS, finding.ask)


def nobody_like(user: User, young_person: YoungPerson, typed: str, finding: Finding) -> dict[str, Any]:
    """What to do where nobody else is found by that name: whom to ask first, and where to add them; else empty.

    Told as in `search_to_log`. `is_themselves` says that the name is that of the young person who is logged.
    """
    typed = typed.strip()
    if len(typed) < SHORTEST or finding.people:
        return {}
    may_add = user.can(Can.ADD_YOUNG_PEOPLE)
    return {
        "typed": typed,
        "is_themselves": YoungPerson.objects.matching(typed).filter(pk=young_person.pk).exists(),
        "ask_first": "" if finding.ask or not may_add else service_managers_to_ring(),
        "add_url": f"{reverse('people:add')}?{urlencode({'then': ADD_FIRST, 'q': typed})}" if may_add else "",
    }


def _result(person: YoungPerson, episode: Episode | None) -> dict[str, Any]:
    worker = f", {person.social_worker}" if person.social_worker else ""
    others = f". Also called {', '.join(person.also_called)}" if person.also_called else ""  # type: ignore[attr-defined]
    return {
        "name": person.full_name,
        "url": episode.get_absolute_url() if episode else reverse("missing:log_episode_for", args=[person.reference]),
        "note": f"{person.age}, {person.reference}. {person.team or 'No team'}{worker}{others}",
        "tag": _tag(person, episode),
        "tone": "red",
    }


def _tag(person: YoungPerson, episode: Episode | None) -> str:
    if person.died_on:
        return f"Died {full_date(person.died_on)}"
    return f"{episode.get_category_display()} already: open it" if episode else ""
