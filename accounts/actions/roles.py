"""Taking a role from somebody: what they hold by it is moved first, and none stays with who could not do it."""

from collections.abc import Collection

from accounts.access import ActionRefused
from accounts.actions.leaving import open_work_of
from accounts.models import User
from accounts.work import Work


def held_by_role(user: User) -> list[tuple[Work, int]]:
    """Each kind of work with them, and how much of it, for which they need a role that they have."""
    return [(work, count) for work, count in open_work_of(user) if not work.needs.isdisjoint(user.held_roles)]


def in_words(held: Collection[tuple[Work, int]]) -> str:
    """`Interviews given to them: 3. Young people whose care they review: 1.`"""
    return " ".join(f"{work.title_to_others}: {count}." for work, count in held)


def refuse_what_would_stay(user: User, roles: Collection[str]) -> None:
    """Refuse these roles to who holds what none of them does. Raises ActionRefused, with what it is and what to do."""
    held = [(work, count) for work, count in held_by_role(user) if work.needs.isdisjoint(roles)]
    if not held:
        return
    first = " ".join(work.must_be_moved for work, _ in held if work.must_be_moved)
    words = (
        f"This would stay with them, and nobody with these roles can do it. {in_words(held)} {first}",
        "Leave them the role until it has been given to somebody else; or shut them out, which moves it, and let them "
        "in again with their new roles.",
    )
    raise ActionRefused(" ".join(part.strip() for part in words), field="roles")
