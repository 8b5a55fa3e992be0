"""What the history of a strategy discussion calls its facts: in the words of its page. Nothing changes in the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0015_copies_not_given'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='harmtold',
            name='told_at',
            field=models.DateTimeField(help_text='When it was written down.', verbose_name='written down'),
        ),
        migrations.AlterField(
            model_name='harmtoldevent',
            name='told_at',
            field=models.DateTimeField(help_text='When it was written down.', verbose_name='written down'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='alerts_from',
            field=models.DateTimeField(help_text='Nothing due before this raises an alert.', verbose_name='alerts from'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='strategy_discussions', to=settings.AUTH_USER_MODEL, verbose_name='given to'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='decided',
            field=models.TextField(blank=True, verbose_name='what was decided'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='decline_reason',
            field=models.TextField(blank=True, verbose_name='why it is not needed'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='declined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='declined'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='due_at',
            field=models.DateTimeField(help_text='The London midnight that ends its last day; exclusive.', verbose_name='due'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='held_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='held'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='held_recorded_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='written down'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='held_recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='locate_officer_took_part',
            field=models.BooleanField(blank=True, null=True, verbose_name='Locate officer took part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='opened_at',
            field=models.DateTimeField(help_text='When the first ground came to be known here.', verbose_name='open since'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='others_who',
            field=models.TextField(blank=True, verbose_name='who else took part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='outcome',
            field=models.CharField(blank=True, choices=[('no_further_action', 'No further action'), ('section_47', 'Section 47 enquiry'), ('assessment', 'Assessment, or a child in need plan'), ('plan_changed', 'Care plan or safety plan changed'), ('other', 'Something else')], max_length=20, verbose_name='what came of it'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='police_took_part',
            field=models.BooleanField(blank=True, null=True, verbose_name='police took part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='police_who',
            field=models.CharField(blank=True, help_text='Who of the police; why nobody, where nobody did.', max_length=200, verbose_name='who of the police, or why they did not take part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it is not due any more'),
        ),
        migrations.AlterField(
            model_name='strategydiscussion',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='alerts_from',
            field=models.DateTimeField(help_text='Nothing due before this raises an alert.', verbose_name='alerts from'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='assigned_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given to'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='decided',
            field=models.TextField(blank=True, verbose_name='what was decided'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='decline_reason',
            field=models.TextField(blank=True, verbose_name='why it is not needed'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='declined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='declined'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='due_at',
            field=models.DateTimeField(help_text='The London midnight that ends its last day; exclusive.', verbose_name='due'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='held_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='held'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='held_recorded_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='written down'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='held_recorded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='locate_officer_took_part',
            field=models.BooleanField(blank=True, null=True, verbose_name='Locate officer took part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='opened_at',
            field=models.DateTimeField(help_text='When the first ground came to be known here.', verbose_name='open since'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='others_who',
            field=models.TextField(blank=True, verbose_name='who else took part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='outcome',
            field=models.CharField(blank=True, choices=[('no_further_action', 'No further action'), ('section_47', 'Section 47 enquiry'), ('assessment', 'Assessment, or a child in need plan'), ('plan_changed', 'Care plan or safety plan changed'), ('other', 'Something else')], max_length=20, verbose_name='what came of it'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='police_took_part',
            field=models.BooleanField(blank=True, null=True, verbose_name='police took part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='police_who',
            field=models.CharField(blank=True, help_text='Who of the police; why nobody, where nobody did.', max_length=200, verbose_name='who of the police, or why they did not take part'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it is not due any more'),
        ),
        migrations.AlterField(
            model_name='strategydiscussionevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='at',
            field=models.DateTimeField(verbose_name='since'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='discussion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triggers', to='missing.strategydiscussion', verbose_name='strategy discussion'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='grounds',
            field=models.TextField(help_text='In words, with the numbers of that day.', verbose_name='why'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='harm',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='triggers', to='missing.harmtold', verbose_name='harm told'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='kind',
            field=models.CharField(choices=[('repeat_month', 'Missing repeatedly within a month'), ('repeat_quarter', 'Missing repeatedly within three months'), ('long', 'Missing for a long time'), ('high_risk', 'High risk to the police'), ('serious_level', 'Serious level of risk'), ('harm', 'Told of harm'), ('asked', 'Asked for')], max_length=20, verbose_name='ground'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='source_key',
            field=models.CharField(help_text='What it rests on: `episode:17`, `harm:3`, `level:8`.', max_length=60, verbose_name='what it rests on'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AlterField(
            model_name='strategytrigger',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='at',
            field=models.DateTimeField(verbose_name='since'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='discussion',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.strategydiscussion', verbose_name='strategy discussion'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='grounds',
            field=models.TextField(help_text='In words, with the numbers of that day.', verbose_name='why'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='harm',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.harmtold', verbose_name='harm told'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='kind',
            field=models.CharField(choices=[('repeat_month', 'Missing repeatedly within a month'), ('repeat_quarter', 'Missing repeatedly within three months'), ('long', 'Missing for a long time'), ('high_risk', 'High risk to the police'), ('serious_level', 'Serious level of risk'), ('harm', 'Told of harm'), ('asked', 'Asked for')], max_length=20, verbose_name='ground'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='source_key',
            field=models.CharField(help_text='What it rests on: `episode:17`, `harm:3`, `level:8`.', max_length=60, verbose_name='what it rests on'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AlterField(
            model_name='strategytriggerevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
    ]
