"""Records that were merged here: rows under the old reference are about the record that stands (docs/formats.md 1)."""

from __future__ import annotations

from people.case_file.work import Staged, Work

IS_MERGED = "r.merged_into_id IS NOT NULL"
"""Of a young person `r` on record. What a file says of a merged record's own details changes nothing."""


def follow_merges(work: Work, staged: Staged) -> None:
    """Read the references of merged records as those of the records that stand; what was read is told as it came."""
    work.run(
        f"UPDATE {staged.typed} t SET reference = kept.reference FROM people_youngperson merged "
        f"JOIN people_youngperson kept ON kept.id = merged.merged_into_id "
        f"WHERE upper(t.reference) = upper(merged.reference)"
    )


def note_merged(work: Work, staged: Staged) -> None:
    number = work.value(
        f"SELECT count(*) FROM {staged.judged} j JOIN people_youngperson r ON r.id = j.target WHERE {IS_MERGED}"
    )
    if number:
        rows = "1 row is of a record that was" if number == 1 else f"{number} rows are of records that were"
        work.note(f"{rows} merged into another here: the details in it are left as they are.")
