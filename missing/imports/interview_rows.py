"""What each row of interviews.csv would put on record."""

from __future__ import annotations

from missing.codes import Outcome
from missing.imports.deaths import written_for_a_death
from people.case_file.judging import kept
from people.case_file.work import Staged, Work
from people.imports.former_names import INTERVIEWER

TO_COME = -1
"""Stands for the id of an interview that this import has yet to write."""


def make_known_episodes(work: Work, staged: Staged) -> None:
    """`case_file_known_episodes`: the episodes that rows name, on record or accepted from this file, by `key`."""
    episodes = work.staged_file("episodes")
    accepted = "SELECT NULL::text AS key, NULL::text AS child_key, NULL::text AS category, "
    accepted += "NULL::timestamptz AS started_at, NULL::timestamptz AS clock WHERE false"
    if episodes:
        accepted = (
            f"SELECT a.key, a.child_key, a.category, a.started_at, a.clock_starts_at AS clock "
            f"FROM {episodes.judged} a JOIN {episodes.verdicts} USING (line)"
        )
    clock = "CASE WHEN a.key IS NOT NULL THEN a.clock ELSE e.clock_starts_at END"
    work.table(
        "case_file_known_episodes",
        f"SELECT named.key, e.id, i.id AS interview_id, coalesce(a.child_key, upper(p.reference)) AS child_key, "
        f"coalesce(a.started_at, e.started_at) AS started_at, {clock} AS clock, "
        f"coalesce(a.category, e.category) = 'missing' AND {clock} IS NOT NULL AS is_due "
        f"FROM (SELECT upper(episode_reference) AS key FROM {staged.typed} "
        f"UNION SELECT upper(covered_by) FROM {staged.typed}) AS named "
        f"LEFT JOIN ({accepted}) a ON a.key = named.key LEFT JOIN missing_episode e ON upper(e.reference) = named.key "
        f"LEFT JOIN people_youngperson p ON p.id = e.young_person_id "
        f"LEFT JOIN missing_returninterview i ON i.episode_id = e.id WHERE a.key IS NOT NULL OR e.id IS NOT NULL",
        index="key",
    )


_CLOSED_FOR_A_DEATH = written_for_a_death(
    "missing_returninterview",
    "outcome",
    Outcome.NOT_REQUIRED,
    whose="(SELECT theirs.young_person_id FROM missing_episode theirs WHERE theirs.id = r.episode_id)",
)


def judged(work: Work, staged: Staged, seen: str) -> str:
    """`clock` is when the interview's clock starts by what was accepted; `cover_is_due` that one will cover it.

    A row that says "still to do" of one that a case file's death closed tells nothing new.
    """
    nothing = "NULL::timestamptz"
    still_closed = f"t.outcome IS NULL AND t.outcome_at IS NULL AND {_CLOSED_FOR_A_DEATH}"
    cover = f"coalesce(v.interview_id, {TO_COME})"
    fields = {
        "key": "upper(t.episode_reference)",
        "target": "r.id",
        "episode_id": "k.id",
        "is_known": "k.key IS NOT NULL",
        "child_key": "k.child_key",
        "started_at": "k.started_at",
        "clock": "k.clock",
        "outcome": f"CASE WHEN {still_closed} THEN r.outcome ELSE {kept(staged, 'outcome', 'r.outcome')} END",
        "outcome_at": f"CASE WHEN {still_closed} THEN r.outcome_at "
        f"ELSE {kept(staged, 'outcome_at', 'r.outcome_at', blank=nothing)} END",
        "offered_at": kept(staged, "offered_at", "r.offered_at", blank=nothing),
        "method": kept(staged, "method", "r.method"),
        "interviewer_id": kept(
            staged, "interviewer", "r.interviewer_id", read=INTERVIEWER.read(), blank="NULL::bigint"
        ),
        "interviewer_name": kept(
            staged,
            "interviewer",
            "r.interviewer_name",
            read=f"CASE WHEN {INTERVIEWER.read()} IS NULL THEN t.interviewer END",
        ),
        "independence": kept(staged, "independence", "r.independence"),
        "reason": f"CASE WHEN {still_closed} THEN r.reason ELSE {kept(staged, 'reason', 'r.reason')} END",
        "covered_id": kept(
            staged,
            "covered_by",
            "r.covered_by_id",
            read=f"CASE WHEN t.covered_by IS NOT NULL THEN {cover} END",
            blank="NULL::bigint",
        ),
        "covered_key": "upper(t.covered_by)",
        "cover_is_known": "v.key IS NOT NULL",
        "cover_child": "v.child_key",
        "cover_is_due": "coalesce(v.interview_id IS NOT NULL OR v.is_due, false)",
        "contact_on": kept(staged, "contact_on", "contact.contact_on", blank="NULL::date"),
        "contact_method": kept(staged, "contact_method", "contact.method"),
        "contact_id": "r.contact_id",
        "seen": seen,
    }
    columns = ", ".join(f"{sql} AS {name}" for name, sql in fields.items())
    return (
        f"SELECT facts.*, CASE WHEN outcome = 'covered_by_later' THEN covered_id END AS covered_by_id "
        f"FROM (SELECT t.line, {columns} FROM {staged.typed} t "
        f"LEFT JOIN case_file_known_episodes k ON k.key = upper(t.episode_reference) "
        f"LEFT JOIN missing_returninterview r ON r.id = k.interview_id "
        f"LEFT JOIN case_file_known_episodes v ON v.key = upper(t.covered_by) "
        f"LEFT JOIN missing_socialworkcontact contact ON contact.id = r.contact_id "
        f"{INTERVIEWER.joins}) AS facts"
    )
