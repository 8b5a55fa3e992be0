import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('reporting', '0001_initial'),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='WeeklyEmail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('week', models.CharField(help_text='The ISO week of its cut-off: 2026-W47.', max_length=8)),
                    ('covers_from', models.DateTimeField()),
                    ('covers_to', models.DateTimeField()),
                    ('built_at', models.DateTimeField()),
                    ('note', models.TextField(blank=True, max_length=2000)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-covers_to'],
                },
            ),
            migrations.CreateModel(
                name='WeeklySection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content', models.JSONField()),
                    ('recipients', models.JSONField(default=list)),
                    ('email', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reporting.weeklyemail')),
                    ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.service')),
                ],
                options={
                    'ordering': [models.OrderBy(models.F('service__name'), nulls_last=True)],
                },
            ),
            migrations.AddConstraint(
                model_name='weeklyemail',
                constraint=models.UniqueConstraint(fields=('week',), name='weekly_email_once_a_week'),
            ),
            migrations.AddConstraint(
                model_name='weeklyemail',
                constraint=models.CheckConstraint(condition=models.Q(('covers_from__lt', models.F('covers_to'))), name='weekly_email_covers_some_time'),
            ),
            migrations.AddConstraint(
                model_name='weeklyemail',
                constraint=models.CheckConstraint(condition=models.Q(('built_at__gte', models.F('covers_to'))), name='weekly_email_built_after_cut_off'),
            ),
            migrations.AddConstraint(
                model_name='weeklyemail',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('sent_by__isnull', True)), ('sent_at__gte', models.F('built_at')), _connector='OR'), name='weekly_email_sent_after_it_was_built'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='weeklyemail',
                trigger=pgtrigger.compiler.Trigger(name='weekly_email_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'pgtrigger: Cannot update of "week", "covers_from", "covers_to", "built_at" rows from % table\', TG_TABLE_NAME;', hash='9d2f0882b2ad7ddea46cfd01b0c7b82341c2f7c3', operation='UPDATE OF "week", "covers_from", "covers_to", "built_at"', pgid='pgtrigger_weekly_email_is_frozen_8a8ea', table='reporting_weeklyemail', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='weeklyemail',
                trigger=pgtrigger.compiler.Trigger(name='weekly_email_once_sent_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."sent_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5ad3a878d6eb86c1100b2041ec2e061104e35d86', operation='UPDATE', pgid='pgtrigger_weekly_email_once_sent_stays_54c45', table='reporting_weeklyemail', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='weeklysection',
                constraint=models.UniqueConstraint(fields=('email', 'service'), name='weekly_section_once_a_service', nulls_distinct=False),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='weeklysection',
                trigger=pgtrigger.compiler.Trigger(name='weekly_section_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'pgtrigger: Cannot update of "email_id", "service_id", "content" rows from % table\', TG_TABLE_NAME;', hash='1b1cde4461613cc71ed8e36294391bf2423fa4c8', operation='UPDATE OF "email_id", "service_id", "content"', pgid='pgtrigger_weekly_section_is_frozen_e2fca', table='reporting_weeklysection', when='BEFORE')),
            ),
        ]),
    ]
