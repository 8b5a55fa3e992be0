"""A time typed by how long ago it was means another one later: a form that is shown again says which was meant."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django import forms

from accounts.drafts import as_initial, draft_for, save_draft
from people.fields import TimeToComeField, TypedTimeField
from tests.factories import UserFactory

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


class SeenForm(forms.Form):
    at = TypedTimeField()
    next_at = TimeToComeField(required=False)
    note = forms.CharField()


def test_an_hour_ago_stays_that_hour_when_the_form_comes_back() -> None:
    form = SeenForm({"at": "an hour ago", "next_at": "an hour ago", "note": "two days ago"})
    assert not form.is_valid(), "the time to come has passed"
    assert form.cleaned_data["at"] == NOW - timedelta(hours=1)
    shown = [str(form[name].value()) for name in ("at", "next_at", "note")]
    assert shown == ["about 23 Nov 2026 11:00", "an hour ago", "two days ago"]
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        again = SeenForm({"at": shown[0], "note": "Seen"})
        assert again.is_valid()
        assert again.cleaned_data["at"] == NOW - timedelta(hours=1)


def test_a_draft_says_the_hour_that_was_meant_when_it_was_typed() -> None:
    social_worker = UserFactory()
    save_draft(social_worker, "young_person:new", {"at": ["20 mins ago"], "note": ["x"]}, NOW - timedelta(hours=3))
    begun = as_initial(draft_for(social_worker, "young_person:new"), SeenForm())
    assert (begun["at"], begun["note"]) == ("about 23 Nov 2026 08:40", "x")


def test_a_draft_of_another_day_says_the_day_that_was_meant() -> None:
    social_worker = UserFactory()
    typed = {"at": ["half ten last night"], "next_at": ["tomorrow 10:30"], "note": ["x"]}
    save_draft(social_worker, "young_person:new", typed, NOW - timedelta(days=1))
    begun = as_initial(draft_for(social_worker, "young_person:new"), SeenForm())
    assert (begun["at"], begun["next_at"]) == ("21 Nov 2026 22:30", "23 Nov 2026 10:30")
    save_draft(social_worker, "young_person:new", {"at": ["11:30"]}, NOW)
    assert as_initial(draft_for(social_worker, "young_person:new"), SeenForm())["at"] == "11:30"


def test_just_now_is_written_out_too() -> None:
    assert SeenForm({"at": "Just now"})["at"].value() == "23 Nov 2026 12:00"


def test_what_cannot_be_read_stays_as_it_was_typed() -> None:
    assert SeenForm({"at": "a while ago"})["at"].value() == "a while ago"


@time_machine.travel(datetime(2026, 10, 25, 1, 50, tzinfo=UTC), tick=False)
def test_an_hour_that_comes_twice_says_which_it_was() -> None:
    form = SeenForm({"at": "20 minutes ago", "note": ""})
    assert not form.is_valid()
    shown = str(form["at"].value())
    assert shown == "about 25 Oct 2026 01:30 GMT"
    again = SeenForm({"at": shown, "note": "Seen"})
    assert again.is_valid()
    assert again.cleaned_data["at"] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
