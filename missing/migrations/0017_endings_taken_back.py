"""A strategy discussion that was written down as held, or as not needed, by mistake: who took that back, and why."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0016_words_of_strategy_discussions'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EndingTakenBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_said', models.CharField(choices=[('held', 'held'), ('declined', 'not needed')], max_length=10)),
                ('said_at', models.DateTimeField(help_text='When it was written down.')),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discussion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taken_back', to='missing.strategydiscussion')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ending taken back',
                'verbose_name_plural': 'endings taken back',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EndingTakenBackEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('was_said', models.CharField(choices=[('held', 'held'), ('declined', 'not needed')], max_length=10)),
                ('said_at', models.DateTimeField(help_text='When it was written down.')),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('discussion', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.strategydiscussion')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.endingtakenback')),
                ('said_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='endingtakenback',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='ending_taken_back_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='endingtakenback',
            constraint=models.CheckConstraint(condition=models.Q(('was_said__in', ['held', 'declined'])), name='ending_taken_back_is_a_code'),
        ),
        migrations.AddConstraint(
            model_name='endingtakenback',
            constraint=models.CheckConstraint(condition=models.Q(('said_at__lte', models.F('at'))), name='ending_taken_back_after_it_was_said'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endingtakenback',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_endingtakenbackevent" ("at", "by_id", "discussion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id", "was_said") SELECT new_values."at", new_values."by_id", new_values."discussion_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."said_at", new_values."said_by_id", new_values."was_said" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7eadab60cb583ce5fb63dba7ba458fe41e007eb0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_912e4', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_endingtakenback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endingtakenback',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_endingtakenbackevent" ("at", "by_id", "discussion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id", "was_said") SELECT new_values."at", new_values."by_id", new_values."discussion_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."said_at", new_values."said_by_id", new_values."was_said" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39fc88f4e2f391d9faed90b507ea667a801490d8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_02256', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_endingtakenback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endingtakenback',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_endingtakenbackevent" ("at", "by_id", "discussion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id", "was_said") SELECT old_values."at", old_values."by_id", old_values."discussion_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."said_at", old_values."said_by_id", old_values."was_said" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e96fbe004a8c767c66a5a9459d89c1ba63d8a0e9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cd1c2', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_endingtakenback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endingtakenbackevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a8a59c34ea7b8c40870c7be835a506f3c6f86924', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3c400', table='missing_endingtakenbackevent', when='BEFORE')),
        ),
    ]
