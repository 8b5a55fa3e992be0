from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from accounts.access import requires, signed_in
from accounts.rules import Can
from people.hidden import way_in_for
from people.models import YoungPerson
from people.search import Finding, find
from people.search_facts import Fact, facts_for


@requires(Can.FIND_YOUNG_PEOPLE)
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """Who fits what was typed: a page, or to htmx the list alone."""
    user, typed = signed_in(request), request.GET.get("q", "").strip()[:100]
    finding = find(user, typed)
    facts = facts_for(finding.people, user)
    if user.can(Can.OPEN_WITH_REASON):
        for person in finding.people:
            if not person.may_open and not person.is_restricted:  # type: ignore[attr-defined]  # annotated
                facts[person.pk].append(Fact("", "", "Open with a reason", open_url(person)))
    context: dict[str, Any] = {
        "q": typed,
        "results": results(finding, facts),
        "too_many": finding.there_are_more,
        "too_short": finding.too_short,
        "ask_about_restricted": finding.ask,
        **(way_in_for(user, typed) if finding.ask else {}),
        "may_add": user.can(Can.ADD_YOUNG_PEOPLE),
    }
    is_partial = bool(getattr(request, "htmx", False)) and request.htmx.target == "person-results"  # type: ignore[attr-defined]
    template = "people/search_results.html" if is_partial else "people/search.html"
    return render(request, template, context | {"is_partial": is_partial})


def results(finding: Finding, facts: dict[int, list[Fact]]) -> list[dict[str, Any]]:
    """The rows of components/search_results.html; a record that is not the user's to open is named without a link."""
    return [
        {
            "name": person.full_name,
            "url": person.get_absolute_url() if person.may_open else "",  # type: ignore[attr-defined]
            "note": who(person, person.also_called),  # type: ignore[attr-defined]
            "tag": ", ".join(fact.text for fact in facts.get(person.pk, []) if fact.text),
            "tone": next((fact.tone for fact in facts.get(person.pk, []) if fact.tone), ""),
            "links": [fact for fact in facts.get(person.pk, []) if fact.url],
        }
        for person in finding.people
    ]


def open_url(person: YoungPerson) -> str:
    return reverse("people:open_with_reason", args=[person.reference])


def who(person: YoungPerson, also_called: Sequence[str] = ()) -> str:
    """`YP00096, 16, born 7 March 2010. Care Team North, Dana Whit. Also called Kai Brown.`"""
    born = f"{person.date_of_birth:%-d %B %Y}"
    if person.birthday_is:
        born += f" ({person.get_birthday_is_display().lower()})"
    worker = person.social_worker.full_name if person.social_worker else "no worker yet"
    theirs = "" if person.is_ours else f" Placed here by {person.authority}."
    others = f" Also called {', '.join(also_called)}." if also_called else ""
    return f"{person.reference}, {person.age}, born {born}. {person.team or 'No team yet'}, {worker}.{theirs}{others}"
