"""The tables of a room's first migration, made all at once, are those that its models declare."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import AddField, RemoveField
from django.db.migrations.state import ProjectState
from django.db.models import BooleanField

from accounts.migrating import AtOnce

ROOMS = ("accounts", "people", "missing", "alerts", "reporting")


@pytest.mark.django_db
@pytest.mark.parametrize("room", ROOMS)
def test_every_column_constraint_and_index_is_there(room: str) -> None:
    for model in apps.get_app_config(room).get_models(include_auto_created=True):
        if model._meta.proxy:
            continue
        table = model._meta.db_table
        with connection.cursor() as cursor:
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            held = set(connection.introspection.get_constraints(cursor, table))
        assert columns == {field.column for field in model._meta.local_concrete_fields}
        declared = {one.name for one in (*model._meta.constraints, *model._meta.indexes)}
        assert declared <= held, f"{table} lacks {declared - held}"


@pytest.mark.django_db
def test_every_trigger_is_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        there = set(cursor.fetchall())
    declared = {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()}
    assert declared
    assert declared <= there


@pytest.mark.parametrize("operation", [RemoveField("user", "phone"), AddField("user", "is_away", BooleanField())])
def test_it_takes_nothing_that_changes_a_table_of_before(operation) -> None:
    with pytest.raises(TypeError, match="changes what is there"):
        AtOnce([operation]).database_forwards("accounts", None, ProjectState(), ProjectState())
