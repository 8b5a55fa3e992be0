"""The page of a young person with 60 episodes stays quick and readable."""

from datetime import timedelta
from time import process_time

from django.urls import reverse

from people.models import CaseEvent
from tests.factories import CaseEventFactory, EpisodeFactory, ReturnInterviewFactory

EPISODES, SHOWN = 60, 10
SECONDS = 2.0
"""Of the processor, far more than it takes (0.2 s): a page that asks once an episode would need longer."""


def test_60_episodes_take_twelve_queries_and_the_older_ones_are_folded_away(
    client, now, social_worker, young_person, django_assert_max_num_queries
):
    for number in range(EPISODES):
        started_at = now - timedelta(days=10 + 9 * number)
        episode = EpisodeFactory(young_person=young_person, started_at=started_at, returned=True)
        interview = ReturnInterviewFactory(episode=episode, outcome="declined" if number else "")
        for kind, at in (("WENT_MISSING", started_at), ("RETURNED", episode.returned_at)):
            key = f"episode:{episode.pk}"
            CaseEventFactory(young_person=young_person, kind=CaseEvent.Kind[kind], at=at, source_key=key)
        key = f"interview:{interview.pk}"
        CaseEventFactory(
            young_person=young_person, kind=CaseEvent.Kind.INTERVIEW_CLOSED, at=episode.returned_at, source_key=key
        )
    client.force_login(social_worker)
    address = reverse("people:young_person", args=[young_person.reference])
    client.get(address)
    before = process_time()
    with django_assert_max_num_queries(12):
        page = client.get(address).text
    assert process_time() - before < SECONDS
    at_once, _, folded = page.partition(f"All {EPISODES} episodes")
    assert at_once.count('data-label="Until"') == SHOWN
    assert folded.count('data-label="Until"') == EPISODES - SHOWN
