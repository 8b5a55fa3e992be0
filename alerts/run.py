"""One run of the outbox: what it tries next, and what it makes of a mail server that does not answer.

Urgent e-mail goes first, and what has not been tried in vain before the rest. An address at which the server falls
silent is that e-mail's own failure, and costs the run the ten seconds of EMAIL_TIMEOUT. After it the run leaves the
address and whatever was tried in vain before alone, and goes on from the other end: what falls silent together was
mostly written together, and the rest need not wait behind it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Least

from alerts.models import OutgoingEmail

SILENCES_AT_MOST = 3
"""In one run: the next one, a minute later, finds the rest."""


@dataclass
class Run:
    """`anothers` are ids that another process was found sending, `silent` addresses at which the server fell silent."""

    sent: int = 0
    failed: set[int] = field(default_factory=set)
    anothers: set[int] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    silences: int = 0

    def next_email(self, now: datetime) -> OutgoingEmail | None:
        """The next that is due, and None when there is nothing to send."""
        due = OutgoingEmail.objects.to_try(now).exclude(Q(pk__in=self.anothers) | Q(goes_with__in=self.anothers))
        if self.silences:
            due = due.filter(tries=0).exclude(address__in=self.silent)
        if self.silences % 2:
            due = due.reverse()
        return due.select_related("stage").first()

    @property
    def is_server_to_blame(self) -> bool:
        """A second silence when nothing has left: no e-mail's own failure any more."""
        return bool(self.silences) and not self.sent

    @property
    def is_over(self) -> bool:
        return self.silences >= SILENCES_AT_MOST

    def note_silence(self, address: str) -> None:
        self.silences += 1
        self.silent.add(address)

    def note_sent(self, now: datetime) -> None:
        """The first that leaves shows that the server works again: what may have failed because of it follows."""
        if not self.sent:
            bring_forward(now, besides=self.failed)
        self.sent += 1


@transaction.atomic
def bring_forward(now: datetime, *, besides: set[int]) -> None:
    """Let what is in doubt be tried now, given up or not; what this run tried in vain, `besides`, keeps its pause."""
    rows = OutgoingEmail.objects.in_doubt().select_for_update(skip_locked=True, of=("self",))
    in_doubt = set(rows.values_list("pk", flat=True))
    if in_doubt:
        OutgoingEmail.objects.filter(pk__in=in_doubt).update(is_in_doubt=False)
        others = OutgoingEmail.objects.filter(pk__in=in_doubt - besides)
        others.update(next_try_at=Least("next_try_at", now), given_up_at=None)
