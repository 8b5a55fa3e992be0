from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.forms import RefusableForm, TakerChoice
from accounts.models import Team, User
from accounts.rules import ROLES_THAT_CAN, Can, Role
from people.actions.restriction import ASK_WHO_KEEPS_THE_LOG
from people.forms.versioned import VersionedForm
from people.models import YoungPerson
from people.models.young_person import SEES_RESTRICTED_RECORDS


class WorkerField(forms.ModelChoiceField):
    """Somebody by name and job: two people may share a name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}, {obj.job_title}" if obj.job_title else str(obj.full_name)


class WorkersField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"})
    label_from_instance = WorkerField.label_from_instance


class AllocationForm(VersionedForm):
    team = forms.ModelChoiceField(
        Team.objects.all(), empty_label="Choose a team", error_messages={"required": "Choose a team."}
    )
    social_worker = TakerChoice(User.objects.none(), required=False, empty_label="Nobody yet")
    reviewing_officer = TakerChoice(User.objects.none(), required=False, empty_label="Nobody yet")

    def __init__(self, *args: Any, record: YoungPerson, **kwargs: Any) -> None:
        on_record = {name: getattr(record, f"{name}_id") for name in ("team", "social_worker", "reviewing_officer")}
        kwargs["initial"] = on_record | (kwargs.get("initial") or {})
        super().__init__(*args, record=record, **kwargs)
        # Whoever is on record stays in the list, even when they have left: the form must not change it unasked.
        workers = holding(Role.SOCIAL_WORKER, Role.TEAM_MANAGER, or_pk=record.social_worker_id)
        self.fields["social_worker"].queryset = workers  # type: ignore[attr-defined]
        officers = holding(Role.REVIEWING_OFFICER, or_pk=record.reviewing_officer_id)
        self.fields["reviewing_officer"].queryset = officers  # type: ignore[attr-defined]


class KeeperForm(RefusableForm):
    """A form that closes a record to others. `asks_for_keeper` where the young person is missing now."""

    keeper = WorkerField(
        User.objects.none(),
        empty_label="Choose somebody",
        label="Who keeps the log while they are missing",
        help_text="They see the record too, and are told. If it is you, or another service manager, nobody else sees "
        "the log tonight but who is named.",
        error_messages={"required": ASK_WHO_KEEPS_THE_LOG},
    )

    def __init__(self, *args: Any, asks_for_keeper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_for_keeper:
            self.fields["keeper"].queryset = holding(*ROLES_THAT_CAN[Can.LOG_EPISODES])  # type: ignore[attr-defined]
        else:
            del self.fields["keeper"]


class RestrictionForm(KeeperForm, VersionedForm):
    """Who sees the record. `asks_for_keeper` while they are missing and the record is not restricted yet."""

    interviewer = WorkerField(
        User.objects.none(),
        empty_label="Choose somebody",
        label="Who will hold the return home interviews",
        help_text="Somebody who is not their own social worker. They see the record.",
        error_messages={"required": "Name somebody who will hold the return home interviews."},
    )
    others = WorkersField(
        User.objects.none(),
        required=False,
        label="Who else sees the record",
        help_text="The service manager and the director see it in any case. Nobody else does, not even their own team.",
    )

    field_order = ("keeper",)

    def __init__(self, *args: Any, record: YoungPerson, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        roles = {
            "keeper": ROLES_THAT_CAN[Can.LOG_EPISODES],
            "interviewer": ROLES_THAT_CAN[Can.WORK_INTERVIEWS],
            "others": ROLES_THAT_CAN[Can.SEE_RECORDS] - set(SEES_RESTRICTED_RECORDS),
        }
        roles = {name: wanted for name, wanted in roles.items() if name in self.fields}
        everybody = list(holding(*frozenset().union(*roles.values())))  # for the lists, which have many in common
        for name, wanted in roles.items():
            not_their_own = record.social_worker_id if name == "interviewer" else None
            here = [user for user in everybody if user.pk != not_their_own and not wanted.isdisjoint(user.held_roles)]
            self._offer(name, holding(*wanted).exclude(pk=not_their_own) if not_their_own else holding(*wanted), here)

    def _offer(self, name: str, queryset: QuerySet[User], users: list[User]) -> None:
        field: Any = self.fields[name]
        field.queryset = queryset
        nobody = [("", field.empty_label)] if field.empty_label is not None else []
        field.choices = [*nobody, *((user.pk, field.label_from_instance(user)) for user in users)]


class LiftRestrictionForm(RefusableForm):
    reason = forms.CharField(
        label="Why may everybody whose work it is see the record again?",
        help_text="This stays in the history of the record, which they read then.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write why everybody whose work it is may see the record again."},
    )


def holding(*roles: Role, or_pk: int | None = None) -> QuerySet[User]:
    """Active users with one of the roles, with their roles at hand; and the one of that id, whoever it is."""
    who = Q(pk__in=User.objects.holding(*roles).values("pk")) | Q(pk=or_pk)
    return User.objects.with_access().filter(who).order_by("full_name", "pk")
