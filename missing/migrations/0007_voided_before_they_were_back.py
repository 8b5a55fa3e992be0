"""The few episodes that were voided while open are found by an index of their own: each sweep asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0006_missing_until_its_end'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='episode',
            index=models.Index(condition=models.Q(('clock_starts_at__isnull', True), ('merged_into__isnull', True), ('voided_at__isnull', False)), fields=['voided_at'], name='episode_voided_before_return'),
        ),
    ]
