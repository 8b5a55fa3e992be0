"""No table that names a young person, an episode or an interview is forgotten when two of them become one."""

import pytest
from django.apps import apps
from django.db.models import Model

from missing.models import Episode, ReturnInterview
from people.merging import all_that_follow
from people.models import YoungPerson


@pytest.mark.parametrize("named", [YoungPerson, Episode, ReturnInterview])
def test_every_column_that_names_one_is_registered(named: type[Model]) -> None:
    """A new one fails here until its room says in `people.merging.register` whether its rows follow or stay."""
    columns = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is named and not hasattr(model, "pgh_tracked_model")
    }
    assert columns == {follows.key for follows in all_that_follow(named)}
    many = {m._meta.label for m in apps.get_models() for f in m._meta.many_to_many if f.related_model is named}
    assert not many, "a many-to-many names it in a table of its own: register its through model"
