import accounts.day_ranges
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

from accounts.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_roles'),
        ('accounts', '0003_users_leave'),
        ('accounts', '0004_director'),
        ('accounts', '0005_api_tokens'),
        ('accounts', '0006_cover_and_leaving'),
        ('accounts', '0007_on_call'),
        ('accounts', '0008_bounces'),
        ('accounts', '0009_moved_work'),
        ('accounts', '0010_weekly_recipients'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        AtOnce([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('full_name', models.CharField(max_length=150)),
                    ('job_title', models.CharField(blank=True, max_length=100)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                    ('ends_on', models.DateField(blank=True, help_text='The account closes by itself after this London day; empty while nobody has said.', null=True, verbose_name='last day')),
                    ('deactivated_at', models.DateTimeField(blank=True, null=True)),
                    ('deactivated_why', models.CharField(blank=True, max_length=300)),
                    ('password_is_temporary', models.BooleanField(default=False, help_text='Set by the administrator: the user changes it before anything else.')),
                    ('email_bounced_at', models.DateTimeField(blank=True, help_text='When an e-mail first came back for good from the address.', null=True)),
                    ('email_bounce_said', models.CharField(blank=True, help_text='What the mail server there said.', max_length=300)),
                    ('email_trusted_from', models.DateTimeField(blank=True, help_text='What was sent before, to this address or another, says nothing of it.', null=True)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'ordering': ['full_name'],
                },
            ),
            migrations.CreateModel(
                name='ApiToken',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(help_text='What it is for.', max_length=80)),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('ends_in', models.CharField(help_text='Its last four characters, to tell one from another.', max_length=4)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('last_used_on', models.DateField(blank=True, help_text='London day; written once a day.', null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'API token',
                    'ordering': ['-made_at'],
                },
            ),
            migrations.CreateModel(
                name='ApiTokenEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(help_text='What it is for.', max_length=80)),
                    ('ends_in', models.CharField(help_text='Its last four characters, to tell one from another.', max_length=4)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.apitoken')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Cover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(verbose_name='last day')),
                    ('recorded_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('absent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covered_by', to=settings.AUTH_USER_MODEL)),
                    ('cover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covering', to=settings.AUTH_USER_MODEL)),
                    ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['first_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='CoverEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(verbose_name='last day')),
                    ('recorded_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('absent', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('cover', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.cover')),
                    ('said_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(help_text='The form and the record it is about: `interview:17`.', max_length=100)),
                    ('values', models.JSONField(default=dict)),
                    ('saved_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='DraftOpening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=100)),
                    ('opened_at', models.DateTimeField()),
                    ('why', models.CharField(max_length=300)),
                    ('handed_at', models.DateTimeField(blank=True, null=True)),
                    ('handed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_openings', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-opened_at'],
                },
            ),
            migrations.CreateModel(
                name='DraftOpeningEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('key', models.CharField(max_length=100)),
                    ('opened_at', models.DateTimeField()),
                    ('why', models.CharField(max_length=300)),
                    ('handed_at', models.DateTimeField(blank=True, null=True)),
                    ('handed_to', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('opened_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.draftopening')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MovedWork',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('has_come', models.BooleanField(help_text='To them; else it went from them.')),
                    ('what', models.TextField(help_text='The kinds of work, a line each.')),
                    ('why', models.CharField(choices=[('left', 'who had it has left'), ('restricted', 'the record was restricted to the people named on it')], max_length=10)),
                    ('moved_at', models.DateTimeField()),
                    ('other', models.ForeignKey(blank=True, help_text='From whom it came, where somebody had it. To whom it went is told to nobody.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('told', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moved_work', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-moved_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='OnCallWeek',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('week', models.DateField(help_text='The Monday on which it begins.', unique=True)),
                    ('manager', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_call_weeks', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['week'],
                },
            ),
            migrations.CreateModel(
                name='OnCallWeekEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('week', models.DateField(help_text='The Monday on which it begins.')),
                    ('manager', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.oncallweek')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Service',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, unique=True)),
                    ('email_recipients', models.ManyToManyField(blank=True, related_name='weekly_emails', to=settings.AUTH_USER_MODEL)),
                    ('managers', models.ManyToManyField(blank=True, related_name='services_managed', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Team',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='accounts.service')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.AddField(
                model_name='user',
                name='teams',
                field=models.ManyToManyField(blank=True, related_name='members', to='accounts.team'),
            ),
            migrations.CreateModel(
                name='UserEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254)),
                    ('full_name', models.CharField(max_length=150)),
                    ('job_title', models.CharField(blank=True, max_length=100)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                    ('ends_on', models.DateField(blank=True, help_text='The account closes by itself after this London day; empty while nobody has said.', null=True, verbose_name='last day')),
                    ('deactivated_at', models.DateTimeField(blank=True, null=True)),
                    ('deactivated_why', models.CharField(blank=True, max_length=300)),
                    ('password_is_temporary', models.BooleanField(default=False, help_text='Set by the administrator: the user changes it before anything else.')),
                    ('email_bounced_at', models.DateTimeField(blank=True, help_text='When an e-mail first came back for good from the address.', null=True)),
                    ('email_bounce_said', models.CharField(blank=True, help_text='What the mail server there said.', max_length=300)),
                    ('email_trusted_from', models.DateTimeField(blank=True, help_text='What was sent before, to this address or another, says nothing of it.', null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='UserRoleEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('group', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.group')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='UserTeamEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('team', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team')),
                    ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='WeeklyRecipientEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('service', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.service')),
                    ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='UserRole',
                fields=[
                ],
                options={
                    'proxy': True,
                    'indexes': [],
                    'constraints': [],
                },
                bases=('accounts.user_groups',),
            ),
            migrations.AddConstraint(
                model_name='apitoken',
                constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='api_token_has_a_name'),
            ),
            migrations.AddConstraint(
                model_name='apitoken',
                constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='api_token_ends_after_it_is_made'),
            ),
            migrations.AddConstraint(
                model_name='apitoken',
                constraint=models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), ('revoked_at__gte', models.F('made_at')), _connector='OR'), name='api_token_taken_back_after_it_is_made'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='apitoken',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_apitokenevent" ("ends_in", "expires_at", "id", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") SELECT new_values."ends_in", new_values."expires_at", new_values."id", new_values."made_at", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revoked_at", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ec1ab770e7e91a7b88613e574ae0ec1f62c6beda', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_01b7d', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_apitoken', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='apitoken',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_apitokenevent" ("ends_in", "expires_at", "id", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") SELECT new_values."ends_in", new_values."expires_at", new_values."id", new_values."made_at", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revoked_at", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."ends_in" IS DISTINCT FROM (new_values."ends_in") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."made_at" IS DISTINCT FROM (new_values."made_at") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."revoked_at" IS DISTINCT FROM (new_values."revoked_at") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='de2aa3d1ece18575b37e5acab97ef96e037c48a4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_df53b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_apitoken', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='apitoken',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_apitokenevent" ("ends_in", "expires_at", "id", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") SELECT old_values."ends_in", old_values."expires_at", old_values."id", old_values."made_at", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revoked_at", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='16294cd0212302e2c4ad4af1fa1a93d9d05e34af', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6e065', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_apitoken', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='apitokenevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bc095a3000ebe7169f0e579188212d997c91f15c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f6ae5', table='accounts_apitokenevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='cover',
                index=models.Index(fields=['absent', 'last_on'], name='covers_of_the_absent'),
            ),
            migrations.AddConstraint(
                model_name='cover',
                constraint=models.CheckConstraint(condition=models.Q(('absent', models.F('cover')), _negated=True), name='nobody_covers_for_themselves'),
            ),
            migrations.AddConstraint(
                model_name='cover',
                constraint=models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='cover_ends_on_or_after_its_first_day'),
            ),
            migrations.AddConstraint(
                model_name='cover',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('ended_at__isnull', True)), expressions=[('absent', '='), ('cover', '='), (accounts.day_ranges.BothDaysIncluded('first_on', 'last_on'), '&&')], name='the_same_cover_once_at_a_time'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='cover',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_coverevent" ("absent_id", "cover_id", "ended_at", "first_on", "id", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said_by_id") SELECT new_values."absent_id", new_values."cover_id", new_values."ended_at", new_values."first_on", new_values."id", new_values."last_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."said_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e85138374a6d933ff31572392055d56da1dac3ae', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b08b3', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_cover', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='cover',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_coverevent" ("absent_id", "cover_id", "ended_at", "first_on", "id", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said_by_id") SELECT new_values."absent_id", new_values."cover_id", new_values."ended_at", new_values."first_on", new_values."id", new_values."last_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."said_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2c1a97cd9cd762e6233d476aaff4a31d5f8e77cc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9f31e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_cover', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='cover',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_coverevent" ("absent_id", "cover_id", "ended_at", "first_on", "id", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said_by_id") SELECT old_values."absent_id", old_values."cover_id", old_values."ended_at", old_values."first_on", old_values."id", old_values."last_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."said_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9b7e814826984f4c9de6571030f0dc87923a5742', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_33d76', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_cover', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='coverevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4e0d15e5ea10679eea6d76d8f050f18c20356557', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2cf5a', table='accounts_coverevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='draft',
                constraint=models.UniqueConstraint(fields=('user', 'key'), name='one_draft_a_user_and_record'),
            ),
            migrations.AddIndex(
                model_name='draftopening',
                index=models.Index(fields=['owner', '-opened_at'], name='draft_openings_of_an_owner'),
            ),
            migrations.AddConstraint(
                model_name='draftopening',
                constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='draft_opening_says_why'),
            ),
            migrations.AddConstraint(
                model_name='draftopening',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_at__isnull', True), ('handed_to__isnull', True)), models.Q(('handed_at__isnull', False), ('handed_to__isnull', False)), _connector='OR'), name='draft_handed_over_says_when'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='draftopening',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_draftopeningevent" ("handed_at", "handed_to_id", "id", "key", "opened_at", "opened_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why") SELECT new_values."handed_at", new_values."handed_to_id", new_values."id", new_values."key", new_values."opened_at", new_values."opened_by_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='482af8e446b238d863073b77fadf46fcbb3314bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3e91e', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_draftopening', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='draftopening',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_draftopeningevent" ("handed_at", "handed_to_id", "id", "key", "opened_at", "opened_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why") SELECT new_values."handed_at", new_values."handed_to_id", new_values."id", new_values."key", new_values."opened_at", new_values."opened_by_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='04d62af2560e2b28de180334f427c1e447c7febc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_82693', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_draftopening', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='draftopeningevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ae18cc8a8814bb23f2c7179e8580047d11839f7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8233e', table='accounts_draftopeningevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='movedwork',
                index=models.Index(fields=['moved_at'], name='moved_work_of_late'),
            ),
            migrations.AddConstraint(
                model_name='movedwork',
                constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='moved_work_says_what'),
            ),
            migrations.AddConstraint(
                model_name='oncallweek',
                constraint=models.CheckConstraint(condition=models.Q(('week__iso_week_day', 1)), name='on_call_week_begins_on_a_monday'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oncallweek',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_oncallweekevent" ("id", "manager_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "week") SELECT new_values."id", new_values."manager_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."week" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d7a7bcc80aff948a45b1dfb1adbd4cd6d706975e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_80548', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_oncallweek', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oncallweek',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_oncallweekevent" ("id", "manager_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "week") SELECT new_values."id", new_values."manager_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."week" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fc17341f65a2e72e1e46bbaaf161034550ec9732', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_54ce1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_oncallweek', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oncallweek',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_oncallweekevent" ("id", "manager_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "week") SELECT old_values."id", old_values."manager_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."week" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9445e27fb4aa6d09b0bc7ada3b22bb63e2e5abf9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_626cc', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_oncallweek', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oncallweekevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='00e78680e333ecbf7b908e27304ec7e36521d2f8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5b645', table='accounts_oncallweekevent', when='BEFORE')),
            ),
            migrations.CreateModel(
                name='WeeklyRecipient',
                fields=[
                ],
                options={
                    'proxy': True,
                    'indexes': [],
                    'constraints': [],
                },
                bases=('accounts.service_email_recipients',),
            ),
            migrations.AddConstraint(
                model_name='team',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='team_name_once', violation_error_message='There is a team of that name already.'),
            ),
            migrations.AddConstraint(
                model_name='user',
                constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_in_lower_case'),
            ),
            migrations.AddConstraint(
                model_name='user',
                constraint=models.CheckConstraint(condition=models.Q(('is_active', False), models.Q(('deactivated_at__isnull', True), ('deactivated_why', '')), _connector='OR'), name='user_who_works_here_has_not_left'),
            ),
            migrations.AddConstraint(
                model_name='user',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('email_bounce_said', ''), ('email_bounced_at__isnull', True)), models.Q(('email_bounced_at__isnull', False), models.Q(('email_bounce_said', ''), _negated=True)), _connector='OR'), name='user_address_that_bounced_says_why'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("deactivated_at", "deactivated_why", "email", "email_bounce_said", "email_bounced_at", "email_trusted_from", "ends_on", "full_name", "id", "is_active", "is_superuser", "job_title", "joined_at", "password_is_temporary", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT new_values."deactivated_at", new_values."deactivated_why", new_values."email", new_values."email_bounce_said", new_values."email_bounced_at", new_values."email_trusted_from", new_values."ends_on", new_values."full_name", new_values."id", new_values."is_active", new_values."is_superuser", new_values."job_title", new_values."joined_at", new_values."password_is_temporary", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a1ea33a75459e6d6695ef5df5938277bac260dbe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("deactivated_at", "deactivated_why", "email", "email_bounce_said", "email_bounced_at", "email_trusted_from", "ends_on", "full_name", "id", "is_active", "is_superuser", "job_title", "joined_at", "password_is_temporary", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT new_values."deactivated_at", new_values."deactivated_why", new_values."email", new_values."email_bounce_said", new_values."email_bounced_at", new_values."email_trusted_from", new_values."ends_on", new_values."full_name", new_values."id", new_values."is_active", new_values."is_superuser", new_values."job_title", new_values."joined_at", new_values."password_is_temporary", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."deactivated_at" IS DISTINCT FROM (new_values."deactivated_at") OR old_values."deactivated_why" IS DISTINCT FROM (new_values."deactivated_why") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."email_bounce_said" IS DISTINCT FROM (new_values."email_bounce_said") OR old_values."email_bounced_at" IS DISTINCT FROM (new_values."email_bounced_at") OR old_values."email_trusted_from" IS DISTINCT FROM (new_values."email_trusted_from") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."job_title" IS DISTINCT FROM (new_values."job_title") OR old_values."joined_at" IS DISTINCT FROM (new_values."joined_at") OR old_values."password_is_temporary" IS DISTINCT FROM (new_values."password_is_temporary") OR old_values."phone" IS DISTINCT FROM (new_values."phone")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2da217c7044e43ffd6502933d7721fe165941c17', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("deactivated_at", "deactivated_why", "email", "email_bounce_said", "email_bounced_at", "email_trusted_from", "ends_on", "full_name", "id", "is_active", "is_superuser", "job_title", "joined_at", "password_is_temporary", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT old_values."deactivated_at", old_values."deactivated_why", old_values."email", old_values."email_bounce_said", old_values."email_bounced_at", old_values."email_trusted_from", old_values."ends_on", old_values."full_name", old_values."id", old_values."is_active", old_values."is_superuser", old_values."job_title", old_values."joined_at", old_values."password_is_temporary", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f1ee1be450e496a01e14a7f52ae8afd9b648f2b7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER')),
            ),
            migrations.CreateModel(
                name='UserTeam',
                fields=[
                ],
                options={
                    'proxy': True,
                    'indexes': [],
                    'constraints': [],
                },
                bases=('accounts.user_teams',),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e9498e73f6fbdf2642fb33fa14189f1ad2382c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45b21', table='accounts_userevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userroleevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a65586e7416b5d18b09e665bbc72988f45db56d2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5691d', table='accounts_userroleevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userteamevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='56d0d7763d26dad028ade3452a24d35954b3b4a7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_258c3', table='accounts_userteamevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='weeklyrecipientevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='26ca222d5a6cacc0cd25c65db887f0f78d9b0f57', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2d913', table='accounts_weeklyrecipientevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userrole',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userroleevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") SELECT new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='577c25c3912aba70fc60d45f8d4832ebf4893d28', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c200e', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user_groups', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userrole',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userroleevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") SELECT old_values."group_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='572850265b7edc1ec2b2c17a2359c56733351bb7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_15b35', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user_groups', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='weeklyrecipient',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_weeklyrecipientevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "service_id", "user_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."service_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0f34f664a927f9cae7f5f7a4381355afd40b92d1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ef645', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_service_email_recipients', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='weeklyrecipient',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_weeklyrecipientevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "service_id", "user_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."service_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='49614290d6763feea82a49505a97129330f49ed2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cd991', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_service_email_recipients', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userteam',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userteamevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."team_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c0e3725749a52c8e2e3ff5e0ae57028451bdeac1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_01fd2', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user_teams', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userteam',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userteamevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."team_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5a171d1120d912e78fe6dc3a48ce0b3f07b7d528', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cfb65', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user_teams', when='AFTER')),
            ),
        ]),
    ]
