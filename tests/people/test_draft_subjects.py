"""What each kept form is about, by its key; and that every form that is kept is registered and says so."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from accounts import draft_kinds
from accounts.rules import Role
from missing.models import FollowUpAction, InterviewCopy, PoliceIntelligence, ReturnInterview
from people.draft_subjects import Subject, named_in, subject_of
from people.models import YoungPerson
from tests.factories import (
    EpisodeFactory,
    HarmToldFactory,
    PersonAroundFactory,
    PersonToldFactory,
    RecordMergeFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
KEY_WRITTEN = re.compile(
    r'(?:key=|keep_form\(request, |return |key = |DRAFT = )f?"([a-z_]+):|_part\(request, reference, "([a-z_]+)"'
)


@pytest.fixture
def interview(kayden: YoungPerson) -> ReturnInterview:
    return ReturnInterviewFactory(episode=EpisodeFactory(young_person=kayden, returned=True))


def test_a_draft_about_nobody_on_record_is_called_by_its_form() -> None:
    assert subject_of("young_person:new") == Subject("Add a young person", None, "/young-people/new/")
    assert subject_of("cover:new").url == "/account/cover/"
    for gone in (
        "interview:0",
        "interview:x",
        "open_with_reason:x",
        "court_order:new-x",
        "merge:x-y",
        "merge:17",
        "record_merge:17",
    ):
        assert subject_of(gone).is_gone
        assert subject_of(gone).young_person is None


def test_a_kind_of_form_that_no_room_has_registered_is_a_fault() -> None:
    with pytest.raises(LookupError, match="no form is kept as weather"):
        subject_of("weather:17")


def test_each_draft_leads_to_whose_record_it_is_about(interview, kayden) -> None:
    discussion = StrategyDiscussionFactory(young_person=kayden)
    harm = HarmToldFactory(episode=interview.episode, discussion=discussion)
    told = PersonToldFactory(episode=interview.episode)
    long_ago = datetime(2026, 1, 9, tzinfo=UTC)
    other = EpisodeFactory(young_person=kayden, started_at=long_ago, returned=True, reference="E78")
    around = PersonAroundFactory(young_person=kayden)
    episode = interview.episode
    keys = {
        f"{kind}:{kayden.pk}"
        for kind in (
            "open_with_reason",
            "details",
            "lift_restriction",
            "needs",
            "description",
            "reach",
            "log_episode",
            "strategy_ask",
        )
    }
    around_kinds = ("person_around", "court_order", "other_name", "support", "care_period", "placement")
    keys |= {f"{kind}:new-{kayden.pk}" for kind in around_kinds}
    merge = RecordMergeFactory(kept=kayden)
    keys |= {f"record_merge:{kayden.pk}-{merge.merged_id}", f"record_unmerge:{merge.pk}"}
    keys |= {f"{kind}:{interview.pk}" for kind in ("interview", "they_told", "intelligence", "oversight")}
    keys |= {
        f"{kind}:{interview.pk}"
        for kind in (
            "not_done", "parents", "contact", "accept_contact", "not_required", "reopen", "booking", "cancel_booking",
            "wish", "follow_up", "share", "offer", "attempt",
        )
    }  # fmt: skip
    to_do = FollowUpAction.objects.create(
        interview=interview, what="Ring", owner=interview.assigned_to or UserFactory(), by=UserFactory(),
        due_on=long_ago.date(), recorded_at=long_ago,
    )  # fmt: skip
    passed_on = {"interview": interview, "by": UserFactory()}
    copy = InterviewCopy.objects.create(
        recipient="police", recipient_name="Locate", sections=["where"], shared_at=long_ago, **passed_on
    )
    sent = PoliceIntelligence.objects.create(what="A car", sent_to="Locate", sent_at=long_ago, **passed_on)
    keys |= {f"settle:{to_do.pk}"}
    keys |= {
        f"{kind}:{episode.pk}"
        for kind in (
            "log_entry", "long_review", "return", "tell", "police_facts", "correct_times", "correct_ending", "category",
            "void", "unvoid", "unmerge", "adult_handover", "ask_for_interview",
        )
    }  # fmt: skip
    keys |= {
        f"strategy:{discussion.pk}",
        f"strategy_decline:{discussion.pk}",
        f"strategy_take_back:{discussion.pk}",
        f"withdraw_harm:{harm.pk}",
    }
    keys |= {f"mend_told:{told.pk}", f"merge:{episode.pk}-{other.pk}", f"person_around:{around.pk}"}
    offered = {"offered_at": long_ago, "method": "phone", "response": "thinking"}
    tried = {"attempted_at": long_ago, "method": "phone", "result": "no_answer"}
    written = {"by": told.recorded_by, "recorded_at": long_ago}
    keys |= {
        f"withdraw_line:{episode.log.create(text='Rang', at=long_ago, **written).pk}",
        f"withdraw_offer:{interview.offers.create(**offered, **written).pk}",
        f"withdraw_attempt:{interview.attempts.create(**tried, **written).pk}",
        f"withdraw_copy:{copy.pk}",
        f"withdraw_intelligence:{sent.pk}",
        f"intelligence_reference:{sent.pk}",
    }
    named = named_in(keys, UserFactory(roles=[Role.SERVICE_MANAGER]))
    for key in sorted(keys):
        assert subject_of(key).young_person == kayden, key
        assert named[key].young_person == kayden, key
    assert {key.partition(":")[0] for key in keys} | {"young_person", "cover", "log_hidden"} == set(draft_kinds._titles)


def test_every_form_that_is_kept_is_registered() -> None:
    """By the keys that the code writes, so that a new form cannot be forgotten."""
    written: dict[str, Path] = {}
    for room in ("accounts", "people", "missing", "reporting"):
        for path in Path(settings.BASE_DIR, room).rglob("*.py"):
            text = path.read_text()
            if (
                "keep_form" in text
                or "def draft_key" in text
                or "save_draft" in text
                or "views.around import edit" in text
            ):
                found = KEY_WRITTEN.findall(text)
                written |= dict.fromkeys(filter(None, (kind for groups in found for kind in groups)), path)
    assert {"log_episode", "oversight", "court_order", "return", "interview", "needs", "cover"} <= written.keys()
    for kind, path in written.items():
        assert draft_kinds.is_registered(kind), f"{kind} of {path}"


def test_every_form_that_is_kept_says_so_and_minds_the_other_tab() -> None:
    """`kept` goes to components/confirm_buttons.html, or both of its parts are in the form."""
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        text = path.read_text()
        if "data-draft-url" in text and path.parent.name != "components":
            parts = ("draft_notice.html", "draft_tab.html")
            assert "kept=kept only" in text, path
            assert "confirm_buttons.html" in text or all(part in text for part in parts), path
