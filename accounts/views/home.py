from collections.abc import Mapping
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts import begun
from accounts.access import requires, signed_in
from accounts.counting import count_all
from accounts.models import Cover, DraftOpening, User
from accounts.models.user import covered_by
from accounts.role_words import words_for
from accounts.rota import nobody_on_call_soon
from accounts.rules import Can
from accounts.shortcuts import shortcuts_for
from accounts.whom_to_ring import service_managers_to_ring
from accounts.work import Work, work_of, work_to_cover

Lists = list[dict[str, Any]]

SHOWN = 8
"""How many rows of each list the first page shows; the whole list is a link away."""

MOVES_SHOWN = 50


@requires(Can.USE_OWN_ACCOUNT)
def home(request: HttpRequest) -> HttpResponse:
    """Where am I, what needs doing: the user's open work, see `first_page_lists`."""
    user = signed_in(request)
    begun_rows, openings = [(one, one.found(user)) for one in begun.kinds()], DraftOpening.objects.of_late(user)
    beside = {one.key: found for one, found in begun_rows} | {"openings": openings}
    lists, covering, counts = first_page_lists(user, beside)
    context = {
        "work": lists,
        "covering": covering,
        "begun": [{"template": one.template, "rows": one.rows(found)} for one, found in begun_rows if counts[one.key]],
        "draft_openings": openings if counts["openings"] else (),
        "nobody_on_call": nobody_on_call_soon(timezone.now()) if user.can(Can.SET_ON_CALL) else "",
        "last_day": f"{user.ends_on:%-d %B}" if user.ends_on else "",
        "shortcuts": shortcuts_for(user),
        "role_words": words_for(user.held_roles, is_on_call=user.is_on_call),
    }
    return render(request, "accounts/home.html", context)


@requires(Can.USE_OWN_ACCOUNT)
def own_account(request: HttpRequest) -> HttpResponse:
    """Who the user is here: name, roles, teams; what of it is wrong, the administrator mends."""
    user = signed_in(request)
    context = {
        "role_words": words_for(user.held_roles, is_on_call=user.is_on_call),
        "teams": user.teams.all(),
        "draft_openings": user.draft_openings.select_related("opened_by", "handed_to")[:SHOWN],
    }
    return render(request, "accounts/own_account.html", context)


@requires(Can.USE_OWN_ACCOUNT)
def moved_work(request: HttpRequest) -> HttpResponse:
    """What came to the user from others, or went from them, by somebody else's doing: the latest first."""
    rows = list(signed_in(request).moved_work.select_related("other")[:MOVES_SHOWN])
    ask = "" if all(row.has_come for row in rows) else service_managers_to_ring()
    return render(request, "accounts/moved_work.html", {"rows": rows, "ask": ask})


def first_page_lists(
    user: User, beside: Mapping[str, QuerySet[Any]]
) -> tuple[Lists, list[dict[str, Any]], dict[str, int]]:
    """The user's open work, and what waits for each colleague whom they cover today, as far as the user sees it.

    Each kind of work with its most urgent rows, and whether there are more: a query to see which have any, then one for
    each that has. Of a colleague the lists are those of their own first page, without the empty ones: what has a page
    of its own is a number that leads there, so that the page stays quick whomever somebody covers for. What stands in
    the user's own list of the same kind is not listed again. What is `beside` the work is counted in the same query.
    """
    own = [(work, work.rows(user)) for work in work_of(user) if not _is_within_wider(work, user)]
    covers = _covers_of(user) if user.covered_ids else []
    absent = {colleague.pk: colleague for colleague in user.covered}
    for cover in covers:
        cover.absent = absent[cover.absent_id]
    watched = {work.key: found for work, found in own if not work.is_own}  # what one holds, no other holds too
    covered = [
        [
            (work, _without(watched.get(work.key), work.covered(user, cover.absent)))
            for work in work_to_cover(cover.absent)
            if work.covered and user.can(work.can) and not _is_within_wider(work, cover.absent)
        ]
        for cover in covers
    ]
    asked = {str(number): found for number, (_, found) in enumerate([*own, *chain.from_iterable(covered)])}
    counted = count_all({**beside, **asked})
    counts = iter([counted[number] for number in asked])
    lists = [_list(work, found, next(counts)) for work, found in own]
    of_covers = [
        [_list(work, found, next(counts), with_rows=not work.url_name) for work, found in theirs] for theirs in covered
    ]
    covering = [
        {"cover": cover, "lists": [one for one in theirs if one["count"]]}
        for cover, theirs in zip(covers, of_covers, strict=True)
    ]
    return lists, covering, counted


def _covers_of(user: User) -> list[Cover]:
    """One for each colleague whom they cover today, or for whom such a colleague would."""
    covers = Cover.objects.filter(covered_by(user.pk, timezone.localdate())).order_by("first_on", "pk")
    return list({cover.absent_id: cover for cover in covers}.values())


def _list(work: Work, found: QuerySet[Any], count: int, *, with_rows: bool = True) -> dict[str, Any]:
    rows = list(found[:SHOWN]) if count and with_rows else []
    return {"work": work, "count": count, "rows": rows, "there_are_more": count > SHOWN}


def _without(own: QuerySet[Any] | None, theirs: QuerySet[Any]) -> QuerySet[Any]:
    return theirs if own is None else theirs.exclude(pk__in=own.order_by().values("pk"))


def _is_within_wider(work: Work, user: User) -> bool:
    """Whether what it lists stands in a wider list of theirs already."""
    return work.within_wider is not None and user.can(work.within_wider)
