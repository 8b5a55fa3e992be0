"""Interviews of restricted records go to who is named for them: as `give_to_who_is_named` does for one."""

from __future__ import annotations

from itertools import product

from accounts.models import User
from accounts.rules import Can, Role
from missing.codes import Route
from missing.rules import why_not_interview
from people.actions.restriction import INTERVIEWER
from people.case_file.authorities import copy_rows
from people.case_file.batches import Batch
from people.case_file.work import Work, quoted

ROUTES = (Route.RETURNS_OFFICER, Route.INDEPENDENT)
"""Those that an interview of ours is opened with."""

MAY_HOLD = (
    "(EXISTS (SELECT 1 FROM case_file_may_hold may WHERE may.user_id = {user} AND may.route = i.route "
    "AND may.is_own_worker = (p.social_worker_id IS NOT DISTINCT FROM {user})) AND (NOT p.is_restricted "
    "OR EXISTS (SELECT 1 FROM people_accessgrant sees WHERE sees.young_person_id = p.id AND sees.user_id = {user} "
    "AND sees.reason = 'named' AND sees.until IS NULL)))"
)
"""SQL for whether this user may hold the interview `i` of the young person `p`, whatever was tried or wished for."""


def make_may_hold(work: Work) -> None:
    """`case_file_may_hold`: who may hold interviews of a route, as their own worker or not; `case_file_named`: who is
    named for those of a restricted record.

    Of each user the rule of the page is asked, once. It is not told what was tried before, nor whom the young person
    asked for: what these alone allow stays in the queue.
    """
    work.run("DROP TABLE IF EXISTS case_file_may_hold")
    work.run("CREATE TEMP TABLE case_file_may_hold (user_id bigint, route text, is_own_worker boolean)")
    users = [user for user in User.objects.active().with_access() if user.can(Can.WORK_INTERVIEWS)]
    copy_rows(
        "case_file_may_hold",
        [
            (user.pk, route.value, is_own_worker)
            for user, route, is_own_worker in product(users, ROUTES, (False, True))
            if not why_not_interview(
                route=route,
                is_returns_officer=user.holds(Role.RETURNS_OFFICER),
                is_own_worker=is_own_worker,
                failed_attempts=0,
            )
        ],
    )
    work.table(
        "case_file_named",
        "SELECT g.young_person_id, g.user_id FROM people_accessgrant g JOIN people_youngperson p "
        "ON p.id = g.young_person_id AND p.is_restricted WHERE g.reason = 'named' AND g.until IS NULL "
        f"AND g.source_key = {quoted(INTERVIEWER)}",
    )


def give_to_who_is_named(work: Work, batch: Batch) -> None:
    """Of the batch's interviews those that this import opened, or whose clock it set: not one put back by a person.

    What is long past stays on the list to settle.
    """
    now = work.sql_now
    work.run(
        f"WITH given AS (UPDATE missing_returninterview i SET assigned_to_id = named.user_id, assigned_at = {now} "
        f"FROM {batch.rows()} JOIN missing_episode e ON upper(e.reference) = j.key "
        f"JOIN case_file_named named ON named.young_person_id = e.young_person_id "
        f"JOIN people_youngperson p ON p.id = e.young_person_id AND p.is_restricted "
        f"WHERE i.episode_id = e.id AND i.alerts_from = {now} AND i.outcome = '' AND i.clock_starts_at IS NOT NULL "
        f"AND i.assigned_to_id IS NULL AND NOT i.is_to_settle AND NOT i.is_void "
        f"AND {MAY_HOLD.format(user='named.user_id')} "
        f"RETURNING i.id, e.young_person_id, i.assigned_to_id) "
        f"INSERT INTO people_accessgrant (young_person_id, user_id, role, reason, source_key, starts_at) "
        f"SELECT young_person_id, assigned_to_id, '', 'interview', 'interview:' || id, {now} FROM given "
        f"ON CONFLICT ON CONSTRAINT grant_once_for_its_source DO UPDATE "
        f"SET starts_at = excluded.starts_at, until = NULL"
    )
