"""No birthday moves past an episode: the other side of the trigger on episodes."""

from django.db import migrations

MAKE = """
CREATE FUNCTION missing_birthday_not_after_episode() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER birthday_not_after_episode AFTER UPDATE OF date_of_birth ON people_youngperson
    FOR EACH ROW WHEN (NEW.date_of_birth > OLD.date_of_birth) EXECUTE FUNCTION missing_birthday_not_after_episode();
"""
UNDO = """
DROP TRIGGER birthday_not_after_episode ON people_youngperson;
DROP FUNCTION missing_birthday_not_after_episode();
"""


class Migration(migrations.Migration):
    dependencies = [("missing", "0002_period_index"), ("people", "0003_find_by_reference")]

    operations = [migrations.RunSQL(MAKE, UNDO)]
