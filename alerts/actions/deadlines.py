"""Deadlines that a case file corrects: it tells nobody anew, and what they were told stands."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alerts.hours import at_set_hours
from alerts.models import AlertStage
from alerts.sources import source_of


@transaction.atomic
def let_deadlines_move(*, kind: str, deadlines: Mapping[str, datetime], at: datetime) -> int:
    """Put the stages of these matters, by key, under their new deadline where it has reached them too. How many.

    `at` is the instant of the correction. What the new deadline has not reached is withdrawn by the next sweep, and
    told again when it is.
    """
    source = source_of(kind)
    if source is None:
        return 0
    (source,) = at_set_hours([source])
    offsets = {stage.code: stage.offset for stage in source.stages}
    stages = AlertStage.objects.filter(kind=kind, subject_key__in=deadlines)
    on_record = set(stages.values_list("subject_key", "stage", "due_at"))
    moved = []
    for stage in stages.standing():
        due_at, offset = deadlines[stage.subject_key], offsets.get(stage.stage)
        is_reached = offset is not None and due_at + offset <= at
        if is_reached and (stage.subject_key, stage.stage, due_at) not in on_record:
            stage.due_at = due_at
            moved.append(stage)
    return AlertStage.objects.bulk_update(moved, ["due_at"])
