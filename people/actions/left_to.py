"""Who is told what is left with nobody when a colleague leaves: the managers who have to give it to somebody."""

from collections.abc import Iterable

from accounts.models import User
from accounts.rules import Role
from people.models import YoungPerson


def left_to(rows: Iterable[tuple[YoungPerson, str]], leaver: User) -> dict[User, list[str]]:
    """The references of `rows` by who is told of them: each young person's team managers, else the service managers.

    Of a record that the team managers may not open the service managers are told. A query for each manager.
    """
    rows = list(rows)
    people, told = {person.pk for person, _ in rows}, dict[User, set[int]]()
    theirs = {team: set[int]() for team in {person.team_id for person, _ in rows} - {None}}
    for person, _ in rows:
        if person.team_id:
            theirs[person.team_id].add(person.pk)
    managers = User.objects.holding(Role.TEAM_MANAGER).exclude(pk=leaver.pk).order_by("pk")
    for team, members in theirs.items():
        for manager in managers.filter(teams=team):
            told.setdefault(manager, set()).update(_may_open(manager, members))
    left = people.difference(*told.values())
    for head in User.objects.holding(Role.SERVICE_MANAGER).exclude(pk=leaver.pk).order_by("pk") if left else ():
        told.setdefault(head, set()).update(_may_open(head, left))
    found = {user: [reference for person, reference in rows if person.pk in seen] for user, seen in told.items()}
    return {user: references for user, references in found.items() if references}


def _may_open(user: User, people: set[int]) -> set[int]:
    return set(YoungPerson.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True))
