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
