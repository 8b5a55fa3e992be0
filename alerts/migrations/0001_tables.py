import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('alerts', '0001_initial'),
        ('alerts', '0002_pace_and_recipients'),
        ('alerts', '0003_bounces'),
        ('alerts', '0004_recipients_known'),
        ('alerts', '0005_hours_of_stages'),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('people', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='AlertStage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('subject_key', models.CharField(help_text='The record that it is about: `interview:17`.', max_length=60)),
                    ('stage', models.CharField(max_length=30)),
                    ('words', models.CharField(blank=True, help_text='What was said of it, by the hours that were set then; empty of old rows.', max_length=60)),
                    ('due_at', models.DateTimeField()),
                    ('reference', models.CharField(help_text='The local reference that an e-mail may name.', max_length=60)),
                    ('path', models.CharField(blank=True, help_text='The page on which to act.', max_length=200)),
                    ('is_urgent', models.BooleanField(default=False)),
                    ('raised_at', models.DateTimeField()),
                    ('told', models.PositiveIntegerField(default=0, help_text='How many people. A stage overtaken by a later one tells nobody.')),
                    ('is_overtaken', models.BooleanField(default=False, help_text='A later stage was due in the same sweep and was told.')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('cleared_at', models.DateTimeField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='JobRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('period', models.DateTimeField(help_text='Its first instant.')),
                    ('runs', models.PositiveIntegerField(default=0)),
                    ('failures', models.PositiveIntegerField(default=0)),
                    ('started_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('succeeded', models.BooleanField(default=False, help_text='Whether the latest run of the period did.')),
                    ('said', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ['-period'],
                },
            ),
            migrations.CreateModel(
                name='MorningReader',
                fields=[
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='morning_reader', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('chosen_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='OutgoingEmail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('message_id', models.CharField(max_length=120, unique=True)),
                    ('dedupe_key', models.CharField(max_length=150, unique=True)),
                    ('address', models.EmailField(max_length=254)),
                    ('kind', models.CharField(max_length=40)),
                    ('reference', models.CharField(blank=True, max_length=60)),
                    ('subject', models.CharField(max_length=200)),
                    ('text', models.TextField()),
                    ('html', models.TextField(blank=True)),
                    ('pace', models.CharField(choices=[('at_once', 'At once'), ('hourly', 'One an hour about each young person'), ('morning', 'With the others, in the morning')], default='at_once', max_length=10)),
                    ('facts', models.JSONField(blank=True, default=dict, help_text='What it says, to be said again among others.')),
                    ('grouped_at', models.DateTimeField(blank=True, help_text='When it was decided what it leaves with.', null=True)),
                    ('created_at', models.DateTimeField()),
                    ('next_try_at', models.DateTimeField()),
                    ('tries', models.PositiveIntegerField(default=0)),
                    ('last_error', models.CharField(blank=True, max_length=300)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('given_up_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('bounced_at', models.DateTimeField(blank=True, help_text="When a mail server's report of it was read.", null=True)),
                    ('bounce_said', models.CharField(blank=True, max_length=300)),
                    ('asked_again_at', models.DateTimeField(blank=True, help_text='When an administrator last had it sent again, whatever comes back.', null=True)),
                ],
                options={
                    'verbose_name': 'outgoing e-mail',
                },
            ),
            migrations.CreateModel(
                name='ScheduledJob',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('may_take', models.DurationField()),
                    ('expected_from', models.DateTimeField(help_text='When it was first found on the schedule.')),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('succeeded_at', models.DateTimeField(blank=True, null=True)),
                    ('failed_at', models.DateTimeField(blank=True, null=True)),
                    ('said', models.CharField(blank=True, max_length=300)),
                    ('is_scheduled', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='StageHours',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('stage', models.CharField(max_length=30)),
                    ('hours', models.PositiveSmallIntegerField()),
                    ('changed_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'hours of stages',
                },
            ),
            migrations.CreateModel(
                name='StageHoursEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(max_length=40)),
                    ('stage', models.CharField(max_length=30)),
                    ('hours', models.PositiveSmallIntegerField()),
                    ('changed_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='StageRecipients',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('stage', models.CharField(max_length=30)),
                    ('places', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), help_text='The names of `alerts.sources.To`.', size=None)),
                    ('changed_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'recipients of stages',
                },
            ),
            migrations.CreateModel(
                name='StageRecipientsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(max_length=40)),
                    ('stage', models.CharField(max_length=30)),
                    ('places', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), help_text='The names of `alerts.sources.To`.', size=None)),
                    ('changed_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Alert',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('capacity', models.CharField(choices=[('holder', 'Holds the work'), ('role', 'By their role'), ('last_resort', 'Administrator: nobody else to tell')], default='role', max_length=12)),
                    ('because', models.CharField(blank=True, help_text="Why they were told in somebody's place, in words.", max_length=200)),
                    ('created_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('remind_at', models.DateTimeField(blank=True, help_text='Put off until then, and read until then; empty again once it is back.', null=True)),
                    ('cleared_at', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.AddField(
                model_name='alertstage',
                name='young_person',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='alert',
                name='stage',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='alerts.alertstage'),
            ),
            migrations.AddField(
                model_name='outgoingemail',
                name='goes_with',
                field=models.ForeignKey(blank=True, help_text='The one that carries it, under whose Message-ID both leave.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='others', to='alerts.outgoingemail'),
            ),
            migrations.AddField(
                model_name='outgoingemail',
                name='stage',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='emails', to='alerts.alertstage'),
            ),
            migrations.AddField(
                model_name='outgoingemail',
                name='to_user',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='jobrun',
                name='job',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='alerts.scheduledjob'),
            ),
            migrations.AddField(
                model_name='stagehours',
                name='changed_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='stagehoursevent',
                name='changed_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='stagehoursevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='stagehoursevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='alerts.stagehours'),
            ),
            migrations.AddField(
                model_name='stagerecipients',
                name='changed_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='stagerecipientsevent',
                name='changed_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='stagerecipientsevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='stagerecipientsevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='alerts.stagerecipients'),
            ),
            migrations.AddIndex(
                model_name='alertstage',
                index=models.Index(condition=models.Q(('cleared_at__isnull', True), ('withdrawn_at__isnull', True)), fields=['kind', 'subject_key'], name='alert_stage_standing'),
            ),
            migrations.AddIndex(
                model_name='alertstage',
                index=models.Index(fields=['raised_at'], name='alert_stage_raised'),
            ),
            migrations.AddConstraint(
                model_name='alertstage',
                constraint=models.UniqueConstraint(fields=('kind', 'subject_key', 'stage', 'due_at'), name='alert_stage_once'),
            ),
            migrations.AddIndex(
                model_name='alert',
                index=models.Index(condition=models.Q(('cleared_at__isnull', True), ('read_at__isnull', True)), fields=['user', 'stage'], name='alerts_to_read'),
            ),
            migrations.AddIndex(
                model_name='alert',
                index=models.Index(condition=models.Q(('cleared_at__isnull', True)), fields=['user', 'stage'], name='alerts_standing'),
            ),
            migrations.AddIndex(
                model_name='alert',
                index=models.Index(condition=models.Q(('cleared_at__isnull', True), ('remind_at__isnull', False)), fields=['remind_at'], name='alerts_put_off'),
            ),
            migrations.AddIndex(
                model_name='alert',
                index=models.Index(fields=['created_at'], name='alerts_by_time'),
            ),
            migrations.AddConstraint(
                model_name='alert',
                constraint=models.UniqueConstraint(fields=('stage', 'user'), name='one_alert_a_stage_and_person'),
            ),
            migrations.AddConstraint(
                model_name='alert',
                constraint=models.CheckConstraint(condition=models.Q(('remind_at__isnull', True), ('read_at__isnull', False), _connector='OR'), name='alert_put_off_is_not_to_read'),
            ),
            migrations.AddIndex(
                model_name='outgoingemail',
                index=models.Index(condition=models.Q(('given_up_at__isnull', True), ('sent_at__isnull', True), ('withdrawn_at__isnull', True)), fields=['next_try_at', 'id'], name='email_waiting'),
            ),
            migrations.AddIndex(
                model_name='outgoingemail',
                index=models.Index(condition=models.Q(('sent_at__isnull', True), ('tries__gt', 0), ('withdrawn_at__isnull', True)), fields=['created_at'], name='email_failing'),
            ),
            migrations.AddIndex(
                model_name='outgoingemail',
                index=models.Index(condition=models.Q(('bounced_at__isnull', False)), fields=['bounced_at'], name='email_came_back'),
            ),
            migrations.AddIndex(
                model_name='outgoingemail',
                index=models.Index(condition=models.Q(('sent_at__isnull', False), models.Q(('pace', 'at_once'), _negated=True)), fields=['to_user', 'sent_at'], name='email_told_of_late'),
            ),
            migrations.AddIndex(
                model_name='outgoingemail',
                index=models.Index(condition=models.Q(('given_up_at__isnull', True), ('sent_at__isnull', True), ('withdrawn_at__isnull', True), models.Q(('pace', 'at_once'), _negated=True)), fields=['to_user'], name='email_waiting_for_others'),
            ),
            migrations.AddConstraint(
                model_name='outgoingemail',
                constraint=models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), models.Q(('given_up_at__isnull', True), ('tries__gt', 0), ('withdrawn_at__isnull', True)), _connector='OR'), name='email_sent_is_neither_given_up_nor_withdrawn'),
            ),
            migrations.AddConstraint(
                model_name='outgoingemail',
                constraint=models.CheckConstraint(condition=models.Q(('given_up_at__isnull', True), models.Q(('last_error', ''), _negated=True), _connector='OR'), name='email_given_up_says_why'),
            ),
            migrations.AddConstraint(
                model_name='outgoingemail',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('bounce_said', ''), ('bounced_at__isnull', True)), models.Q(('bounced_at__isnull', False), models.Q(('bounce_said', ''), _negated=True)), _connector='OR'), name='email_that_came_back_says_why'),
            ),
            migrations.AddConstraint(
                model_name='outgoingemail',
                constraint=models.CheckConstraint(condition=models.Q(('goes_with__isnull', True), models.Q(('grouped_at__isnull', False), models.Q(('pace', 'at_once'), _negated=True)), _connector='OR'), name='email_goes_with_another_once_decided'),
            ),
            migrations.AddConstraint(
                model_name='jobrun',
                constraint=models.UniqueConstraint(fields=('job', 'period'), name='one_job_run_a_period'),
            ),
            migrations.AddConstraint(
                model_name='stagehours',
                constraint=models.UniqueConstraint(fields=('kind', 'stage'), name='hours_once_a_stage'),
            ),
            migrations.AddConstraint(
                model_name='stagehours',
                constraint=models.CheckConstraint(condition=models.Q(('hours__range', (1, 720))), name='stage_hours_within_thirty_days'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagehours',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "alerts_stagehoursevent" ("changed_at", "changed_by_id", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage") SELECT new_values."changed_at", new_values."changed_by_id", new_values."hours", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stage" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c6c481675058ec1308dd3d76d88bbb6a6afe9033', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_53fa0', referencing='REFERENCING NEW TABLE AS new_values ', table='alerts_stagehours', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagehours',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "alerts_stagehoursevent" ("changed_at", "changed_by_id", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage") SELECT new_values."changed_at", new_values."changed_by_id", new_values."hours", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."stage" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8b6d63e34c6220051d4454e6cda145342c0a2239', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_eabd8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='alerts_stagehours', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagehours',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "alerts_stagehoursevent" ("changed_at", "changed_by_id", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage") SELECT old_values."changed_at", old_values."changed_by_id", old_values."hours", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."stage" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='523be551cb5a2fa18a697277101a8fe3a9438912', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c94ab', referencing='REFERENCING OLD TABLE AS old_values ', table='alerts_stagehours', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagehoursevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a7fe791259ab53a239c97211a771bd3930fd10d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fc8e0', table='alerts_stagehoursevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='stagerecipients',
                constraint=models.UniqueConstraint(fields=('kind', 'stage'), name='recipients_once_a_stage'),
            ),
            migrations.AddConstraint(
                model_name='stagerecipients',
                constraint=models.CheckConstraint(condition=models.Q(('places', []), _negated=True), name='stage_tells_somebody'),
            ),
            migrations.AddConstraint(
                model_name='stagerecipients',
                constraint=models.CheckConstraint(condition=models.Q(('places__contained_by', ['HOLDER', 'WORKER', 'TEAM_MANAGERS', 'RETURNS_OFFICERS', 'SERVICE_MANAGERS', 'HUB', 'DIRECTOR', 'DUTY', 'ON_CALL', 'ADMINISTRATORS'])), name='stage_tells_places_that_there_are'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagerecipients',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "alerts_stagerecipientsevent" ("changed_at", "changed_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "stage") SELECT new_values."changed_at", new_values."changed_by_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."stage" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5e35337e3ab5f0932000eddc8c3db5f3bc4cc589', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_403e1', referencing='REFERENCING NEW TABLE AS new_values ', table='alerts_stagerecipients', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagerecipients',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "alerts_stagerecipientsevent" ("changed_at", "changed_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "stage") SELECT new_values."changed_at", new_values."changed_by_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."stage" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f0af04631ae376ce263b46cecf93177b43a67d23', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b2527', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='alerts_stagerecipients', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagerecipients',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "alerts_stagerecipientsevent" ("changed_at", "changed_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "stage") SELECT old_values."changed_at", old_values."changed_by_id", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."stage" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='42bdf947194280474c3df751111f98bbbe4e6274', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4d8a6', referencing='REFERENCING OLD TABLE AS old_values ', table='alerts_stagerecipients', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stagerecipientsevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5e07d9972b0b6ae2321d66f6f5f4d7ff54ced42f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4d8d5', table='alerts_stagerecipientsevent', when='BEFORE')),
            ),
        ]),
    ]
