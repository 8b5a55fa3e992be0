from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import requires, signed_in
from accounts.counting import count_all
from accounts.models import User
from accounts.role_words import words_for
from accounts.rules import Can
from accounts.shortcuts import shortcuts_for
from accounts.work import Work, work_of

SHOWN = 8
"""How many rows of each list the first page shows; the whole list is a link away."""


@requires(Can.USE_OWN_ACCOUNT)
def home(request: HttpRequest) -> HttpResponse:
    """Where am I, what needs doing: the user's open work, see `open_work`."""
    user = signed_in(request)
    context = {"work": open_work(user), "shortcuts": shortcuts_for(user), "role_words": words_for(user.roles)}
    return render(request, "accounts/home.html", context)


@requires(Can.USE_OWN_ACCOUNT)
def own_account(request: HttpRequest) -> HttpResponse:
    """Who the user is here: name, roles, teams; what of it is wrong, the administrator mends."""
    user = signed_in(request)
    return render(
        request, "accounts/own_account.html", {"role_words": words_for(user.roles), "teams": user.teams.all()}
    )


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
