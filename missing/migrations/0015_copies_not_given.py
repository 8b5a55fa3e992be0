"""A copy that was not given after all, and intelligence that was not sent, is struck out and stays to be read."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0014_episodes_may_exchange_times'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewcopy',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewcopy',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewcopy',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policeintelligence',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policeintelligence',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policeintelligence',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='interviewcopy',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewcopy',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewcopy',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interviewcopyevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewcopyevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewcopyevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policeintelligence',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='policeintelligence',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='policeintelligence',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policeintelligenceevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='policeintelligenceevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='policeintelligenceevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewcopy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewcopyevent" ("by_id", "content", "handed", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recipient_name", "sections", "shared_at", "withdraw_reason", "withdrawn_at", "withdrawn_by_id", "withheld", "withheld_why") SELECT new_values."by_id", new_values."content", new_values."handed", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipient", new_values."recipient_name", new_values."sections", new_values."shared_at", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withheld", new_values."withheld_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e6b2caef2519573bb7375f5aebcaccdf1fcba853', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0551a', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_interviewcopy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewcopy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewcopyevent" ("by_id", "content", "handed", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recipient_name", "sections", "shared_at", "withdraw_reason", "withdrawn_at", "withdrawn_by_id", "withheld", "withheld_why") SELECT new_values."by_id", new_values."content", new_values."handed", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recipient", new_values."recipient_name", new_values."sections", new_values."shared_at", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withheld", new_values."withheld_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='caa19c8451f85051fb38991039f40bab0696f798', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_617ff', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_interviewcopy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewcopy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewcopyevent" ("by_id", "content", "handed", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recipient_name", "sections", "shared_at", "withdraw_reason", "withdrawn_at", "withdrawn_by_id", "withheld", "withheld_why") SELECT old_values."by_id", old_values."content", old_values."handed", old_values."id", old_values."interview_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipient", old_values."recipient_name", old_values."sections", old_values."shared_at", old_values."withdraw_reason", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withheld", old_values."withheld_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='52cdedc2bcb1a7b5d287f9c6aea036fc97e0f157', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bf121', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_interviewcopy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policeintelligence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_policeintelligenceevent" ("by_id", "how_known", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "risk", "sent_at", "sent_to", "traceable", "what", "where_and_when", "who", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."how_known", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."police_reference", new_values."risk", new_values."sent_at", new_values."sent_to", new_values."traceable", new_values."what", new_values."where_and_when", new_values."who", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ec56e981903bbb26c259246fde78df426c36e56f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_35461', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_policeintelligence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policeintelligence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_policeintelligenceevent" ("by_id", "how_known", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "risk", "sent_at", "sent_to", "traceable", "what", "where_and_when", "who", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."how_known", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."police_reference", new_values."risk", new_values."sent_at", new_values."sent_to", new_values."traceable", new_values."what", new_values."where_and_when", new_values."who", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='82de4327da8e45673b2f67c85c98c9728142b980', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_21055', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_policeintelligence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policeintelligence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_policeintelligenceevent" ("by_id", "how_known", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "risk", "sent_at", "sent_to", "traceable", "what", "where_and_when", "who", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT old_values."by_id", old_values."how_known", old_values."id", old_values."interview_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."police_reference", old_values."risk", old_values."sent_at", old_values."sent_to", old_values."traceable", old_values."what", old_values."where_and_when", old_values."who", old_values."withdraw_reason", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1fbcdbf962fff75cd68140b4bdb63ff1e3d201cd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5fc3d', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_policeintelligence', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='interviewcopy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__gte', models.F('shared_at')), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='copy_withdrawn_with_name_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='policeintelligence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__gte', models.F('sent_at')), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='intelligence_withdrawn_with_name_and_reason'),
        ),
    ]
