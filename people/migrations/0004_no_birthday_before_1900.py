"""The database holds what every door refuses: a birthday before 1900."""

import datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_drafts_left_for_who_goes_on'),
        ('people', '0003_kind_follows_care_that_leaves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='youngperson',
            constraint=models.CheckConstraint(condition=models.Q(('date_of_birth__gte', datetime.date(1900, 1, 1))), name='birthday_is_one_that_can_be_meant'),
        ),
    ]
