"""Who a file means by a name or an e-mail address: whoever has it now, or had it before it was corrected here.

What a second run of the same file says of a record is what is on record, though the team was renamed since or the
worker's address corrected. Where several had it, nobody is moved by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from people.case_file.work import Staged, Work
from people.imports.teams_and_workers import some


@dataclass(frozen=True)
class KnownBy:
    """A column of a file that names a row of `table` by its `name`, `recorded` as a foreign key on the record `r`.

    `events` is the history of the table; `here` is SQL over its row `x` for whether a file may mean it for a record
    that is not with it yet.
    """

    column: str
    table: str
    events: str
    name: str
    recorded: str
    here: str = "true"

    @property
    def names(self) -> str:
        """The table of every `name` that each `id` has or had."""
        return f"case_file_{self.column}_names"

    @property
    def known(self) -> str:
        """The table of whom each `name` means: `id`, NULL where nobody or where `is_several`."""
        return f"case_file_{self.column}_known"

    @property
    def joins(self) -> str:
        """What `read` needs after a FROM that has the typed row `t` and the record `r`."""
        typed = f"lower(t.{self.column})"
        return (
            f"LEFT JOIN {self.names} {self.column}_own ON {self.column}_own.name = {typed} "
            f"AND {self.column}_own.id = r.{self.recorded} "
            f"LEFT JOIN {self.known} {self.column}_known ON {self.column}_known.name = {typed}"
        )

    def read(self, unknown: str = "NULL::bigint") -> str:
        """SQL for whom the row means, `unknown` where nobody here ever had that name: NULL where it names nobody."""
        stays = f"{self.column}_own.id IS NOT NULL OR {self.column}_known.is_several"
        return (
            f"CASE WHEN t.{self.column} IS NULL THEN NULL WHEN {stays} THEN r.{self.recorded} "
            f"WHEN {self.column}_known.name IS NULL THEN {unknown} ELSE {self.column}_known.id END"
        )


TEAM = KnownBy("team", "accounts_team", "accounts_teamnameevent", "name", "team_id")
WORKER = KnownBy(
    "social_worker", "accounts_user", "accounts_userevent", "email", "social_worker_id", here="x.is_active"
)
INTERVIEWER = KnownBy("interviewer", "accounts_user", "accounts_userevent", "email", "interviewer_id")


def make_known(work: Work, of: KnownBy) -> None:
    """Make the tables of names and of whom each means; one whom a name means today comes before those it once meant."""
    work.table(
        of.names,
        f"SELECT name, id, bool_or(is_now) AS is_now, bool_or(is_here) AS is_here FROM ("
        f"SELECT lower(x.{of.name}) AS name, x.id, true AS is_now, {of.here} AS is_here FROM {of.table} x UNION ALL "
        f"SELECT lower(e.{of.name}), x.id, false, {of.here} FROM {of.events} e JOIN {of.table} x "
        f"ON x.id = e.pgh_obj_id) AS ever (name, id, is_now, is_here) GROUP BY name, id",
        index="name",
    )
    work.table(
        of.known,
        f"SELECT name, CASE WHEN bool_or(is_now) THEN max(id) FILTER (WHERE is_now AND is_here) "
        f"WHEN count(*) FILTER (WHERE is_here) = 1 THEN max(id) FILTER (WHERE is_here) END AS id, "
        f"NOT bool_or(is_now) AND count(*) FILTER (WHERE is_here) > 1 AS is_several FROM {of.names} GROUP BY name",
        index="name",
    )


def note_former_names(work: Work, staged: Staged, of: KnownBy) -> None:
    """Say which accepted rows name somebody by what they were called before, and by what several were."""
    rows = work.rows(
        f"SELECT DISTINCT t.{of.column}, x.{of.name}, known.is_several OR known.id <> x.id "
        f"FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) JOIN {staged.typed} t USING (line) "
        f"JOIN {of.known} known ON known.name = lower(t.{of.column}) "
        f"LEFT JOIN {of.table} x ON x.id = j.{of.recorded} "
        f"WHERE known.is_several OR lower(x.{of.name}) <> lower(t.{of.column}) ORDER BY 1, 2"
    )
    before = [(f"{was} is {now}",) for was, now, is_unclear in rows if not is_unclear]
    if before:
        work.note(f"Known by what they were called before: {some(before)} here now.")
    unclear = list(dict.fromkeys((was,) for was, _, is_unclear in rows if is_unclear))
    if unclear:
        work.note(f"Warning: several here are or were called {some(unclear)}: whoever is with one of them stays there.")
