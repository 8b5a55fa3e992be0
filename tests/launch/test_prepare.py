"""A database of an older version, between two of its steps, is refused in a sentence that says what to do."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from launch.prepare import command
from launch.trouble import Trouble


@pytest.mark.django_db
def test_a_database_between_two_steps_is_refused_in_words() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("people", "0001_tables")
    recorder.record_unapplied("people", "0010_merges_and_identities")  # of the dozen steps that it stands for
    with pytest.raises(Trouble, match="bring it up to date with the version before this one first"):
        command()
    with pytest.raises(SystemCheckError, match="between two of its steps"):
        call_command("migrate", skip_checks=False, verbosity=0)
