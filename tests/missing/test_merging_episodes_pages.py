"""The pages of merging two episodes."""

from datetime import timedelta

from django.urls import reverse

from missing.actions import (
    merge_episodes,
    unmerge_episodes,
)
from missing.models import (
    Episode,
    EpisodeMerge,
    ReturnInterview,
)
from missing.rules.merging import KEPT, MERGED
from tests.factories import put_declined
from tests.missing.test_merging_episodes import logged, manager, split

HOUR = timedelta(hours=1)
WHY = "The home rang twice about the same night"
SPLIT = {"start": KEPT, "end": MERGED, "reason": WHY}
__all__ = ["manager", "split"]


class TestPages:
    def test_from_the_correction_page_to_one_and_two_again(self, client, social_worker, split) -> None:
        first, second = split
        client.force_login(social_worker)
        find, preview = (
            reverse("missing:merge", args=[second.reference]),
            reverse("missing:merge_with", args=[first.reference, second.reference]),
        )
        assert f'href="{find}"' in client.get(reverse("missing:correct", args=[second.reference])).text
        assert f'href="{preview}"' in client.get(find).text
        page = client.get(preview).text
        assert "What the one episode will say" in page
        page = client.post(preview, {"start": KEPT, "end": MERGED, "reason": WHY}, follow=True).text
        assert f"{second.reference} is part of {first.reference} now" in page
        merged = client.get(second.get_absolute_url()).text
        assert f"was merged into {first} by Dana Whit" in merged
        undo = reverse("missing:unmerge", args=[second.reference])
        assert f'href="{undo}"' in merged
        page = client.post(undo, {"reason": "Two nights"}, follow=True).text
        assert "is an episode of its own again" in page

    def test_the_one_that_stands_leads_to_two_again(self, client, now, social_worker, manager, split) -> None:
        first, second = split
        client.force_login(social_worker)
        undo = reverse("missing:unmerge", args=[second.reference])
        assert undo not in client.get(first.get_absolute_url()).text
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        page = client.get(first.get_absolute_url()).text
        assert f"{second}</a> was merged into this episode." in page
        assert f'href="{undo}"' in page
        put_declined(ReturnInterview.objects.filter(episode=first), now)
        assert undo not in client.get(first.get_absolute_url()).text, "closed: a manager’s"
        client.force_login(manager)
        assert undo in client.get(first.get_absolute_url()).text
        unmerge_episodes(actor=manager, merge=merge, reason="Two nights after all")
        assert undo not in client.get(first.get_absolute_url()).text

    def test_without_a_reason_what_was_chosen_stays(self, client, social_worker, split) -> None:
        client.force_login(social_worker)
        preview = reverse("missing:merge_with", args=[split[0].reference, split[1].reference])
        page = client.post(preview, {"start": MERGED, "end": MERGED, "reason": ""})
        assert "Write how you know that it is the same absence." in page.text
        assert page.context["form"]["start"].value() == MERGED
        assert Episode.objects.standing().count() == 2

    def test_the_preview_follows_what_is_chosen_before_anything_is_merged(self, client, social_worker, split) -> None:
        first, second = split
        client.force_login(social_worker)
        preview = reverse("missing:merge_with", args=[first.reference, second.reference])
        assert "Show again" in client.get(preview).text
        page = client.post(preview, {"start": MERGED, "end": KEPT, "reason": WHY, "look": "1"})
        facts = {row["label"]: row for row in page.context["facts"]}
        assert facts["From"]["stands"] == facts["From"]["merged"] != facts["From"]["kept"]
        assert facts["Came back"]["stands"] == facts["Came back"]["kept"] != facts["Came back"]["merged"]
        form = page.context["form"]
        assert [form[name].value() for name in ("start", "end", "reason")] == [MERGED, KEPT, WHY]
        assert not form.errors
        assert Episode.objects.standing().count() == 2

    def test_a_draft_and_what_the_one_episode_will_say_agree(self, client, social_worker, split) -> None:
        first, second = split
        client.force_login(social_worker)
        preview = reverse("missing:merge_with", args=[first.reference, second.reference])
        client.post(client.get(preview).context["kept"].url, {"start": MERGED, "end": KEPT, "reason": WHY})
        page = client.get(preview)
        assert (page.context["form"]["start"].value(), page.context["form"]["end"].value()) == (MERGED, KEPT)
        facts = {row["label"]: row for row in page.context["facts"]}
        assert facts["From"]["stands"] == facts["From"]["merged"] != facts["From"]["kept"]
        assert facts["Came back"]["stands"] == facts["Came back"]["kept"] != facts["Came back"]["merged"]

    def test_that_they_leave_the_list_is_said_with_the_end_that_is_chosen(
        self, client, now, social_worker, young_person
    ) -> None:
        first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
        second = logged(social_worker, young_person, now - 17 * HOUR)
        client.force_login(social_worker)
        preview = reverse("missing:merge_with", args=[first.reference, second.reference])
        warning = f"They are on record as missing now. With the end of {first} they leave the list of who is missing."
        page = client.get(preview).text
        assert warning not in page
        assert f"as {first} says; they leave the list of who is missing" in page
        assert f"Not ended yet, as {second} says" in page
        assert warning in client.post(preview, {"start": KEPT, "end": KEPT, "reason": ""}).text

    def test_closed_to_others(self, client, now, social_worker, other_worker, analyst, split) -> None:
        first, second = split
        addresses = [
            reverse("missing:merge", args=[first.reference]),
            reverse("missing:merge_with", args=[first.reference, second.reference]),
            reverse("missing:unmerge", args=[second.reference]),
        ]
        merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        Episode.objects.update(logged_by=None)
        for user, status in ((other_worker, 404), (analyst, 403)):
            client.force_login(user)
            assert {client.get(address).status_code for address in addresses} == {status}
        client.force_login(social_worker)
        assert client.get(reverse("missing:merge", args=[second.reference])).url == second.get_absolute_url()
        assert client.get(addresses[1]).url == first.get_absolute_url()

    def test_twelve_queries(self, client, officer, split, django_assert_max_num_queries) -> None:
        client.force_login(officer)
        for name, args in (("merge", split[:1]), ("merge_with", split)):
            with django_assert_max_num_queries(12):
                address = reverse(f"missing:{name}", args=[episode.reference for episode in args])
                assert client.get(address).status_code == 200
        assert EpisodeMerge.objects.count() == 0
