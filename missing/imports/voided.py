"""An episode that somebody here voided or merged stays so: a file that tells the same of it changes nothing."""

from __future__ import annotations

from people.case_file.faults import fault_free
from people.case_file.work import Staged, Work, quoted

WHEN = "to_char(e.voided_at AT TIME ZONE 'Europe/London', 'FMDD Mon YYYY')"
SAID = (
    f"CASE WHEN kept.id IS NULL THEN 'This episode was voided here on ' || {WHEN} || '.' "
    f"ELSE 'This episode was merged into ' || kept.reference || ' here on ' || {WHEN} || '.' END"
)


def reject_changes_of_voided(work: Work, staged: Staged, episode_id: str) -> None:
    """Reject the rows that would change, or add to, an episode that was voided; `episode_id` is SQL over row `j`."""
    column = staged.kind.key[0]
    work.run(
        f"INSERT INTO case_file_faults SELECT {quoted(staged.kind.file)}, j.line, {staged.kind.place_of(column)}, "
        f"{quoted(column)}, {SAID} FROM {staged.judged} j JOIN missing_episode e ON e.id = {episode_id} "
        f"LEFT JOIN missing_episode kept ON kept.id = e.merged_into_id "
        f"WHERE e.voided_at IS NOT NULL AND {fault_free(staged)} AND (j.target IS NULL OR EXISTS "
        f"(SELECT 1 FROM {staged.judged}_differing d WHERE d.line = j.line))"
    )
