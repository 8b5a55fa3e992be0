"""Who was told, or was given a copy, by name and by who they are to the child: longer than a name alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0009_harm_that_is_suspected'),
    ]

    operations = [
        migrations.AlterField(
            model_name='interviewcopy',
            name='recipient_name',
            field=models.CharField(max_length=250, verbose_name='who exactly'),
        ),
        migrations.AlterField(
            model_name='interviewcopyevent',
            name='recipient_name',
            field=models.CharField(max_length=250, verbose_name='who exactly'),
        ),
        migrations.AlterField(
            model_name='persontold',
            name='name',
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AlterField(
            model_name='persontoldevent',
            name='name',
            field=models.CharField(blank=True, max_length=250),
        ),
    ]
