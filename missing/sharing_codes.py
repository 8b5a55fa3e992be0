"""The words of what is passed on after an interview."""

from django.db.models import TextChoices


class Recipient(TextChoices):
    SOCIAL_WORKER = "social_worker", "Social worker"
    REVIEWING_OFFICER = "reviewing_officer", "Reviewing officer"
    POLICE = "police", "Police"
    HUB = "hub", "Exploitation hub"
    HOST_COUNCIL = "host_council", "Host or placing council"
    CARER = "carer", "Carer or home"
    PARENT = "parent", "Parent"
    SCHOOL = "school", "School or college"
    HEALTH = "health", "Health"


class Handed(TextChoices):
    """How a copy was given."""

    SECURE_EMAIL = "secure_email", "Secure e-mail"
    PAPER = "paper", "On paper"
    READ_OUT = "read_out", "Read out, in person or by telephone"
    THEIR_SYSTEM = "their_system", "Into their own system"


class HowKnown(TextChoices):
    """How the young person came to know what the police are told."""

    SAW = "saw", "They saw or heard it themselves"
    WAS_TOLD = "was_told", "Somebody told them"
    NOT_KNOWN = "not_known", "Not known"


class Traceable(TextChoices):
    NO = "no", "No, several people could know it"
    YES = "yes", "Yes, or it may be"
    NOT_KNOWN = "not_known", "Not known"
