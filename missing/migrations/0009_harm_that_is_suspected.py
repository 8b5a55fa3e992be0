"""Harm that nobody told of, and whoever talked to them suspects, is on record as that."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0008_a_file_may_replace_an_outcome'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='harmtold',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='harmtold',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='harmtold',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='harmtold',
            name='is_suspicion',
            field=models.BooleanField(default=False, help_text='They did not tell of it; whoever talked to them suspects it.', verbose_name='only suspected'),
        ),
        migrations.AddField(
            model_name='harmtoldevent',
            name='is_suspicion',
            field=models.BooleanField(default=False, help_text='They did not tell of it; whoever talked to them suspects it.', verbose_name='only suspected'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='harmtold',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_harmtoldevent" ("by_id", "by_whom", "episode_id", "id", "interview_id", "is_suspicion", "kinds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "what_was_told", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."by_whom", new_values."episode_id", new_values."id", new_values."interview_id", new_values."is_suspicion", new_values."kinds", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."told_at", new_values."what_was_told", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2c28c0bd24132ad97a1b70f9fa409cf5695b94e2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5dcf1', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_harmtold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='harmtold',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_harmtoldevent" ("by_id", "by_whom", "episode_id", "id", "interview_id", "is_suspicion", "kinds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "what_was_told", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."by_whom", new_values."episode_id", new_values."id", new_values."interview_id", new_values."is_suspicion", new_values."kinds", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."told_at", new_values."what_was_told", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='be49fba9a78c6e65ec8ba1e1ee9c810daa90a2b5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_98e40', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_harmtold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='harmtold',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_harmtoldevent" ("by_id", "by_whom", "episode_id", "id", "interview_id", "is_suspicion", "kinds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "what_was_told", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT old_values."by_id", old_values."by_whom", old_values."episode_id", old_values."id", old_values."interview_id", old_values."is_suspicion", old_values."kinds", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."told_at", old_values."what_was_told", old_values."withdraw_reason", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='32dc164060e1ce57a3c375310afdafaab64a9ffd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ef526', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_harmtold', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='harmtold',
            constraint=models.CheckConstraint(condition=models.Q(('is_suspicion', False), ('kinds', []), _connector='OR'), name='harm_suspected_told_no_kind'),
        ),
    ]
