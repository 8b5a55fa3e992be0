"""After a death nothing is promised that does not happen: no discussion, no alert, no talk, and nothing is offered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import (
    ask_for_discussion,
    complete_interview,
    mark_harm_told,
    record_contact,
    record_death,
    take_death_back,
)
from missing.actions.strategy_grounds import add_grounds
from missing.codes import Outcome, StrategyGround
from missing.models import HarmTold, ReturnInterview, StrategyDiscussion
from missing.rules.strategy import Ground
from tests.missing.interview_form import keep
from tests.missing.test_interview_record import done

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SILENT = (
    "Jude Farrow is on record as having died on {}, so no strategy discussion is opened and no alert goes out: ring "
    "Dana Whit or Tess Boyle."
)
TODAY, YESTERDAY = SILENT.format("23 November 2026"), SILENT.format("22 November 2026")


@pytest.fixture
def declined(now, manager, interview) -> ReturnInterview:
    """Declined 20 hours ago, the evening before; dead since that day."""
    ReturnInterview.objects.filter(pk=interview.pk).update(
        outcome=Outcome.DECLINED, reason="No", outcome_at=now - 20 * HOUR, outcome_recorded_at=now - 20 * HOUR,
        contact_due_on=now.date(),
    )  # fmt: skip
    interview.refresh_from_db()
    record_death(actor=manager, young_person=interview.episode.young_person, died_on=(now - DAY).date())
    interview.refresh_from_db()
    return interview


class TestHarmThatIsTypedAfterIt:
    @pytest.fixture
    def dead(self, now, manager, young_person, interview):
        record_death(actor=manager, young_person=young_person, died_on=now.date())
        return young_person

    def test_it_is_kept_and_marked_and_the_page_says_whom_to_ring(self, page, dead) -> None:
        answer = keep(page, "harm", harm="Tony hit me", harm_physical="told")
        assert answer.status_code == 200
        said = answer.json()["said"]
        assert f"Harm told, written down 23 Nov at 12:00 by Priya Nair. {TODAY}" in said
        assert "A strategy discussion is due" not in said
        assert "told now" not in said
        assert HarmTold.objects.get().what_was_told == "Hurt by somebody. Tony hit me"
        assert not StrategyDiscussion.objects.exists()
        assert not Alert.objects.exists()
        steps = page.get("/interviews/E2/").text
        assert "No alert went out." in steps
        assert "Not passed on yet" not in steps

    def test_as_it_is_typed_on_it_stays_one(self, page, dead) -> None:
        for words in ("Tony", "Tony hit", "Tony hit me with a belt"):
            keep(page, "harm", harm=words, harm_physical="told")
        assert HarmTold.objects.get().what_was_told == "Hurt by somebody. Tony hit me with a belt"

    def test_taken_back_it_is_discussed_and_told_on(self, page, now, dead, manager, officer, social_worker) -> None:
        keep(page, "harm", harm="Tony hit me", harm_physical="told")
        take_death_back(actor=manager, young_person=dead, why="Another child")
        (trigger,) = StrategyDiscussion.objects.open().get().triggers.all()
        assert (trigger.harm, trigger.by) == (HarmTold.objects.get(), officer)
        raise_alerts(at=now)
        assert Alert.objects.standing().filter(stage__kind="harm_told", user=social_worker).exists()
        keep(page, "harm", harm="Tony hit me twice", harm_physical="told")
        assert StrategyDiscussion.objects.open().get().triggers.count() == 1

    def test_harm_told_before_says_nothing_of_what_is_due(self, page, now, manager, officer, interview) -> None:
        mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.")
        record_death(actor=manager, young_person=interview.episode.young_person, died_on=now.date())
        said = keep(page, "harm", harm="He hit me.", harm_physical="not_known").json()["said"]
        assert TODAY in said
        assert "is due" not in said


class TestStrategyDiscussions:
    def test_none_is_asked_for(self, client, declined, manager, young_person) -> None:
        with pytest.raises(ActionRefused) as refused:
            ask_for_discussion(actor=manager, young_person=young_person, reason="Child death review")
        assert (refused.value.message, refused.value.field) == (YESTERDAY, "reason")
        client.force_login(manager)
        ask = reverse("missing:ask_for_strategy_discussion", args=[young_person.reference])
        assert ask not in client.get(young_person.get_absolute_url()).text
        opened = client.get(ask)
        assert YESTERDAY in opened.text
        assert "<textarea" not in opened.text
        answer = client.post(ask, {"reason": "Child death review"})
        assert answer.context["form"].errors["reason"] == [YESTERDAY]
        assert "Child death review" in answer.text
        assert not StrategyDiscussion.objects.exists()

    def test_no_ground_opens_one(self, now, declined, young_person) -> None:
        ground = Ground(StrategyGround.SERIOUS_LEVEL, "level:1", "Serious")
        assert add_grounds(young_person.pk, [ground], now) is None
        assert not StrategyDiscussion.objects.exists()


class TestWhatIsOfferedAndRecorded:
    def test_the_page_offers_nothing(self, client, declined, officer, manager) -> None:
        for user in (officer, manager):
            client.force_login(user)
            page = client.get("/interviews/E2/").text
            for words in (
                "Record the interview", "Parents or carers have not been asked yet", "Record the social work contact",
                "What parents or carers say", "Reopen", "Due by",
            ):  # fmt: skip
                assert words not in page, words

    def test_no_talk_after_the_day_of_death_is_recorded(self, now, declined, officer) -> None:
        with pytest.raises(ActionRefused, match="This is after they died, on 22 November 2026") as refused:
            complete_interview(actor=officer, interview=declined, **done(now))
        assert refused.value.field == "outcome_at"
        assert complete_interview(actor=officer, interview=declined, **done(now, outcome_at=now - 18 * HOUR)).outcome

    def test_nor_a_contact(self, now, declined, manager) -> None:
        facts = {"actor": manager, "interviews": [declined], "method": "visit"}
        with pytest.raises(ActionRefused, match="This is after they died, on 22 November 2026") as refused:
            record_contact(**facts, contact_on=now.date())
        assert refused.value.field == "contact_on"
        assert record_contact(**facts, contact_on=(now - DAY).date())
