"""Rules that span tables, kept by the database itself. The words raised reach the person at the screen."""

import pgtrigger

NOT_BEFORE_BIRTH = pgtrigger.Func(
    """
    IF EXISTS (
        SELECT 1 FROM people_youngperson
        WHERE id = NEW.young_person_id
          AND date_of_birth > (NEW.started_at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'episode_not_before_birth',
            MESSAGE = 'The episode starts before the young person was born.';
    END IF;
    RETURN NEW;
    """
)

NOT_AFTER_DEATH = pgtrigger.Func(
    """
    IF EXISTS (
        SELECT 1 FROM people_youngperson
        WHERE id = NEW.young_person_id
          AND died_on < (NEW.started_at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'episode_not_after_death',
            MESSAGE = 'The episode starts after the young person died.';
    END IF;
    RETURN NEW;
    """
)

_CLOCK = """
    IF EXISTS (
        SELECT 1 FROM missing_returninterview interview
        JOIN missing_episode episode ON episode.id = interview.episode_id
        WHERE episode.id = NEW.{episode_id}
          AND interview.clock_starts_at IS DISTINCT FROM episode.clock_starts_at
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_clock_is_the_episodes',
            MESSAGE = 'The clock of the interview does not start when the episode says.';
    END IF;
    IF EXISTS (
        SELECT 1 FROM missing_returninterview interview
        JOIN missing_episode episode ON episode.id = interview.episode_id
        WHERE episode.id = NEW.{episode_id} AND interview.is_void <> (episode.voided_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_is_void_with_its_episode',
            MESSAGE = 'An interview is void when its episode is, and only then.';
    END IF;
    RETURN NULL;
"""

CLOCK_AGREES = {
    "episode": pgtrigger.Func(_CLOCK.format(episode_id="id")),
    "interview": pgtrigger.Func(_CLOCK.format(episode_id="episode_id")),
}

_OWNED = {
    "covered": (
        "interview_covered_by_one_of_theirs",
        "JOIN missing_returninterview later ON later.id = interview.covered_by_id "
        "JOIN missing_episode owned ON owned.id = later.episode_id",
    ),
    "contact": (
        "contact_is_with_who_declined",
        "JOIN missing_socialworkcontact owned ON owned.id = interview.contact_id",
    ),
    "place": (
        "place_named_is_of_who_named_it",
        "JOIN missing_placemention mention ON mention.interview_id = interview.id "
        "JOIN missing_placementioned owned ON owned.id = mention.place_id",
    ),
    "person": (
        "person_named_is_of_who_named_them",
        "JOIN missing_personmention mention ON mention.interview_id = interview.id "
        "JOIN missing_personmentioned owned ON owned.id = mention.person_id",
    ),
}
"""What belongs to a young person and is joined to an interview: the rule's name, and how it is joined as `owned`."""


_WAS_MERGED = """
            SELECT count(DISTINCT one) = 2
            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one
            WHERE one IN (owned.young_person_id, episode.young_person_id)
"""
"""Two records that were made one, and two again, keep what was written while they were one."""


_OF_THE_SAME = """
    IF EXISTS (
        SELECT 1 FROM missing_returninterview interview
        JOIN missing_episode episode ON episode.id = interview.episode_id
        {joined}
        WHERE {these} AND owned.young_person_id <> episode.young_person_id
          AND NOT ({was_merged})
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}',
            MESSAGE = 'This is of another young person than the interview.';
    END IF;
"""


def _of_the_same(kind: str, these: str) -> str:
    """SQL for a trigger: what is joined as this kind (of `_OWNED`) is of the interview's young person."""
    constraint, joined = _OWNED[kind]
    return _OF_THE_SAME.format(joined=joined, these=these, was_merged=_WAS_MERGED, constraint=constraint)


_COVERED_BY_A_LATER_ONE = """
    IF EXISTS (
        SELECT 1 FROM missing_returninterview interview
        JOIN missing_returninterview later ON later.id = interview.covered_by_id
        WHERE (interview.id = NEW.id OR interview.covered_by_id = NEW.id) AND interview.source = 'recorded'
          AND NOT interview.is_void
          AND (later.outcome = '' OR later.clock_starts_at < interview.clock_starts_at)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_a_later_one_that_ended',
            MESSAGE = 'An interview is covered by one after a later return, which has ended.';
    END IF;
"""

_RULES_OF = {
    "episode": [_of_the_same(kind, "episode.id = NEW.id") for kind in _OWNED]
    + [_of_the_same("covered", "owned.id = NEW.id")],
    "interview": [
        _of_the_same("covered", "interview.id = NEW.id"),
        _of_the_same("contact", "interview.id = NEW.id"),
        _COVERED_BY_A_LATER_ONE,
    ],
    "covering": [_COVERED_BY_A_LATER_ONE],
    "contact": [_of_the_same("contact", "owned.id = NEW.id")],
    "place": [_of_the_same("place", "owned.id = NEW.id")],
    "person": [_of_the_same("person", "owned.id = NEW.id")],
    "place_mention": [_of_the_same("place", "mention.id = NEW.id")],
    "person_mention": [_of_the_same("person", "mention.id = NEW.id")],
}


def same_young_person(
    of: str, operation: pgtrigger.Operation, condition: pgtrigger.Condition | None = None
) -> pgtrigger.Trigger:
    """What an interview is covered by, settled by, and names, is of its own young person; `of` says of which table.

    Asked at the end of a transaction, since merging moves one table after another.
    """
    return pgtrigger.Trigger(
        name=f"{of}_of_the_same_young_person",
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=operation,
        condition=condition,
        func=pgtrigger.Func("".join([*_RULES_OF[of], "    RETURN NULL;\n"])),
    )
