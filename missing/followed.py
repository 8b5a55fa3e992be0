"""What followed from saying what an episode is, or from its times: said to who has just put it right."""

from datetime import datetime
from typing import NamedTuple, Self

from accounts.models import User
from missing.codes import Category
from missing.models import Episode, ReturnInterview, StrategyDiscussion
from people.days import about_time_in_words, time_in_words

KIND = {Category.MISSING: "missing", Category.AWAY: "away without authorisation", Category.CURFEW: "late back"}


class Consequences(NamedTuple):
    """How it stands: what hangs on an episode, as far as this user may see it. Taken before a change and after."""

    category: str
    discussion: str
    has_interview: bool
    is_to_do: bool
    due_at: datetime | None

    @classmethod
    def of(cls, episode: Episode, user: User) -> Self:
        seen = StrategyDiscussion.objects.visible_to(user).open().filter(young_person=episode.young_person_id)
        interview = ReturnInterview.objects.filter(episode=episode).first()
        return cls(
            category=episode.category,
            discussion=seen.values_list("reference", flat=True).first() or "",
            has_interview=interview is not None,
            is_to_do=interview is not None and interview.is_to_do,
            due_at=interview.due_at if interview else None,
        )


def what_it_is_now(episode: Episode, before: Consequences, user: User) -> str:
    """What it is on record as, and what followed: for who has changed its category."""
    episode = Episode.objects.select_related("young_person").get(pk=episode.pk)
    kind = KIND[Category(episode.category)]
    if not episode.is_open:
        said = f"It is on record as {kind}."
    else:
        since = about_time_in_words(episode.state_since, episode.state_since_is_approximate)
        said = f"{episode.young_person.first_name} is on record as {kind}, since {since}."
        if before.category == Category.MISSING:
            said = f"{said} They are not among those who are missing any more."
    return " ".join(filter(None, [said, what_followed(episode, before, user)]))


def what_followed(episode: Episode, before: Consequences, user: User) -> str:
    """What became of the strategy discussion and the interview; empty where both are as they were."""
    after = Consequences.of(episode, user)
    return " ".join(filter(None, [_of_the_discussion(before, after), _of_the_interview(before, after)]))


def _of_the_discussion(before: Consequences, after: Consequences) -> str:
    if before.discussion == after.discussion:
        return ""
    if after.discussion:
        return f"Strategy discussion {after.discussion} is due."
    return f"Strategy discussion {before.discussion} is not due any more."


def _of_the_interview(before: Consequences, after: Consequences) -> str:
    if before.is_to_do and not after.is_to_do:
        return "No interview is required any more."
    if not after.is_to_do or after.due_at is None or (before.is_to_do and before.due_at == after.due_at):
        return ""
    again = "again " if before.has_interview and not before.is_to_do else ""
    return f"The interview is due {again}by {time_in_words(after.due_at)}."
