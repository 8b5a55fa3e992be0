"""A review that is held long before its time is a further one: without number or deadline."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0010_names_with_who_they_are'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='longreview',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='longreview',
            name='number',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='longreviewevent',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='longreviewevent',
            name='number',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='longreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('number__isnull', False)), models.Q(('due_at__isnull', True), ('held_at__isnull', False), ('number__isnull', True)), _connector='OR'), name='long_review_without_a_deadline_was_held'),
        ),
    ]
