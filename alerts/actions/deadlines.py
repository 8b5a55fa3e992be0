"""Deadlines that a case file corrects: it tells nobody anew, and what they were told stands."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alerts.hours import at_set_hours
from alerts.models import AlertStage
from alerts.sources import source_of


@transaction.atomic
def let_deadlines_move(*, kind: str, deadlines: Mapping[str, datetime], at: datetime) -> dict[str, datetime]:
    """Put the stages of these matters, by key, under their new deadline where it has reached them too.

    `at` is the instant of the correction; what the deadlines are of is locked already. What the new deadline has not
    reached is withdrawn by the next sweep, and told again when it is. Gives, by key, when the latest stage that stands
    is reached now, where no later one is: alerts may count from then, as nothing else is raised by it.
    """
    source = source_of(kind)
    if source is None:
        return {}
    (source,) = at_set_hours([source])
    offsets = {stage.code: stage.offset for stage in source.stages}
    stages = AlertStage.objects.filter(kind=kind, subject_key__in=deadlines)
    on_record = set(stages.values_list("subject_key", "stage", "due_at"))
    moved: list[AlertStage] = []
    standing: dict[str, datetime] = {}
    for stage in stages.standing():
        due_at, offset = deadlines[stage.subject_key], offsets.get(stage.stage)
        if offset is None or due_at + offset > at:
            continue
        standing[stage.subject_key] = max(due_at + offset, standing.get(stage.subject_key, due_at + offset))
        if (stage.subject_key, stage.stage, due_at) not in on_record:
            stage.due_at = due_at
            moved.append(stage)
    AlertStage.objects.bulk_update(moved, ["due_at"])
    return {
        key: reached
        for key, reached in standing.items()
        if reached == max(deadlines[key] + offset for offset in offsets.values() if deadlines[key] + offset <= at)
    }
