"""The managers' first page, and the records behind each of its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import requires, signed_in
from accounts.counting import count_all
from accounts.models import User
from accounts.rules import Can
from people.models import YoungPerson
from reporting import lists
from reporting.measures import BESIDE_ENDINGS, BY_KEY, FIRST_PAGE, MISSING_NOW, Figure, Unit, count
from reporting.measures.endings import SHOWN_WHEN_NONE, Ending, with_ending
from reporting.measures.measure import Records
from reporting.rules import whole_shares
from reporting.scope import Cohort, Scope
from reporting.tiles import list_url, scope_of, tiles

A_PAGE = 50


@requires(Can.SEE_FIGURES)
def first_page(request: HttpRequest) -> HttpResponse:
    scope = _scope(request)
    context = {
        "scope": scope,
        "tiles": tiles(scope),
        "endings": endings(scope),
        "beside_endings": _beside_endings(scope),
        "measures": [*FIRST_PAGE, *BESIDE_ENDINGS],
        "cohorts": _cohort_chips(reverse("reporting:figures"), scope),
        "whose": _whose(signed_in(request), scope),
    }
    return render(request, "reporting/figures.html", context)


@requires(Can.SEE_FIGURES)
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """What one figure counts, what it is out of, or what is in the second and not in the first."""
    if key not in BY_KEY:
        raise Http404
    measure, scope = BY_KEY[key], _scope(request)
    parts: dict[str, Records | None] = {"counted": measure.numerator, "rest": measure.rest, "all": measure.denominator}
    records = {name: rows(scope) for name, rows in parts.items() if rows}
    part = request.GET.get("part") or "counted"
    if part not in records:
        raise Http404
    shown = lists.shown_to(signed_in(request), records[part])
    counts = count_all({f"part {name}": rows for name, rows in records.items()} | shown.to_count())
    counts |= shown.restricted(counts)
    figure = Figure(measure, counts["part counted"], counts.get("part all"))
    labels = {"counted": measure.counted, "rest": measure.not_counted, "all": measure.out_of}
    chips = [
        {
            "label": labels[name],
            "url": list_url(measure, scope, "" if name == "counted" else name),
            "count": counts[f"part {name}"],
            "is_current": name == part,
        }
        for name in records
    ]
    context = {
        "title": measure.label,
        "definition": measure.definition,
        "value": figure.shown if measure.unit == Unit.PERCENT else "",
        "is_of_period": measure.key not in ("missing_now", "interviews_overdue"),
        "chips": chips if len(chips) > 1 else [],
    }
    return _list(request, scope, shown, counts, context, longest_first=measure is MISSING_NOW)


@requires(Can.SEE_FIGURES)
def ending(request: HttpRequest, ending: str) -> HttpResponse:
    """The episodes of the period whose interview ended in one way."""
    if ending not in Ending.values:
        raise Http404
    scope = _scope(request)
    shown = lists.shown_to(signed_in(request), with_ending(scope.episodes(), scope.at).filter(ending=ending))
    context = {"title": Ending(ending).label, "definition": ENDINGS_COUNTED, "is_of_period": True}
    counts = count_all(shown.to_count())
    return _list(request, scope, shown, counts | shown.restricted(counts), context)


ENDINGS_COUNTED = (
    "All missing episodes of the period by how their interview ended, as it stands now. An episode covered by a later "
    "interview takes that interview’s outcome. The shares are whole numbers that add up to 100."
)


@dataclass(frozen=True)
class EndingRow:
    label: str
    count: int
    share: int
    url: str


def endings(scope: Scope) -> dict[str, Any]:
    """How the interviews of the period's episodes ended, in one query."""
    by_ending = with_ending(scope.episodes(), scope.at).order_by().values("ending").annotate(n=Count("pk"))
    found = dict(by_ending.values_list("ending", "n"))
    kinds = [kind for kind in Ending if found.get(kind) or kind in SHOWN_WHEN_NONE]
    counts = [found.get(kind, 0) for kind in kinds]
    rows = [
        EndingRow(kind.label, n, share, _ending_url(kind, scope))
        for kind, n, share in zip(kinds, counts, whole_shares(counts), strict=True)
    ]
    return {"rows": rows, "total": sum(counts), "definition": ENDINGS_COUNTED}


def _beside_endings(scope: Scope) -> list[dict[str, str]]:
    figures = count(scope, BESIDE_ENDINGS).values()
    return [
        {
            "label": figure.measure.label,
            "value": figure.shown,
            "url": list_url(figure.measure, scope),
            "note": f"{figure.numerator:,} of {figure.denominator:,} completed" if figure.denominator else "",
        }
        for figure in figures
    ]


def _ending_url(ending: Ending, scope: Scope) -> str:
    query = {"cohort": scope.cohort} if scope.cohort != Cohort.ALL else None
    return reverse("reporting:ending", args=[ending.value], query=query)


def _list(
    request: HttpRequest,
    scope: Scope,
    shown: lists.Shown,
    counts: dict[str, int],
    context: dict[str, Any],
    *,
    longest_first: bool = False,
) -> HttpResponse:
    user = signed_in(request)
    is_of_people = shown.records.model is YoungPerson
    if is_of_people:
        ordered = lists.people_in_order(shown.records, scope)
    else:
        ordered = lists.in_order(shown.records, longest_first)
    paginator = Paginator(ordered, A_PAGE)
    paginator.count = counts["shown"]  # counted already, with the others
    page = paginator.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    rows: Sequence[Any] = list(page) if is_of_people else lists.rows(page, scope)
    context |= {
        "scope": scope,
        "page": page,
        "rows": rows,
        "query": f"{query.urlencode()}&" if query else "",
        "noun": "young people" if is_of_people else "episodes",
        "is_of_people": is_of_people,
        "counted": counts["counted"],
        "not_shown": lists.not_shown(counts),
        "with_names": user.can(Can.SEE_RECORDS),
        "whose": _whose(user, scope),
    }
    return render(request, "reporting/records.html", context)


def _scope(request: HttpRequest) -> Scope:
    cohort = request.GET.get("cohort")
    return scope_of(signed_in(request), at=timezone.now(), cohort=cohort if cohort in Cohort.values else Cohort.ALL)


def _whose(user: User, scope: Scope) -> str:
    return "the whole service" if scope.team_ids is None else "your teams"


def _cohort_chips(url: str, scope: Scope) -> list[dict[str, Any]]:
    return [
        {
            "label": cohort.label,
            "url": url if cohort == Cohort.ALL else f"{url}?cohort={cohort.value}",
            "count": None,
            "is_current": cohort == scope.cohort,
        }
        for cohort in Cohort
    ]
