"""The words of what is around a young person: who they know, what courts ordered, what they are called."""

from django.db.models import TextChoices


class Relation(TextChoices):
    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent"
    SIBLING = "sibling", "Brother or sister"
    GRANDPARENT = "grandparent", "Grandparent"
    FAMILY = "family", "Other family"
    CARER = "carer", "Carer or key worker"
    FRIEND = "friend", "Friend"
    PARTNER = "partner", "Boyfriend, girlfriend or partner"
    SCHOOL = "school", "School or college"
    PROFESSIONAL = "professional", "Professional"
    CONCERN = "concern", "Believed to be a risk to them"
    OTHER = "other", "Somebody else"


FRIENDS = (Relation.FRIEND, Relation.PARTNER)
FAMILY = (
    Relation.MOTHER,
    Relation.FATHER,
    Relation.STEP_PARENT,
    Relation.SIBLING,
    Relation.GRANDPARENT,
    Relation.FAMILY,
)


PARENTS = (Relation.MOTHER, Relation.FATHER, Relation.STEP_PARENT)

SAID_AS: dict[str, frozenset[str]] = {
    Relation.MOTHER: frozenset({"mother", "mum", "mummy", "mam", "mom", "mama", "parent", "parents"}),
    Relation.FATHER: frozenset({"father", "dad", "daddy", "papa", "parent", "parents"}),
    Relation.STEP_PARENT: frozenset({"step", "stepmother", "stepmum", "stepfather", "stepdad", "parent", "parents"}),
    Relation.SIBLING: frozenset({"brother", "sister", "sibling"}),
    Relation.GRANDPARENT: frozenset(
        {"grandparent", "grandmother", "gran", "nan", "grandfather", "grandad", "granddad"}
    ),
    Relation.FAMILY: frozenset({"uncle", "aunt", "auntie", "cousin", "family"}),
    Relation.CARER: frozenset({"carer", "carers"}),
    Relation.FRIEND: frozenset({"friend"}),
    Relation.PARTNER: frozenset({"boyfriend", "girlfriend", "partner", "husband", "wife"}),
}
"""Words that people type for somebody of that relation, in small letters."""


class MayBeTold(TextChoices):
    """How far somebody may be told where the young person is, or that they are missing."""

    YES = "yes", "May be told"
    NOT_THE_ADDRESS = "not_the_address", "May be told, but must not have the address"
    NO = "no", "Must not be told"


class OrderKind(TextChoices):
    ARRANGEMENTS = "arrangements", "Child arrangements order"
    PROHIBITED_STEPS = "prohibited_steps", "Prohibited steps order"
    SPECIFIC_ISSUE = "specific_issue", "Specific issue order"
    GUARDIANSHIP = "guardianship", "Special guardianship order"
    NON_MOLESTATION = "non_molestation", "Non-molestation order"
    RESTRAINING = "restraining", "Restraining order"
    RECOVERY = "recovery", "Recovery order"
    ABDUCTION_NOTICE = "abduction_notice", "Child abduction warning notice"
    RISK_ORDER = "risk_order", "Sexual risk or harm prevention order"
    LIBERTY = "liberty", "Deprivation of liberty order"
    BAIL = "bail", "Bail or curfew conditions"
    OTHER = "other", "Another order"


class NameKind(TextChoices):
    KNOWN_AS = "known_as", "Known as"
    FORMER = "former", "Former name"
    ALIAS = "alias", "Alias"


class BirthdayIs(TextChoices):
    """How sure the date of birth is. Blank is known."""

    ESTIMATED = "estimated", "Estimated"
    DISPUTED = "disputed", "Disputed"
