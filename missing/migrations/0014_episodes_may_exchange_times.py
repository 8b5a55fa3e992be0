"""Whether episodes overlap is asked after each statement, so that a case file may exchange the times of two."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0013_closed_from_our_own_record'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='episode',
            name='episodes_do_not_overlap',
        ),
        migrations.AddConstraint(
            model_name='episode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('voided_at__isnull', True)), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[('young_person', '='), (models.Func('started_at', 'ended_at', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=False), function='TSTZRANGE', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='episodes_do_not_overlap', violation_error_message='It overlaps with another episode of theirs.'),
        ),
    ]
