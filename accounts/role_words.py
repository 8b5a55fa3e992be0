"""What each role is for, in the words of their first page. The same as docs/roles.md tells in full."""

from typing import NamedTuple

from accounts.rules import Role


class RoleWords(NamedTuple):
    sees: str
    does: str


ROLE_WORDS: dict[Role, RoleWords] = {
    Role.SOCIAL_WORKER: RoleWords(
        "The young people of your teams; anybody’s name, team, worker and whether they are missing now.",
        "Log that somebody is missing or back, keep their details right, make contact after a declined interview.",
    ),
    Role.DUTY: RoleWords(
        "Everybody missing now, and until 72 hours after they are back. Anybody else by giving a reason.",
        "Log that somebody is missing or back, and tell those who need to know.",
    ),
    Role.TEAM_MANAGER: RoleWords(
        "The young people of your teams, their history and who has read it.",
        "Give young people to workers, hand over interviews, review long absences, see the figures of your teams.",
    ),
    Role.RETURNS_OFFICER: RoleWords(
        "Every episode and every return home interview.",
        "Work the interview queue and send the weekly missing e-mail.",
    ),
    Role.INTERVIEWER: RoleWords(
        "The interviews given to you, and what you need to hold them safely.",
        "Offer interviews, write down attempts, and record what the young person said.",
    ),
    Role.HUB: RoleWords(
        "Every young person and episode.",
        "Look at who is missing now and what is known about risk.",
    ),
    Role.MACE_CHAIR: RoleWords(
        "Who is missing now, and the records opened to you.",
        "Read what you need to chair a meeting.",
    ),
    Role.REVIEWING_OFFICER: RoleWords(
        "The young people whose care you review, and who is missing now.",
        "Read their records before a review. Find them by name above.",
    ),
    Role.AUDITOR: RoleWords(
        "The records opened to you for an audit, until it ends.",
        "Read them. Find them by name above.",
    ),
    Role.SERVICE_MANAGER: RoleWords(
        "The whole service, restricted records included.",
        "See the figures, restrict records and name who sees them, give young people to teams.",
    ),
    Role.DIRECTOR: RoleWords(
        "The whole service, restricted records included.",
        "Read the records, the figures and what is overdue. You are told when a strategy discussion waits too long.",
    ),
    Role.ANALYST: RoleWords(
        "Figures and what they count, without names.",
        "Open the figures: each says what it counts and out of how many.",
    ),
    Role.DATA_MANAGER: RoleWords(
        "Case files taken in, and the rows that were not.",
        "Import a case file: it is checked first, and nothing is taken in before you say so.",
    ),
    Role.ADMINISTRATOR: RoleWords(
        "Users, teams and services. No young person’s record by this role.",
        "Add people, give them roles and teams, and shut out those who leave.",
    ),
}


ON_CALL_WORDS = RoleWords(
    f"Besides what you see anyway, what duty sees. {ROLE_WORDS[Role.DUTY].sees}",
    "Outside office hours you are told at once of who is missing and of harm.",
)


def words_for(roles: frozenset[str], *, is_on_call: bool = False) -> list[tuple[str, RoleWords]]:
    """The name of each role held and what it is for, in the order of the roles; before them that one is on call."""
    on_call = [("On call this week", ON_CALL_WORDS)] if is_on_call else []
    return on_call + [(role.label, ROLE_WORDS[role]) for role in Role if role.value in roles]
