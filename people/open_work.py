"""Who of a manager's young people has no social worker, on their first page (accounts.work)."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rules import Can, Role
from accounts.work import Work, register
from people.codes import KindOfRecord
from people.models import YoungPerson, seen_by
from people.urgency import urgent_first

HAVE_A_WORKER = (KindOfRecord.LOOKED_AFTER, KindOfRecord.AT_HOME, KindOfRecord.CARE_LEAVER)
"""Another council's have theirs there, and not every adult at risk has one."""


def without_worker(user: User) -> QuerySet[YoungPerson]:
    """Those of their teams, of a service manager of every team and of none: the urgent first, then the youngest."""
    theirs = Q() if user.holds(Role.SERVICE_MANAGER) else Q(team__in=user.team_ids)
    found = seen_by(user, YoungPerson.objects).filter(theirs, kind_of_record__in=HAVE_A_WORKER)
    found = found.filter(social_worker__isnull=True, died_on__isnull=True, merged_into__isnull=True)
    shown = found.select_related("team").only("reference", "first_name", "last_name", "date_of_birth", "team__name")
    return urgent_first(shown, "-date_of_birth", "pk")


def register_work() -> None:
    register(
        Work(
            order=45,
            key="without_worker",
            title="Without a social worker",
            rows=without_worker,
            template="people/work_without_worker.html",
            empty="Each of your young people has a social worker.",
            can=Can.ALLOCATE,
            url_name="people:without_worker",
            is_own=False,
        )
    )
