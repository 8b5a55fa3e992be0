"""Who is away stays so on record, with nobody to cover, where who covered has left."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_tables'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='cover',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cover',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cover',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='cover',
            name='is_uncovered',
            field=models.BooleanField(default=False, help_text='It ended because who covered has left: who is away is so still, with nobody to cover.'),
        ),
        migrations.AddField(
            model_name='coverevent',
            name='is_uncovered',
            field=models.BooleanField(default=False, help_text='It ended because who covered has left: who is away is so still, with nobody to cover.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cover',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_coverevent" ("absent_id", "cover_id", "ended_at", "first_on", "id", "is_uncovered", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said_by_id") SELECT new_values."absent_id", new_values."cover_id", new_values."ended_at", new_values."first_on", new_values."id", new_values."is_uncovered", new_values."last_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."said_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='67560d0718787e5093f3d2946ce5cc50c89722d4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b08b3', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_cover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cover',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_coverevent" ("absent_id", "cover_id", "ended_at", "first_on", "id", "is_uncovered", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said_by_id") SELECT new_values."absent_id", new_values."cover_id", new_values."ended_at", new_values."first_on", new_values."id", new_values."is_uncovered", new_values."last_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."said_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='048e905c6138bb104ec937705578942ae89ccd3e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9f31e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_cover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cover',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_coverevent" ("absent_id", "cover_id", "ended_at", "first_on", "id", "is_uncovered", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said_by_id") SELECT old_values."absent_id", old_values."cover_id", old_values."ended_at", old_values."first_on", old_values."id", old_values."is_uncovered", old_values."last_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."said_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='81aa9c0b4a72046ee9414bfdb72eb66a6769b9b1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_33d76', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_cover', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=models.CheckConstraint(condition=models.Q(('is_uncovered', False), ('ended_at__isnull', False), _connector='OR'), name='cover_that_runs_is_not_uncovered'),
        ),
    ]
