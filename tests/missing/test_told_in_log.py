"""That somebody was told, written in the log, leads on to the list of who is to be told: the words tick nobody off."""

from datetime import timedelta

import pytest
from django.urls import reverse

from missing.actions import record_not_told, withdraw_line
from missing.models import PersonTold
from missing.telling import outstanding, with_tell_facts
from tests.factories import EpisodeFactory
from tests.missing.test_telling import episode, mother
from tests.said import said

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WORDS = "Rang the police, spoke to PC Ahmed, ref WM-777."
__all__ = ["episode", "mother"]


def waiting(episode) -> list[str]:
    return [line.key for line in outstanding(with_tell_facts(type(episode).objects.all()).get(pk=episode.pk))]


def write(client, episode, **typed):
    return client.post(episode.get_absolute_url(), {"kind": "told", "text": WORDS} | typed, follow=True)


def test_beside_the_kind_stands_where_it_leads(client, social_worker, episode) -> None:
    client.force_login(social_worker)
    assert "“Somebody told” leads on to who is still to be told." in client.get(episode.get_absolute_url()).text


def test_the_words_are_in_the_log_and_at_hand_where_it_is_ticked_off(client, now, social_worker, episode) -> None:
    client.force_login(social_worker)
    left = len(waiting(episode))
    page = write(client, episode, at="11:30")
    line = episode.log.get()
    where = f"{reverse('missing:tell', args=[episode.reference])}?of=went_missing&line={line.pk}"
    assert page.redirect_chain == [(where, 302)]
    assert f"Added to the log. {left} are still to be told: tick here who it was." in said(page)
    assert f"In the log stands: “{WORDS}”. That alone ticks nobody off the list." in page.text
    assert 'value="23 Nov 2026 11:30"' in page.text
    refused = client.post(where, {"recipients": ["police"], "what": "told", "told_at": "25:00", "how": "phone"})
    assert f"“{WORDS}”" in refused.text
    client.post(where, {"recipients": ["police"], "what": "told", "told_at": "23 Nov 2026 11:30", "how": "phone"})
    assert "police" not in waiting(episode)
    assert PersonTold.objects.get().told_at == now - HOUR / 2


def test_another_kind_and_one_that_leaves_nobody_to_tell_stay_on_the_page(client, social_worker, episode) -> None:
    client.force_login(social_worker)
    assert write(client, episode, kind="contact").redirect_chain == [(episode.get_absolute_url(), 302)]
    record_not_told(
        actor=social_worker, episode=episode, of="went_missing", recipients=waiting(episode), why_not="x", name="y"
    )
    page = write(client, episode)
    assert page.redirect_chain == [(episode.get_absolute_url(), 302)]
    assert "Added to the log." in said(page)


@pytest.mark.parametrize("line", ["", "x", "²", "9" * 30, "0"])
def test_a_line_that_is_none_is_not_told_of(client, social_worker, episode, line) -> None:
    client.force_login(social_worker)
    page = client.get(reverse("missing:tell", args=[episode.reference]), {"line": line})
    assert page.status_code == 200
    assert "In the log stands" not in page.text


def test_nor_one_of_another_episode_or_that_was_struck_out(client, now, social_worker, young_person, episode) -> None:
    other = EpisodeFactory(young_person=young_person, started_at=now - 60 * HOUR, returned=True, reference="E7")
    client.force_login(social_worker)
    write(client, episode)
    line, where = episode.log.get(), "?line={}"
    pages = [reverse("missing:tell", args=[one.reference]) + where.format(line.pk) for one in (other, episode)]
    assert ["In the log stands" in client.get(page).text for page in pages] == [False, True]
    withdraw_line(actor=social_worker, line=line, reason="Nobody picked up")
    assert "In the log stands" not in client.get(pages[1]).text


def test_the_page_keeps_within_its_queries(client, social_worker, episode, django_assert_max_num_queries) -> None:
    client.force_login(social_worker)
    where = write(client, episode).redirect_chain[0][0]
    with django_assert_max_num_queries(12):
        assert client.get(where).status_code == 200
