from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func


class BothDaysIncluded(Func):
    """The days from one to the other, as the database compares them with others."""

    template = "daterange(%(expressions)s, '[]')"
    output_field = DateRangeField()
