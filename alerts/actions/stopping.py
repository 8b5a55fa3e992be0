"""Everything that is told about one young person ends: they have died."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from alerts.actions.clearing import end_stages, withdraw_emails
from alerts.models import AlertStage
from people.models import YoungPerson


@transaction.atomic
def stop_alerts_about(young_person: YoungPerson, at: datetime) -> int:
    """End every alert about them, and take back each e-mail of one that has not been sent. How many alerts.

    Called in the transaction that puts the death on record; from then on the sweep raises nothing about them
    (alerts.sources). An e-mail that is on its way at this very instant cannot be called back. The stages are
    withdrawn as well as cleared: should the death have been recorded wrongly, all that is due still is told again. So
    are those that the end of their episode has cleared a moment before: what is told once would be lost with it.
    """
    about = AlertStage.objects.filter(young_person=young_person)
    stages = list(about.standing().values_list("pk", flat=True))
    cleared = end_stages(stages, at, cleared=True)
    about.filter(cleared_at=at, withdrawn_at__isnull=True).update(withdrawn_at=at)
    withdraw_emails(Q(stage__young_person=young_person), at)
    return cleared
