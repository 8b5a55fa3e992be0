"""The forms of this room that are kept as they are typed, and whose record each is about."""

from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from missing.models import (
    ContactAttempt,
    Episode,
    FollowUpAction,
    HarmTold,
    InterviewCopy,
    InterviewOffer,
    LogEntry,
    PersonTold,
    PoliceIntelligence,
    ReturnInterview,
    StrategyDiscussion,
)
from people.draft_subjects import ByPk, Found, OfNobody, OfTwo, register
from people.models import YoungPerson

OF_INTERVIEWS = {
    "interview": ("Return home interview", "missing:complete"),
    "they_told": ("What the placing council told", "missing:they_told"),
    "intelligence": ("Intelligence for the police", "missing:send_intelligence"),
    "oversight": ("Manager’s oversight", "missing:oversight"),
    "not_done": ("Declined or not done", "missing:close"),
    "parents": ("What parents or carers say", "missing:parents"),
    "contact": ("Social work contact", "missing:contact"),
    "accept_contact": ("Accept a contact as enough", "missing:accept_contact"),
    "not_required": ("No interview is required", "missing:not_required"),
    "reopen": ("Reopen the interview", "missing:reopen"),
    "booking": ("Book the interview", "missing:book"),
    "cancel_booking": ("Cancel a booking", "missing:cancel_booking"),
    "wish": ("Whom they want to talk to", "missing:wish"),
    "offer": ("Offered it?", "missing:interview"),
    "attempt": ("Tried, and could not?", "missing:interview"),
    "follow_up": ("Something to do", "missing:add_follow_up"),
    "share": ("A copy of the interview", "missing:sharing"),
}
"""Forms about one interview, whose drafts are kept by its number: what each is called, and its page. Where two
interviews become one, what was typed follows (missing.actions.merged_interviews)."""

OF_ITS_EPISODE = {"person": "episode__young_person", "reference": "episode__reference"}
OF_ITS_INTERVIEW = {name: f"interview__{path}" for name, path in OF_ITS_EPISODE.items()}

OF_PARTS: dict[str, tuple[str, str, type[Model]]] = {
    "withdraw_offer": ("An offer was a mistake", "missing:withdraw_offer", InterviewOffer),
    "withdraw_attempt": ("An attempt was a mistake", "missing:withdraw_attempt", ContactAttempt),
    "withdraw_copy": ("A copy was not given", "missing:withdraw_copy", InterviewCopy),
    "withdraw_intelligence": ("Intelligence was not sent", "missing:withdraw_intelligence", PoliceIntelligence),
    "intelligence_reference": ("The police’s reference", "missing:intelligence_reference", PoliceIntelligence),
    "settle": ("What came of something to do", "missing:settle_follow_up", FollowUpAction),
}
"""Forms about one part of an interview, kept by its number: what each is called, its page, and of what it is."""


def register_drafts() -> None:
    _register_of_episodes()
    _register_of_interviews()
    _register_of_discussions()
    register("log_episode", "Log an episode", _of_person("missing:log_episode_for"))
    register("log_hidden", "Log an episode without opening the record", OfNobody("missing:log_hidden"))
    register("strategy_ask", "Ask for a strategy discussion", _of_person("missing:ask_for_strategy_discussion"))


def _register_of_episodes() -> None:
    register("log_entry", "Add to the log", _of_episode("missing:episode"))
    register("long_review", "Record a review", _of_episode("missing:long_review"))
    register("return", "Record return", _of_episode("missing:return"))
    register("tell", "Who was told", _of_episode("missing:tell"))
    register("mend_told", "Who was told, put right", ByPk(_told, _mending, **OF_ITS_EPISODE))
    register("withdraw_line", "A line of the log was a mistake", ByPk(_lines, _striking_out_line, **OF_ITS_EPISODE))
    register("police_facts", "What the police say", _of_episode("missing:police"))
    register("correct_times", "Correct the times", _of_episode("missing:correct"))
    register("correct_ending", "Correct how it ended", _of_episode("missing:correct_ending"))
    register("category", "Change what this is", _of_episode("missing:category"))
    register("void", "Void this episode", _of_episode("missing:void"))
    register("unvoid", "Put this episode back", _of_episode("missing:unvoid"))
    register("merge", "Make one episode of two", OfTwo(_merging, _of_episode("missing:episode")))
    register("unmerge", "Make two episodes again", _of_episode("missing:unmerge"))
    register("adult_handover", "Handover at 18", _of_episode("missing:adult_handover"))
    register("ask_for_interview", "Ask for an interview", _of_episode("missing:ask_for_interview"))


def _register_of_interviews() -> None:
    for kind, (title, page) in OF_INTERVIEWS.items():
        register(kind, title, _of_interview(page))
    for kind, (title, page, model) in OF_PARTS.items():
        register(kind, title, _of_part(model, page))


def _register_of_discussions() -> None:
    register("strategy", "The strategy discussion was held", _of_discussion("missing:strategy_held"))
    register("strategy_decline", "A strategy discussion is not needed", _of_discussion("missing:strategy_declined"))
    register("strategy_take_back", "A strategy discussion is due again", _of_discussion("missing:strategy_take_back"))
    register("withdraw_harm", "Harm was typed by mistake", ByPk(_harm, _withdrawing, **OF_ITS_EPISODE))


def _of_person(url_name: str) -> ByPk:
    def found(person: YoungPerson) -> Found:
        return Found(person, reverse(url_name, args=[person.reference]))

    return ByPk(YoungPerson.objects.all, found, person="pk")


def _of_episode(url_name: str) -> ByPk:
    def found(episode: Episode) -> Found:
        return Found(episode.young_person, reverse(url_name, args=[episode.reference]))

    return ByPk(_episodes, found, reference="reference")


def _of_interview(url_name: str) -> ByPk:
    def found(interview: ReturnInterview) -> Found:
        return Found(interview.episode.young_person, reverse(url_name, args=[interview.episode.reference]))

    return ByPk(_interviews, found, **OF_ITS_EPISODE)


def _of_part(model: type[Model], url_name: str) -> ByPk:
    """Of a step of an interview, or something that was passed on from it."""

    def found(part: Any) -> Found:
        episode = part.interview.episode
        return Found(episode.young_person, reverse(url_name, args=[episode.reference, part.pk]))

    def rows() -> QuerySet[Any]:
        return model._default_manager.select_related("interview__episode__young_person")

    return ByPk(rows, found, **OF_ITS_INTERVIEW)


def _of_discussion(url_name: str) -> ByPk:
    def found(discussion: StrategyDiscussion) -> Found:
        return Found(discussion.young_person, reverse(url_name, args=[discussion.reference]))

    return ByPk(lambda: StrategyDiscussion.objects.select_related("young_person"), found, reference="reference")


def _merging(rest: str) -> Found | None:
    """Of two episodes, the one that stays first: `merge:17-18`."""
    kept, _, merged = rest.partition("-")
    found = {str(episode.pk): episode for episode in _episodes().filter(pk__in=filter(str.isdecimal, (kept, merged)))}
    if kept not in found or merged not in found:
        return None
    url = reverse("missing:merge_with", args=[found[kept].reference, found[merged].reference])
    return Found(found[kept].young_person, url)


def _mending(told: PersonTold) -> Found:
    return Found(told.episode.young_person, reverse("missing:mend_told", args=[told.episode.reference, told.pk]))


def _striking_out_line(line: LogEntry) -> Found:
    return Found(line.episode.young_person, reverse("missing:withdraw_line", args=[line.episode.reference, line.pk]))


def _withdrawing(harm: HarmTold) -> Found:
    """Without a way there: it is reached from the strategy discussion that the harm opened."""
    return Found(harm.episode.young_person)


def _episodes() -> QuerySet[Episode]:
    return Episode.objects.select_related("young_person")


def _interviews() -> QuerySet[ReturnInterview]:
    return ReturnInterview.objects.select_related("episode__young_person")


def _lines() -> QuerySet[LogEntry]:
    return LogEntry.objects.select_related("episode__young_person")


def _told() -> QuerySet[Any]:
    return PersonTold.objects.select_related("episode__young_person")


def _harm() -> QuerySet[HarmTold]:
    return HarmTold.objects.select_related("episode__young_person")
