"""The pages of voiding an episode."""

from datetime import timedelta

from django.urls import reverse

from accounts.rules import Role
from missing.actions import (
    void_episode,
)
from missing.models import Episode
from people.models import YoungPerson
from tests.factories import EpisodeFactory, UserFactory
from tests.missing.test_voiding import back, closed, out

HOUR = timedelta(hours=1)
WHY = "It was her sister who went"
__all__ = ["back", "out"]


class TestPages:
    def test_the_log_says_it_once(self, client, social_worker, back) -> None:
        void_episode(actor=social_worker, episode=back, reason=WHY)
        client.force_login(social_worker)
        page = client.get(back.get_absolute_url()).text
        assert f"Voided. {WHY}" in page
        assert "Voided or put back" not in page

    def test_from_the_correction_page_and_back(self, client, social_worker, back) -> None:
        client.force_login(social_worker)
        void, put_back = (reverse(f"missing:{name}", args=[back.reference]) for name in ("void", "unvoid"))
        assert f'href="{void}"' in client.get(reverse("missing:correct", args=[back.reference])).text
        assert "Still to do" in client.get(void).text
        page = client.post(void, {"reason": WHY}, follow=True)
        assert f"was voided by Dana Whit today 12:00 and counts nowhere. Why: {WHY}" in page.text
        assert f'href="{put_back}"' in page.text
        for gone in ("Correct the times", "Add to the log", "Change what this is"):
            assert gone not in page.text
        page = client.post(put_back, {"reason": "It was her"}, follow=True)
        assert "is back on record" in page.text
        assert "Correct the times" in page.text

    def test_one_that_is_open_warns_first(self, client, social_worker, out) -> None:
        client.force_login(social_worker)
        page = client.get(reverse("missing:void", args=[out.reference]))
        assert "They are on record as missing now." in page.text

    def test_without_a_reason_it_is_said_beside_the_box(self, client, social_worker, back) -> None:
        client.force_login(social_worker)
        page = client.post(reverse("missing:void", args=[back.reference]), {"reason": ""})
        assert "Write why." in page.text
        assert not Episode.objects.get().is_void

    def test_a_refusal_keeps_what_was_typed(self, client, now, social_worker, young_person, back) -> None:
        void_episode(actor=social_worker, episode=back, reason=WHY)
        EpisodeFactory(young_person=young_person, started_at=now - 10 * HOUR, returned=True, reference="E7")
        client.force_login(social_worker)
        page = client.post(reverse("missing:unvoid", args=[back.reference]), {"reason": "It was her after all"})
        assert "This overlaps with their episode E7" in page.text
        assert "It was her after all" in page.text

    def test_its_pages_are_closed_to_others(self, client, social_worker, other_worker, analyst, officer, back) -> None:
        closed(back)
        void = reverse("missing:void", args=[back.reference])
        for user, status in ((other_worker, 404), (analyst, 403), (officer, 403), (social_worker, 403)):
            client.force_login(user)
            assert client.get(void).status_code == status
        assert void not in client.get(reverse("missing:correct", args=[back.reference])).text

    def test_each_page_leads_on_when_it_is_already_so(self, client, social_worker, back) -> None:
        client.force_login(social_worker)
        assert client.get(reverse("missing:unvoid", args=[back.reference])).url == back.get_absolute_url()
        void_episode(actor=social_worker, episode=back, reason=WHY)
        for name in ("void", "correct", "category"):
            assert client.get(reverse(f"missing:{name}", args=[back.reference])).url == back.get_absolute_url()

    def test_the_young_persons_page_folds_it_away(self, client, social_worker, young_person, back) -> None:
        void_episode(actor=social_worker, episode=back, reason=WHY)
        client.force_login(social_worker)
        page = client.get(YoungPerson.objects.get().get_absolute_url()).text
        assert "1 voided, counted nowhere" in page
        assert "No episode is on record." in page
        assert "Went missing" not in page

    def test_its_interviews_page_says_so_and_offers_nothing(self, client, social_worker, back) -> None:
        void_episode(actor=social_worker, episode=back, reason=WHY)
        client.force_login(social_worker)
        page = client.get(reverse("missing:interview", args=[back.reference])).text
        assert "The episode was voided." in page
        for gone in ("Record the interview", "Declined or not done", "Write down the offer"):
            assert gone not in page

    def test_few_queries_whatever_the_rows(self, client, officer, back, django_assert_max_num_queries) -> None:
        client.force_login(UserFactory(roles=[Role.SERVICE_MANAGER]))
        with django_assert_max_num_queries(12):
            assert client.get(reverse("missing:void", args=[back.reference])).status_code == 200
