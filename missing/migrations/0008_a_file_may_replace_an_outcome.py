"""How an interview had ended stays on record where a case file says otherwise: then nobody here replaced it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0007_voided_before_they_were_back'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='earlieroutcome',
            name='by',
            field=models.ForeignKey(blank=True, help_text='Empty: a case file said so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='earlieroutcome',
            name='is_reopened',
            field=models.BooleanField(help_text='It was to do again. Else it ended another way, mostly held after all.'),
        ),
        migrations.AlterField(
            model_name='earlieroutcomeevent',
            name='by',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: a case file said so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='earlieroutcomeevent',
            name='is_reopened',
            field=models.BooleanField(help_text='It was to do again. Else it ended another way, mostly held after all.'),
        ),
    ]
