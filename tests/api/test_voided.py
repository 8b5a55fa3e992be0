"""What is voided or merged is in no list of the API, and says so where it is asked for."""

from missing.actions import merge_episodes, void_episode
from missing.models import Episode, ReturnInterview


def test_a_voided_episode_is_listed_nowhere_and_says_so(program_of, worker, episode, interview) -> None:
    void_episode(actor=worker, episode=episode, reason="Another child")
    void_episode(actor=worker, episode=interview.episode, reason="Another child")
    program = program_of(worker)
    for address in ("episodes/", "episodes/?is_open=true", "interviews/", "interviews/?to_do=false"):
        assert program.get(f"/api/v1/{address}").json()["results"] == [], address
    shown = program.get("/api/v1/episodes/E1/").json()
    assert (shown["voided_why"], shown["merged_into"]) == ("Another child", None)
    assert shown["voided_at"]


def test_a_merged_one_says_into_which(program_of, worker, episode, interview) -> None:
    ReturnInterview.objects.all().delete()
    facts = {"reason": "The same night", "start": "merged", "end": "kept"}
    merge_episodes(actor=worker, kept=episode, merged=Episode.objects.get(reference="E2"), **facts)
    assert program_of(worker).get("/api/v1/episodes/E2/").json()["merged_into"] == "E1"
