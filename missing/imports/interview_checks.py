"""What is wrong with rows of interviews.csv, and what is not wrong but is yet to be mended."""

from __future__ import annotations

from missing.models.interview import REASON_NEEDED
from people.case_file.faults import Check, says
from people.case_file.work import Staged, Work, quoted

_READ = (
    "NOT EXISTS (SELECT 1 FROM case_file_faults f WHERE f.file = 'interviews.csv' AND f.line = j.line "
    "AND f.col = 'outcome')"
)
CHECKS = [
    Check(
        "episode_reference",
        "t.episode_reference IS NOT NULL AND NOT j.is_known",
        "'“' || left(t.episode_reference, 80) || '” is not an episode on record, nor one accepted from this file.'",
    ),
    says(
        "outcome_at",
        f"j.is_known AND j.outcome = '' AND j.outcome_at IS NOT NULL AND {_READ}",
        "An interview that is still to do has no time: give the outcome.",
    ),
    says(
        "outcome_at",
        "j.is_known AND j.outcome_at IS NOT NULL AND j.clock IS NULL",
        "Their return is not on record, so the interview's clock has not started.",
    ),
    Check(
        "outcome_at",
        "j.outcome_at < j.clock",
        "'This is before the interview''s clock started (' || pg_temp.case_file_when(j.clock) || ').'",
    ),
    says(
        "covered_by",
        f"t.covered_by IS NOT NULL AND j.outcome <> 'covered_by_later' AND {_READ}",
        "Only an interview with the outcome covered_by_later is covered by another.",
    ),
    says("covered_by", "upper(t.covered_by) = j.key", "An interview does not cover itself."),
    Check(
        "covered_by",
        "t.covered_by IS NOT NULL AND NOT j.cover_is_known",
        "'“' || left(t.covered_by, 80) || '” is not an episode on record, nor one accepted from this file.'",
    ),
    says(
        "covered_by",
        "j.is_known AND j.cover_child <> j.child_key",
        "This episode is of another young person.",
    ),
    says(
        "contact_method",
        "t.contact_method IS NOT NULL AND j.contact_on IS NULL",
        "A contact needs its day: give contact_on.",
    ),
]

_TO_MEND = (
    (
        "completed {} without interviewer",
        "j.outcome = 'completed' AND j.interviewer_id IS NULL AND j.interviewer_name = ''",
    ),
    ("completed {} without method", "j.outcome = 'completed' AND j.method = ''"),
    ("completed {} without independence", "j.outcome = 'completed' AND j.independence = ''"),
    ("{} without the time of the outcome", "j.outcome NOT IN ('', 'not_required') AND j.outcome_at IS NULL"),
    (
        "{} without the reason of the outcome",
        f"j.outcome IN ({', '.join(map(quoted, REASON_NEEDED))}) AND j.reason = ''",
    ),
    ("covered {} without the one that covers", "j.outcome = 'covered_by_later' AND j.covered_by_id IS NULL"),
    ("{} with an e-mail address of an interviewer who is no user here", "strpos(j.interviewer_name, '@') > 0"),
)


def note_what_to_mend(work: Work, staged: Staged) -> None:
    """Count what a form would have required: it is not a reason to reject, and it is to be mended here."""
    counts = ", ".join(f"count(*) FILTER (WHERE {when})" for _, when in _TO_MEND)
    found = work.rows(f"SELECT {counts} FROM {staged.judged} j JOIN {staged.verdicts} v USING (line)")[0]
    for (words, _), number in zip(_TO_MEND, found, strict=True):
        if number:
            work.note(f"To mend: {number} {words.format('interview' if number == 1 else 'interviews')}.")
