"""A line of the log, an offer or an attempt that was written down by mistake is struck out, and stays to be read."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0011_reviews_before_their_time'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactattempt',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactattempt',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactattempt',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewoffer',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewoffer',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewoffer',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='logentry',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='logentry',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='logentry',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='harmtold',
            name='harm_told_withdrawn_with_name_and_reason',
        ),
        migrations.AddField(
            model_name='contactattempt',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='contactattempt',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='contactattempt',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactattemptevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='contactattemptevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='contactattemptevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interviewoffer',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewoffer',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewoffer',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interviewofferevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewofferevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='interviewofferevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='logentry',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='logentry',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='logentry',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='logentryevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='logentryevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='logentryevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='harmtold',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AlterField(
            model_name='harmtold',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AlterField(
            model_name='harmtoldevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AlterField(
            model_name='harmtoldevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AlterField(
            model_name='logentry',
            name='kind',
            field=models.CharField(choices=[('note', 'Note'), ('risk_changed', 'Risk changed'), ('contact', 'Contact made'), ('place_checked', 'Place checked'), ('seen', 'Seen'), ('told', 'Somebody told'), ('corrected', 'Corrected'), ('category', 'What it is'), ('voided', 'Voided or put back'), ('not_back', 'Not back after all'), ('placed', 'Where they live'), ('interview', 'Return home interview')], default='note', max_length=20),
        ),
        migrations.AlterField(
            model_name='logentryevent',
            name='kind',
            field=models.CharField(choices=[('note', 'Note'), ('risk_changed', 'Risk changed'), ('contact', 'Contact made'), ('place_checked', 'Place checked'), ('seen', 'Seen'), ('told', 'Somebody told'), ('corrected', 'Corrected'), ('category', 'What it is'), ('voided', 'Voided or put back'), ('not_back', 'Not back after all'), ('placed', 'Where they live'), ('interview', 'Return home interview')], default='note', max_length=20),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactattempt',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_contactattemptevent" ("attempted_at", "by_id", "id", "interview_id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."attempted_at", new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."result", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2bf7276c2ccefb55a0729f737dc8e65e61e22d93', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_25ef7', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_contactattempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactattempt',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_contactattemptevent" ("attempted_at", "by_id", "id", "interview_id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."attempted_at", new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."result", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='83f8008357af7467bd855d680ee80c6724ed41c7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4c1dd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_contactattempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactattempt',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_contactattemptevent" ("attempted_at", "by_id", "id", "interview_id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT old_values."attempted_at", old_values."by_id", old_values."id", old_values."interview_id", old_values."method", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."result", old_values."withdraw_reason", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7eda7c5189440223ea2ec4b1bc81ac7ea5ce3f2d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6d175', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_contactattempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewoffer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewofferevent" ("by_id", "id", "interview_id", "method", "note", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "response", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", new_values."offered_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."response", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5ad78536045e0ebf93f15f40eeae06390cbb8900', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aefce', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_interviewoffer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewoffer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewofferevent" ("by_id", "id", "interview_id", "method", "note", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "response", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", new_values."offered_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."response", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8cefa9d90556747c89df047187a57b1e8afbee80', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_19416', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_interviewoffer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewoffer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewofferevent" ("by_id", "id", "interview_id", "method", "note", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "response", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT old_values."by_id", old_values."id", old_values."interview_id", old_values."method", old_values."note", old_values."offered_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."response", old_values."withdraw_reason", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='528e850359caafdb5c0c5eb85db02911b39edc82', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3d263', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_interviewoffer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_logentryevent" ("at", "by_id", "episode_id", "id", "is_approximate", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "text", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."at", new_values."by_id", new_values."episode_id", new_values."id", new_values."is_approximate", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."text", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bf31b8f2c5186f401784a127a2ff0b506305e663', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f1b2f', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_logentryevent" ("at", "by_id", "episode_id", "id", "is_approximate", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "text", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."at", new_values."by_id", new_values."episode_id", new_values."id", new_values."is_approximate", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."text", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e6a7efba941e1c712a6403ca5ff60045e3d1079c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e6880', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_logentryevent" ("at", "by_id", "episode_id", "id", "is_approximate", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "text", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT old_values."at", old_values."by_id", old_values."episode_id", old_values."id", old_values."is_approximate", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."text", old_values."withdraw_reason", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d9378edb44d1fb72a1b6bd88b371816def04ee10', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4c8d2', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_logentry', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='contactattempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__gte', models.F('recorded_at')), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='attempt_withdrawn_with_name_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='harmtold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__gte', models.F('told_at')), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='harm_told_withdrawn_with_name_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='interviewoffer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__gte', models.F('recorded_at')), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='offer_withdrawn_with_name_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__gte', models.F('recorded_at')), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='log_entry_withdrawn_with_name_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('by__isnull', False), models.Q(('kind__in', ['category', 'corrected', 'interview', 'not_back', 'placed', 'risk_changed', 'voided']), _negated=True)), _connector='OR'), name='log_entry_withdrawn_was_typed'),
        ),
    ]
