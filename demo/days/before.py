"""What had to be arranged before: who reviews whose care, and whose record is restricted to people named on it."""

from accounts.models import User
from demo import cast
from demo.days.diary import Diary
from people import actions
from people.models import YoungPerson

REVIEWING = ("winston.grant", "nasreen.akhtar")
HEAD = "yasmin.qureshi"


def note(diary: Diary) -> None:
    """Three weeks ago, long after whatever the case file says."""
    at = diary.by_day(21 * 24)
    diary.note(at, HEAD, lambda actor, at: give_reviewing_officers(actor, [diary.staff[key] for key in REVIEWING]))
    restrict(diary, cast.NADIA, "priya.nair", ["callum.reid", "harjit.sandhu"])
    restrict(diary, cast.PREETI, "leah.osei", ["ifeoma.eze", "ewa.malik"])


def give_reviewing_officers(actor: User, officers: list[User]) -> None:
    """Everybody in our care has one."""
    looked_after = YoungPerson.objects.filter(care_periods__isnull=False, care_periods__ended_on__isnull=True)
    looked_after = looked_after.select_related("team", "social_worker").order_by("reference")
    for number, young_person in enumerate(looked_after):
        if young_person.team is None:
            raise ValueError(f"{young_person.reference} is in our care and in no team")
        actions.allocate(
            actor=actor,
            young_person=young_person,
            team=young_person.team,
            social_worker=young_person.social_worker,
            reviewing_officer=officers[number % len(officers)],
        )


def restrict(diary: Diary, part: cast.Part, interviewer: str, others: list[str]) -> None:
    diary.note(
        diary.by_day(20 * 24),
        HEAD,
        lambda actor, at: actions.restrict_record(
            actor=actor,
            young_person=YoungPerson.objects.get(reference=part.reference),
            interviewer=diary.staff[interviewer],
            others=[diary.staff[key] for key in others],
            keeper=actor,
            at=at,
        ),
    )
