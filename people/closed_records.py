"""Records that a file has just restricted, and who still sees each: asked once, however many they are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from accounts.models import Service, User
from accounts.rules import Role
from people.models import AccessGrant, YoungPerson
from people.models.young_person import SEES_RESTRICTED_RECORDS


class ClosedRecords:
    """The young people's ids in `records`, and the instant `at` which they were closed to others.

    The same as `may_open` says of each user and record, for many of both.
    """

    def __init__(self, records: Collection[int], at: datetime) -> None:
        self.records, self.at = list(records), at
        of_each = YoungPerson.objects.filter(pk__in=self.records).order_by("pk")
        self._references = dict(of_each.values_list("pk", "reference"))
        self._services = dict(of_each.values_list("pk", "team__service"))
        seeing_all = User.objects.active().filter(groups__name__in=SEES_RESTRICTED_RECORDS)
        self._seeing_all = frozenset(seeing_all.values_list("pk", flat=True))
        self._named: dict[int, set[int | None]] = defaultdict(set)
        named = AccessGrant.objects.current().filter(reason=AccessGrant.Reason.NAMED, young_person__in=self.records)
        for record, user in named.values_list("young_person", "user"):
            self._named[record].add(user)
        self._managers = {user.pk: user for user in User.objects.holding(Role.SERVICE_MANAGER).order_by("pk")}
        self._managing: dict[int, list[User]] = defaultdict(list)
        managing = Service.managers.through.objects.filter(user__in=self._managers).order_by("user")
        for service, user in managing.values_list("service", "user"):
            self._managing[service].append(self._managers[user])

    @property
    def unnamed(self) -> list[tuple[int, str]]:
        """Those on which nobody is named: id and reference."""
        return [(pk, reference) for pk, reference in self._references.items() if not self._named[pk]]

    @property
    def whose_it_was(self) -> list[tuple[int, User]]:
        """The id of each with its social worker and its reviewing officer, as far as they work here."""
        people = YoungPerson.objects.filter(pk__in=self.records).select_related("social_worker", "reviewing_officer")
        found = {
            (one.pk, user): None for one in people.order_by("pk") for user in (one.social_worker, one.reviewing_officer)
        }
        return [(pk, user) for pk, user in found if user and user.is_here]

    def is_seen_by(self, record: int, user: User | None) -> bool:
        return user is not None and (user.pk in self._seeing_all or (user.is_here and user.pk in self._named[record]))

    def managers_of(self, record: int) -> list[User]:
        """The service managers of the team's service, or where it has none all: as alerts go to them."""
        service = self._services.get(record)
        return (self._managing.get(service) if service else None) or list(self._managers.values())
