"""Teams and workers that a file names: an unknown team is created, an unknown worker leaves the child unallocated."""

from __future__ import annotations

from people.case_file.work import Staged, Work

NEW = -1
"""Stands for the id of a team that is yet to be created."""

MOST_NAMED = 20


def create_teams(work: Work, staged: Staged) -> None:
    """Create the teams that accepted rows name and that are not on record, as the first row spells them."""
    work.run(
        f"INSERT INTO accounts_team (name) SELECT DISTINCT ON (lower(j.team_name)) j.team_name "
        f"FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) WHERE j.team_id = {NEW} "
        f"ORDER BY lower(j.team_name), j.line ON CONFLICT DO NOTHING"
    )


def note_teams_and_workers(work: Work, staged: Staged) -> None:
    """Say which teams are created, and which e-mail addresses are of no worker here."""
    teams = work.rows(
        f"SELECT DISTINCT ON (lower(j.team_name)) j.team_name FROM {staged.judged} j "
        f"JOIN {staged.verdicts} v USING (line) WHERE j.team_id = {NEW} ORDER BY lower(j.team_name), j.line"
    )
    if teams:
        are = "team is new here and is" if len(teams) == 1 else "teams are new here and are"
        work.note(f"{len(teams)} {are} created: {_some(teams)}.")
    unknown = work.rows(
        f"SELECT lower(t.social_worker), count(*) FROM {staged.typed} t JOIN {staged.verdicts} v USING (line) "
        f"WHERE t.social_worker IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM accounts_user u WHERE u.email = lower(t.social_worker) AND u.is_active) "
        f"GROUP BY 1 ORDER BY 1"
    )
    if unknown:
        children = sum(count for _, count in unknown)
        work.note(
            f"Warning: {children} {'young person is' if children == 1 else 'young people are'} left unallocated, "
            f"because no active user here has the e-mail address of their social worker: {_some(unknown)}."
        )


def _some(rows: list[tuple[object, ...]]) -> str:
    names = [str(row[0]) for row in rows]
    return ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
