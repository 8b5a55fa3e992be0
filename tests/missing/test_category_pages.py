"""The page on which what an episode is, is put right."""

from datetime import timedelta

from django.urls import reverse

from missing.actions.strategy_episodes import open_for_the_long_missing
from missing.codes import Category, PoliceRisk
from missing.models import Episode, ReturnInterview, StrategyDiscussion
from people.days import time_in_words
from tests.factories import EpisodeFactory
from tests.said import said

HOUR = timedelta(hours=1)


def test_the_page_of_somebody_away(client, now, social_worker, away) -> None:
    client.force_login(social_worker)
    url = reverse("missing:category", args=["E3"])
    assert f'href="{url}"' in client.get(away.get_absolute_url()).text
    assert "Write since when." in client.post(url, {"how": "from_now_on"}).text
    assert "Choose what is not right." in client.post(url, {}).text
    saved = client.post(url, {"how": "from_now_on", "since": "09:00", "reason": ""}, follow=True)
    assert "Written down." in saved.text
    away.refresh_from_db()
    assert away.missing_from == now - 3 * HOUR


def test_the_page_of_somebody_missing(client, now, social_worker, episode) -> None:
    client.force_login(social_worker)
    url = reverse("missing:category", args=["E1"])
    assert "no longer known" not in client.get(url).text
    page = client.post(url, {"how": "from_the_start:away"})
    assert "Write why." in page.text
    client.post(url, {"how": "from_the_start:away", "reason": "At her mother's"})
    episode.refresh_from_db()
    assert episode.category == Category.AWAY


def test_a_refusal_is_said_on_the_page(client, social_worker, episode) -> None:
    Episode.objects.update(police_risk=PoliceRisk.HIGH)
    client.force_login(social_worker)
    typed = {"how": "from_the_start:curfew", "reason": "Was on the late bus"}
    page = client.post(reverse("missing:category", args=["E1"]), typed)
    assert "only a manager may say that they were not missing" in page.text
    assert "Was on the late bus" in page.text


def test_the_answer_says_what_followed(client, now, manager, young_person) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR, reference="E9")
    open_for_the_long_missing(now)
    discussion = StrategyDiscussion.objects.get()
    client.force_login(manager)
    address = reverse("missing:category", args=["E9"])
    words = said(client.post(address, {"how": "from_the_start:away", "reason": "At her aunt’s."}))
    assert "Jude is on record as away without authorisation, since yesterday 06:00." in words
    assert "They are not among those who are missing any more." in words
    assert f"Strategy discussion {discussion} is not due any more." in words
    words = said(client.post(address, {"how": "from_the_start:missing", "reason": "She was not there."}))
    assert "Jude is on record as missing, since yesterday 06:00. Strategy discussion " in words
    assert words.endswith(" is due.")


def test_of_one_that_is_over_the_answer_says_what_became_of_the_interview(client, now, manager, young_person) -> None:
    past = EpisodeFactory(
        young_person=young_person, started_at=now - 30 * HOUR, returned=True, category="curfew", reference="E9"
    )
    assert not ReturnInterview.objects.exists()
    client.force_login(manager)
    address = reverse("missing:category", args=["E9"])
    words = said(client.post(address, {"how": "from_the_start:missing", "reason": "She was not late."}))
    due = time_in_words(ReturnInterview.objects.get(episode=past).due_at)
    assert words == f"Written down. It is on record as missing. The interview is due by {due}."
    words = said(client.post(address, {"how": "from_the_start:curfew", "reason": "She was late."}))
    assert words.endswith("Written down. It is on record as late back. No interview is required any more.")
