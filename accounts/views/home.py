from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import requires, signed_in
from accounts.counting import count_all
from accounts.models import DraftOpening, User
from accounts.role_words import words_for
from accounts.rules import Can
from accounts.shortcuts import shortcuts_for
from accounts.work import Work, work_of, work_to_cover

SHOWN = 8
"""How many rows of each list the first page shows; the whole list is a link away."""


@requires(Can.USE_OWN_ACCOUNT)
def home(request: HttpRequest) -> HttpResponse:
    """Where am I, what needs doing: the user's open work, see `open_work`."""
    user = signed_in(request)
    context = {
        "work": open_work(user),
        "covering": covering(user),
        "draft_openings": DraftOpening.objects.of_late(user) if getattr(user, "fetched_had_draft_opened", True) else [],
        "last_day": f"{user.ends_on:%-d %B}" if user.ends_on else "",
        "shortcuts": shortcuts_for(user),
        "role_words": words_for(user.roles),
    }
    return render(request, "accounts/home.html", context)


@requires(Can.USE_OWN_ACCOUNT)
def own_account(request: HttpRequest) -> HttpResponse:
    """Who the user is here: name, roles, teams; what of it is wrong, the administrator mends."""
    user = signed_in(request)
    context = {
        "role_words": words_for(user.roles),
        "teams": user.teams.all(),
        "draft_openings": user.draft_openings.select_related("opened_by", "handed_to")[:SHOWN],
    }
    return render(request, "accounts/own_account.html", context)


def open_work(user: User) -> list[dict[str, Any]]:
    """Each kind of work with its most urgent rows, and whether there are more: a query to see which have any, then one
    for each that has."""
    kinds = [(work, work.rows(user)) for work in work_of(user) if not _is_within_wider(work, user)]
    counts = count_all({work.key: rows for work, rows in kinds})
    lists = []
    for work, found in kinds:
        rows = list(found[: SHOWN + 1]) if counts[work.key] else []
        lists.append({"work": work, "rows": rows[:SHOWN], "there_are_more": len(rows) > SHOWN})
    return lists


def _is_within_wider(work: Work, user: User) -> bool:
    """Whether what it lists stands in a wider list of theirs already."""
    return work.within_wider is not None and user.can(work.within_wider)


def covering(user: User) -> list[dict[str, Any]]:
    """For each colleague whom the user covers today, what waits for them: nothing is asked where there is none."""
    if not user.covered_ids:
        return []
    kinds = [work for work in work_to_cover() if user.can(work.can)]
    found = []
    for cover in user.covering.today().select_related("absent"):
        lists = []
        for work in kinds:
            rows = list(work.covered(user, cover.absent)[: SHOWN + 1]) if work.covered else []
            if rows:
                lists.append({"work": work, "rows": rows[:SHOWN], "there_are_more": len(rows) > SHOWN})
        found.append({"cover": cover, "lists": lists})
    return found
