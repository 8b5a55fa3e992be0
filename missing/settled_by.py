"""How an interview ended in the end: one that is covered takes the outcome of the one that covers it."""

from django.db.models import Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import Coalesce

from missing.codes import Outcome


class SettledBy(Func):
    """A column of the interview that settles a covered one, however many steps later; null when none is on record.

    Covered ones point at one another in a chain (missing again before the covering talk, which is then covered
    itself). A case file that says so in a circle is refused (missing.imports.covers); UNION drops a row seen before, so
    that one on record from before would end here too.
    """

    template = """(
        WITH RECURSIVE chain AS (
            SELECT covering.id, covering.outcome, covering.outcome_at, covering.independence, covering.covered_by_id
            FROM missing_returninterview AS covering WHERE covering.id = %(expressions)s
            UNION
            SELECT later.id, later.outcome, later.outcome_at, later.independence, later.covered_by_id
            FROM chain JOIN missing_returninterview AS later ON later.id = chain.covered_by_id
            WHERE chain.outcome = 'covered_by_later'
        )
        SELECT %(column)s FROM chain WHERE outcome <> 'covered_by_later' LIMIT 1
    )"""


COVERED = Q(interview__outcome=Outcome.COVERED_BY_LATER)


def final_outcome() -> Case:
    """Of an episode: blank while its interview is to do, or it has none.

    It stays "covered by a later interview" where the covering one is not on record.
    """
    settled = SettledBy(F("interview__covered_by"), column="outcome", output_field=CharField())
    return Case(
        When(COVERED, then=Coalesce(settled, Value(Outcome.COVERED_BY_LATER.value))),
        default=Coalesce("interview__outcome", Value("")),
        output_field=CharField(),
    )
