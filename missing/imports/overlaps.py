"""No two episodes of a young person overlap, and one at most is open: judged on the end on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils import timezone

from missing.imports.spans import Candidate, Span, losers
from people.case_file.authorities import chunks, copy_rows
from people.case_file.faults import fault_free
from people.case_file.work import Staged, Work, streamed

SPANS = "case_file_spans"


def reject_overlaps(work: Work, staged: Staged) -> None:
    """Reject the rows that overlap with what is on record, or with an earlier line that was accepted."""
    work.table(SPANS, _spans(staged), index="child_key")
    work.table(f"{SPANS}_suspects", _suspects(), index="child_key")
    sql = (
        f"SELECT s.child_key, s.line, s.reference, s.started_at, s.ended_at, s.recorded_from, s.recorded_until "
        f"FROM {SPANS} s JOIN {SPANS}_suspects USING (child_key) ORDER BY s.child_key, s.line NULLS FIRST"
    )
    place = staged.kind.place_of("missing_from")
    with streamed(sql) as rows:
        for chunk in chunks(_faults(rows)):
            copy_rows(
                "case_file_faults", [(staged.kind.file, line, place, column, said) for line, column, said in chunk]
            )


def _faults(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, str, str]]:
    """Line, column and words of each row that cannot be taken; `rows` are those of one young person together."""
    for _, theirs in groupby(rows, key=lambda row: row[0]):
        standing: list[Span] = []
        candidates: dict[int, Candidate] = {}
        for _, line, reference, starts, ends, recorded_from, recorded_until in theirs:
            span = Span(starts, ends, reference)
            if line is None:
                standing.append(span)
            else:
                recorded = Span(recorded_from, recorded_until, reference) if recorded_from else None
                candidates[line] = Candidate(line, span, recorded)
        for line, other in losers(standing, candidates.values()).items():
            yield line, "missing_from", _said(candidates[line].span, other)


def _said(span: Span, other: Span) -> str:
    if span.ends is None and other.ends is None:
        return f"A second open episode: {other.reference} has been open since {_shown(other)}."
    until = f"ended {timezone.localtime(other.ends):%-d %b %Y, %H:%M}" if other.ends else "is open"
    return f"This overlaps with {other.reference}, which began {_shown(other)} and {until}."


def _shown(span: Span) -> str:
    return f"{timezone.localtime(span.starts):%-d %b %Y, %H:%M}"


def _spans(staged: Staged) -> str:
    """Every episode of the young people of this file: as accepted rows say, else as it is on record; not the voided."""
    rows = f"SELECT * FROM {staged.judged} j WHERE {fault_free(staged)} AND NOT j.is_void"
    return (
        f"WITH accepted AS ({rows}) "
        f"SELECT child_key, line, reference, started_at, ended_at, recorded_from, recorded_until FROM accepted "
        f"UNION ALL SELECT c.key, NULL, e.reference, e.started_at, e.ended_at, NULL, NULL FROM missing_episode e "
        f"JOIN case_file_children c ON c.id = e.young_person_id "
        f"WHERE c.key IN (SELECT child_key FROM accepted) AND e.voided_at IS NULL "
        f"AND NOT EXISTS (SELECT 1 FROM accepted a WHERE a.target = e.id)"
    )


def _suspects() -> str:
    """The young people of whom any two episodes overlap, found in one pass by start."""
    return (
        f"SELECT DISTINCT child_key FROM (SELECT child_key, started_at, max(coalesce(ended_at, 'infinity')) OVER ("
        f"PARTITION BY child_key ORDER BY started_at, coalesce(ended_at, 'infinity') "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until FROM {SPANS} "
        f"WHERE ended_at IS NULL OR ended_at > started_at) AS run WHERE started_at < until"
    )
