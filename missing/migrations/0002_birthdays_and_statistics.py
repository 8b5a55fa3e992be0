"""What no model of this room can declare: a trigger on another room's table, and what the planner is to know."""

from django.db import migrations

BIRTHDAYS = """
CREATE OR REPLACE FUNCTION missing_birthday_not_after_episode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM missing_episode
        WHERE young_person_id = NEW.id AND (started_at AT TIME ZONE 'Europe/London')::date < NEW.date_of_birth
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'birthday_not_after_what_is_on_record',
            MESSAGE = 'An episode of theirs began before that day.';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER birthday_not_after_episode AFTER UPDATE OF date_of_birth ON people_youngperson
    FOR EACH ROW WHEN (NEW.date_of_birth > OLD.date_of_birth) EXECUTE FUNCTION missing_birthday_not_after_episode();
"""
NO_BIRTHDAYS = """
DROP TRIGGER birthday_not_after_episode ON people_youngperson;
DROP FUNCTION missing_birthday_not_after_episode();
"""
"""No birthday moves past an episode: the other side of the trigger on episodes."""

STATISTICS = """
CREATE STATISTICS IF NOT EXISTS interview_to_do_or_to_settle (mcv) ON outcome, is_to_settle FROM missing_returninterview
"""
NO_STATISTICS = "DROP STATISTICS interview_to_do_or_to_settle"
"""What is to do and what is to settle both have no outcome: without this the planner takes few rows for many."""


class Migration(migrations.Migration):
    dependencies = [("missing", "0001_tables"), ("people", "0001_tables")]

    operations = [migrations.RunSQL(BIRTHDAYS, NO_BIRTHDAYS), migrations.RunSQL(STATISTICS, NO_STATISTICS)]
