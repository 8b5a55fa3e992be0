"""What somebody has typed into a form may be left for whoever takes over the work that it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_names_of_before'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='left_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
