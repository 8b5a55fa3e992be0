from django.db import migrations


class Migration(migrations.Migration):
    """What is to do and what is to settle both have no outcome: without this the planner takes few rows for many."""

    dependencies = [("missing", "0004_corrections_and_together")]

    operations = [
        migrations.RunSQL(
            "CREATE STATISTICS interview_to_do_or_to_settle (mcv) ON outcome, is_to_settle FROM missing_returninterview",
            "DROP STATISTICS interview_to_do_or_to_settle",
        )
    ]
