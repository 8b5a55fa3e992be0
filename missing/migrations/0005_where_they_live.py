"""A line of the log of its own: where they live was put on record after the episode."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0004_harm_told_by_each_and_by_whom'),
    ]

    operations = [
        migrations.AlterField(
            model_name='logentry',
            name='kind',
            field=models.CharField(choices=[('note', 'Note'), ('risk_changed', 'Risk changed'), ('contact', 'Contact made'), ('place_checked', 'Place checked'), ('seen', 'Seen'), ('told', 'Somebody told'), ('corrected', 'Corrected'), ('category', 'What it is'), ('voided', 'Voided or put back'), ('not_back', 'Not back after all'), ('placed', 'Where they live')], default='note', max_length=20),
        ),
        migrations.AlterField(
            model_name='logentryevent',
            name='kind',
            field=models.CharField(choices=[('note', 'Note'), ('risk_changed', 'Risk changed'), ('contact', 'Contact made'), ('place_checked', 'Place checked'), ('seen', 'Seen'), ('told', 'Somebody told'), ('corrected', 'Corrected'), ('category', 'What it is'), ('voided', 'Voided or put back'), ('not_back', 'Not back after all'), ('placed', 'Where they live')], default='note', max_length=20),
        ),
    ]
