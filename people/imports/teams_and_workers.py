"""Teams and workers that a file names: an unknown team is created, an unknown worker leaves the child unallocated."""

from __future__ import annotations

from collections.abc import Sequence

from people.actions.leaving import WORKERS
from people.case_file.work import Staged, Work, quoted

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
        work.note(f"{len(teams)} {are} created: {some(teams)}.")
    unknown = work.rows(
        f"SELECT lower(t.social_worker), count(*) FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) "
        f"JOIN {staged.typed} t USING (line) WHERE t.social_worker IS NOT NULL AND j.social_worker_id IS NULL "
        f"GROUP BY 1 ORDER BY 1"
    )
    if unknown:
        children = sum(count for _, count in unknown)
        work.note(
            f"Warning: {children} {'young person is' if children == 1 else 'young people are'} left unallocated, "
            f"because no active user here has the e-mail address of their social worker: {some(unknown)}."
        )
    _note_workers_of_another_role(work, staged)


def _note_workers_of_another_role(work: Work, staged: Staged) -> None:
    """Whoever is named is their worker, as the file says; whether they see the record is by their role."""
    roles = ", ".join(quoted(role) for role in WORKERS)
    of_another = work.rows(
        f"SELECT u.email, count(*) FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) "
        f"JOIN accounts_user u ON u.id = j.social_worker_id WHERE NOT EXISTS (SELECT 1 FROM accounts_user_groups given "
        f"JOIN auth_group role ON role.id = given.group_id WHERE given.user_id = u.id AND role.name IN ({roles})) "
        f"GROUP BY 1 ORDER BY 1"
    )
    if of_another:
        children = sum(count for _, count in of_another)
        whose = "1 young person has" if children == 1 else f"{children} young people have"
        work.note(
            f"Warning: {whose} a social worker who is neither social worker nor team manager here, and may not see the "
            f"record: {some(of_another)}. Give them that role, or the young person to somebody else."
        )


def some(rows: Sequence[Sequence[object]]) -> str:
    """The first of each row, as many as fit in a sentence."""
    names = [str(row[0]) for row in rows]
    return ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
