"""Whoever was told of several in one call: written down once, for each of those who went together."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import record_return, record_return_together, record_told, record_told_of_several
from missing.codes import Recipient, TellingOf
from missing.gone_together import told_with
from missing.models import Episode, PersonTold
from people.models import PersonAround
from tests.factories import (
    EpisodeFactory,
    PersonAroundFactory,
    PlacementFactory,
    UserFactory,
    YoungPersonFactory,
)
from tests.said import said

HOUR = timedelta(hours=1)
GONE = TellingOf.WENT_MISSING


@pytest.fixture
def episode(now, young_person) -> Episode:
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    return EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, recorded_at=now, reference="E1")


@pytest.fixture
def hers(now, team, episode) -> Episode:
    sister = YoungPersonFactory(first_name="Asha", last_name="Farrow", team=team)
    return EpisodeFactory(
        young_person=sister, started_at=now - 20 * HOUR, recorded_at=now, together_with=episode, reference="E2"
    )


@pytest.fixture
def mothers(episode, hers) -> list[PersonAround]:
    """Their mother, who is on the record of each."""
    return [
        PersonAroundFactory(young_person=one.young_person, name="Ann Farrow", has_parental_responsibility=True)
        for one in (episode, hers)
    ]


def post(client, user, **typed):
    client.force_login(user)
    return client.post(reverse("missing:tell", args=["E1"]), {"what": "told", "how": "phone"} | typed, follow=True)


def told_of(episode) -> list[str]:
    return [str(told) for told in PersonTold.objects.filter(episode=episode)]


class TestTheAction:
    def test_the_same_mother_is_written_down_for_each(self, now, social_worker, episode, hers, mothers) -> None:
        mine, her_own = mothers
        written = record_told_of_several(
            actor=social_worker, episode=episode, others=[hers], of=GONE, recipients=[f"parent:{mine.pk}"], how="phone"
        )
        assert [row.person for row in written[episode]] == [mine]
        assert [row.person for row in written[hers]] == [her_own]

    def test_who_is_on_one_list_alone_is_told_of_that_one_alone(self, now, social_worker, episode, hers) -> None:
        aunt = PersonAroundFactory(young_person=episode.young_person, name="Bea", has_parental_responsibility=True)
        written = record_told_of_several(
            actor=social_worker, episode=episode, others=[hers], of=GONE, recipients=[f"parent:{aunt.pk}"], how="phone"
        )
        assert written[hers] == []
        assert told_of(hers) == []

    def test_who_is_told_already_is_not_told_again(self, now, social_worker, episode, hers) -> None:
        record_told(actor=social_worker, episode=hers, of=GONE, recipients=["police"], how="phone")
        written = record_told_of_several(
            actor=social_worker, episode=episode, others=[hers], of=GONE, recipients=["police"], how="phone"
        )
        assert written[hers] == []

    def test_somebody_else_is_the_same_for_all(self, now, social_worker, episode, hers) -> None:
        record_told_of_several(
            actor=social_worker,
            episode=episode,
            others=[hers],
            of=GONE,
            recipients=[Recipient.OTHER],
            name="Kit, youth worker",
            how="phone",
        )
        assert told_of(episode) == told_of(hers) == ["Kit, youth worker"]

    def test_who_must_not_be_told_of_her_is_refused_in_her_name_and_nothing_is_kept(
        self, now, social_worker, episode, hers, mothers
    ):
        mine, her_own = mothers
        PersonAround.objects.filter(pk=her_own.pk).update(may_be_told="no", may_be_told_why="A court order")
        with pytest.raises(ActionRefused, match=r"^Asha Farrow: Ann Farrow, mother must not be told") as refusal:
            record_told_of_several(
                actor=social_worker,
                episode=episode,
                others=[hers],
                of=GONE,
                recipients=[f"parent:{mine.pk}"],
                how="phone",
            )
        assert refusal.value.field == "also"
        assert not PersonTold.objects.exists()


class TestWhoIsTheSame:
    """Nobody is written down as told by a likeness of words."""

    def tell(self, user, episode, hers, key: str) -> list[PersonTold]:
        return record_told_of_several(
            actor=user, episode=episode, others=[hers], of=GONE, recipients=[key], how="phone"
        )[hers]

    def placed(self, episode, **where) -> None:
        Episode.objects.filter(pk=episode.pk).update(
            placement=PlacementFactory(young_person=episode.young_person, **where)
        )

    def test_not_the_school_of_another(self, now, social_worker, episode, hers) -> None:
        assert self.tell(social_worker, episode, hers, "school") == []

    @pytest.mark.parametrize(
        ("mine", "theirs", "is_same"),
        [
            (("Oak House", "WV1 1AA"), ("Oak House", "WV1 1AA"), True),
            (("Oak House", "WV1 1AA"), ("Oak House", "WV9 9ZZ"), False),
            (("", "WV1 1AA"), ("", "WV1 1AA"), False),
        ],
    )
    def test_a_home_by_its_name_and_address(self, now, social_worker, episode, hers, mine, theirs, is_same) -> None:
        for one, (name, postcode) in ((episode, mine), (hers, theirs)):
            self.placed(one, provider_name=name, postcode=postcode)
        assert bool(self.tell(social_worker, episode, hers, "placement")) is is_same

    def test_not_a_parent_whom_no_record_names(self, now, social_worker, episode, hers) -> None:
        assert self.tell(social_worker, episode, hers, "parent") == []


class TestWhoIsOffered:
    def test_of_whom_somebody_is_to_be_told(self, now, social_worker, episode, hers) -> None:
        assert told_with(episode, social_worker, GONE) == [hers]

    def test_nobody_who_is_still_gone_when_it_is_told_that_one_is_back(self, now, social_worker, episode, hers):
        record_return(actor=social_worker, episode=episode, returned_at=now)
        assert told_with(episode, social_worker, TellingOf.CAME_BACK) == []

    def test_who_is_back_too(self, now, social_worker, episode, hers) -> None:
        record_return_together(actor=social_worker, episode=episode, others=[hers], returned_at=now)
        assert told_with(episode, social_worker, TellingOf.CAME_BACK) == [hers]

    def test_nobody_whose_record_is_hidden(self, now, social_worker, episode) -> None:
        hidden = YoungPersonFactory(first_name="Hidden", is_restricted=True)
        EpisodeFactory(young_person=hidden, started_at=now - HOUR, recorded_at=now, together_with=episode)
        assert told_with(episode, social_worker, GONE) == []


class TestThePage:
    def test_it_says_who_waits_and_keeps_to_its_queries(
        self, client, social_worker, episode, hers, mothers, django_assert_max_num_queries
    ):
        client.force_login(social_worker)
        with django_assert_max_num_queries(12):
            page = client.get(reverse("missing:tell", args=["E1"])).text
        box = re.search(r'<input[^>]*name="also"[^>]*>', page)
        assert box
        assert "checked" not in box[0]
        assert re.search(r"Still to be told: [^<]*Ann Farrow, mother[^<]*\.", page)

    def test_whom_not_to_tell_of_the_other_is_there_by_name(
        self, client, social_worker, episode, hers, mothers
    ) -> None:
        PersonAroundFactory(young_person=hers.young_person, name="Tom Farrow", must_not_know=True)
        client.force_login(social_worker)
        page = client.get(reverse("missing:tell", args=["E1"])).text
        theirs = page.split("Before anybody is told anything of Asha Farrow")[1]
        assert "Tom Farrow" in theirs.split("</section>")[0]

    def test_one_call_is_written_down_for_both(self, client, now, social_worker, episode, hers, mothers) -> None:
        response = post(client, social_worker, recipients=[f"parent:{mothers[0].pk}"], also=["E2"])
        assert "Written down for Ann Farrow, mother. Of Asha Farrow too: Ann Farrow, mother." in said(response)
        assert told_of(hers) == ["Ann Farrow, mother"]

    def test_that_nobody_was_told_of_her_is_said(self, client, now, social_worker, episode, hers) -> None:
        record_told(actor=social_worker, episode=hers, of=GONE, recipients=["police"], how="phone")
        response = post(client, social_worker, recipients=["police"], also=["E2"])
        assert "Nobody of these is still to be told of Asha Farrow." in said(response)

    def test_why_not_is_shared_too(self, client, now, social_worker, episode, hers) -> None:
        post(client, social_worker, what="not_told", why_not="It was ten minutes", recipients=["police"], also=["E2"])
        assert PersonTold.objects.get(episode=hers).why_not == "It was ten minutes"

    def test_one_who_is_not_there_to_tick_is_refused_and_nothing_typed_is_lost(
        self, client, now, social_worker, episode
    ):
        page = post(client, social_worker, recipients=["police"], also=["E7"], note="Spoke to Sgt Lane").text
        assert "Nobody is left to tell of somebody whom you ticked. Look once more." in page
        assert 'value="Spoke to Sgt Lane"' in page
        assert not PersonTold.objects.exists()
