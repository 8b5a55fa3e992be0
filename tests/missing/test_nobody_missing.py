"""“Nobody is missing now” is said only where it is so."""

import pytest
from django.urls import reverse

from accounts.rules import Role
from tests.factories import UserFactory


@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.MACE_CHAIR, "Nobody whose record you may open is missing now."), (Role.RETURNS_OFFICER, "Jude Farrow")],
)
def test_who_may_not_see_them_is_not_told_that_nobody_is_missing(client, episode, role, said):
    client.force_login(UserFactory(roles=[role]))
    page = client.get(reverse("missing:now")).text
    assert said in page
    assert "Nobody is missing now." not in page


def test_when_everybody_is_there_it_is_said(client, now, officer):
    client.force_login(officer)
    assert "Nobody is missing now." in client.get(reverse("missing:now")).text
