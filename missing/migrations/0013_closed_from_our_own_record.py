"""Another council's interview may be closed from our own record; a voided one may outlast what covered it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0012_written_down_by_mistake'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='returninterview',
            name='interview_of_the_same_young_person',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='returninterview',
            name='covering_of_the_same_young_person',
        ),
        migrations.RemoveConstraint(
            model_name='returninterview',
            name='interview_of_the_placing_council_says_who_told',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returninterview',
            trigger=pgtrigger.compiler.Trigger(name='interview_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."covered_by_id" IS NOT NULL OR NEW."contact_id" IS NOT NULL)', constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id JOIN missing_episode owned ON owned.id = later.episode_id\n        WHERE interview.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_one_of_theirs',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_socialworkcontact owned ON owned.id = interview.contact_id\n        WHERE interview.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'contact_is_with_who_declined',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id\n        WHERE (interview.id = NEW.id OR interview.covered_by_id = NEW.id) AND interview.source = 'recorded'\n          AND NOT interview.is_void\n          AND (later.outcome = '' OR later.clock_starts_at < interview.clock_starts_at)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_a_later_one_that_ended',\n            MESSAGE = 'An interview is covered by one after a later return, which has ended.';\n    END IF;\n    RETURN NULL;\n", hash='7fd44127fa8077885dbb2048db8d4f9884e1869a', operation='INSERT OR UPDATE OF "covered_by_id", "contact_id", "episode_id", "is_void"', pgid='pgtrigger_interview_of_the_same_young_person_d28b8', table='missing_returninterview', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returninterview',
            trigger=pgtrigger.compiler.Trigger(name='covering_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."clock_starts_at" IS DISTINCT FROM (NEW."clock_starts_at") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome"))', constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id\n        WHERE (interview.id = NEW.id OR interview.covered_by_id = NEW.id) AND interview.source = 'recorded'\n          AND NOT interview.is_void\n          AND (later.outcome = '' OR later.clock_starts_at < interview.clock_starts_at)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_a_later_one_that_ended',\n            MESSAGE = 'An interview is covered by one after a later return, which has ended.';\n    END IF;\n    RETURN NULL;\n", hash='09767199432ef12776dffe6be424508e2f802e74', operation='UPDATE OF "clock_starts_at", "outcome"', pgid='pgtrigger_covering_of_the_same_young_person_25659', table='missing_returninterview', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='returninterview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), ('outcome', ''), models.Q(('route', 'placing_council'), _negated=True), models.Q(('told_by', ''), _negated=True), ('not_required_why__in', ['died', 'nobody_asked']), _connector='OR'), name='interview_of_the_placing_council_says_who_told'),
        ),
    ]
