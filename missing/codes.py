"""The words of missing episodes and return home interviews, with the codes of the case file (docs/formats.md)."""

from django.db.models import TextChoices


class Category(TextChoices):
    MISSING = "missing", "Missing"
    AWAY = "away", "Away without authorisation"
    CURFEW = "curfew", "Missed curfew"


class EndedHow(TextChoices):
    RETURNED = "returned", "Came back"
    PLACED_ELSEWHERE = "placed_elsewhere", "Found and placed elsewhere"
    REFUSED_TO_RETURN = "refused_to_return", "Found and refusing to come back"
    CUSTODY = "custody", "In custody"
    HOSPITAL = "hospital", "In hospital"
    DIED = "died", "Died"
    OTHER = "other", "Another way"


class HandedTo(TextChoices):
    """Who looks for somebody who is missing and 18 from then on."""

    ADULT_SERVICES = "adult_services", "Adult services"
    POLICE = "police", "The police"
    BOTH = "both", "Adult services and the police"
    ANOTHER = "another", "Somebody else"


class PoliceRisk(TextChoices):
    NO_APPARENT_RISK = "no_apparent_risk", "No apparent risk"
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    NOT_RECORDED = "not_recorded", "Not recorded"


class Source(TextChoices):
    RECORDED = "recorded", "Recorded here"
    IMPORTED = "imported", "Taken from a case file"


class LogKind(TextChoices):
    NOTE = "note", "Note"
    RISK_CHANGED = "risk_changed", "Risk changed"
    CONTACT = "contact", "Contact made"
    PLACE_CHECKED = "place_checked", "Place checked"
    SEEN = "seen", "Seen"
    TOLD = "told", "Somebody told"
    CORRECTED = "corrected", "Corrected"
    CATEGORY = "category", "What it is"
    VOIDED = "voided", "Voided or put back"
    NOT_BACK = "not_back", "Not back after all"
    PLACED = "placed", "Where they live"
    INTERVIEW = "interview", "Return home interview"


LOGGED_AGAIN = "Logged again: "
"""So begins the line of what somebody typed who would have logged an episode that was open already."""

WRITTEN_BY_ACTIONS = frozenset(
    {
        LogKind.RISK_CHANGED,
        LogKind.CORRECTED,
        LogKind.CATEGORY,
        LogKind.VOIDED,
        LogKind.NOT_BACK,
        LogKind.PLACED,
        LogKind.INTERVIEW,
    }
)
"""Kinds of line that follow from a change and are not typed."""

FROM_THE_START = ", from the start."
"""Of a line about the category: it was put right. Any other says what became of them, and since when."""


class Outcome(TextChoices):
    """How a return home interview ended. Blank is still to do."""

    COMPLETED = "completed", "Completed"
    DECLINED = "declined", "Declined by the young person"
    DECLINED_PARENT = "declined_parent", "Declined by a parent or carer"
    ACCEPTED_NOT_DONE = "accepted_not_done", "Accepted but not done"
    NOT_OFFERED_MISSING_AGAIN = "not_offered_missing_again", "Not offered: missing again first"
    NOT_OFFERED_NO_CONTACT = "not_offered_no_contact", "Not offered: could not be reached"
    NOT_OFFERED_OTHER = "not_offered_other", "Not offered: another reason"
    COVERED_BY_LATER = "covered_by_later", "Covered by a later interview"
    NOT_REQUIRED = "not_required", "Not required"


DECLINED = frozenset({Outcome.DECLINED, Outcome.DECLINED_PARENT})
NOT_OFFERED = frozenset({Outcome.NOT_OFFERED_MISSING_AGAIN, Outcome.NOT_OFFERED_NO_CONTACT, Outcome.NOT_OFFERED_OTHER})
TALKED = frozenset({Outcome.COMPLETED, Outcome.COVERED_BY_LATER})
"""In a conversation of its own, or in the later one that settles it too."""
IMPLIES_AN_OFFER = DECLINED | {Outcome.COMPLETED, Outcome.ACCEPTED_NOT_DONE}


class Method(TextChoices):
    FACE_TO_FACE = "face_to_face", "Face to face"
    VIDEO = "video", "Video call"
    PHONE = "phone", "Telephone"
    OTHER = "other", "Another way"


class Independence(TextChoices):
    INDEPENDENT = "independent", "Independent of the young person's care"
    NOT_CASE_HOLDER = "not_case_holder", "From the council, not their own worker"
    CASE_HOLDER = "case_holder", "Their own social worker"
    CARER = "carer", "Their carer"
    OTHER = "other", "Somebody else"


class Route(TextChoices):
    RETURNS_OFFICER = "returns_officer", "Missing Returns Officer (20 miles or more out of the city)"
    INDEPENDENT = "independent", "Any independent interviewer"
    SOCIAL_WORKER = "social_worker", "Social worker, after failed attempts"
    PLACING_COUNCIL = "placing_council", "The council that placed them here"


class OfferMethod(TextChoices):
    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By telephone"
    TEXT = "text", "By text message"
    VIA_CARER = "via_carer", "Through a carer"
    LETTER = "letter", "By letter"
    SOCIAL_MEDIA = "social_media", "Over social media"


class OfferResponse(TextChoices):
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    NO_RESPONSE = "no_response", "No answer yet"
    THINKING = "thinking", "Thinking about it"


class AttemptResult(TextChoices):
    """A tried conversation that did not happen; one that did is the interview itself."""

    NO_ANSWER = "no_answer", "No answer"
    NOT_PRESENT = "not_present", "Not there"
    REFUSED_ON_ARRIVAL = "refused_on_arrival", "Refused on arrival"
    CANCELLED_BY_SERVICE = "cancelled_by_service", "Cancelled by us"
    MISSING_AGAIN = "missing_again", "Missing again"


FAILED_ATTEMPTS = frozenset({AttemptResult.NO_ANSWER, AttemptResult.NOT_PRESENT, AttemptResult.REFUSED_ON_ARRIVAL})


class BookingState(TextChoices):
    """What became of a time that was booked; only the first stands."""

    BOOKED = "booked", "Booked"
    HELD = "held", "Held"
    HELD_EARLY = "held_early", "Held before this time"
    MISSED = "missed", "They did not come"
    MOVED = "moved", "Moved to another time"
    CANCELLED = "cancelled", "Cancelled"


class NotRequired(TextChoices):
    """Why no interview is required: a manager's decision, each with its words; the last follows by rule."""

    DIED = "died", "They died"
    TURNED_18 = "turned_18", "They turned 18"
    LEFT_COUNTRY = "left_country", "They left the country"
    AWAY_OR_CURFEW = "away_or_curfew", "They were away or late, not missing"
    NOBODY_ASKED = "nobody_asked", "A missed curfew, and nobody asked for it"


BY_RULE = frozenset({NotRequired.NOBODY_ASKED})
"""What follows by itself from a correction, and no manager chooses."""
FROM_OUR_RECORD = BY_RULE | {NotRequired.DIED}
"""What our own record says of another council's interview too, without a word from them."""


class ParentsAsked(TextChoices):
    """After a decline, whether parents or carers were asked for what they know."""

    ASKED = "asked", "Yes"
    NOT_ASKED = "not_asked", "No, and they will not be"


class DeclineReason(TextChoices):
    DOES_NOT_WANT_TO_TALK = "does_not_want_to_talk", "Does not want to talk"
    SPOKE_TO_CARER = "spoke_to_carer", "Has already spoken to their carer"
    SPOKE_TO_POLICE = "spoke_to_police", "Has already spoken to the police"
    WAS_NOT_MISSING = "was_not_missing", "Does not think they were missing"
    NO_TRUST = "no_trust", "Does not trust services"
    WANTS_SOMEBODY_ELSE = "wants_somebody_else", "Wants to talk to somebody else"
    LANGUAGE = "language", "Language or communication"
    UNWELL = "unwell", "Unwell"
    OTHER = "other", "Another reason"
    NONE_GIVEN = "none_given", "No reason given"


class ContactMethod(TextChoices):
    VISIT = "visit", "Visit"
    VIDEO = "video", "Video call"
    PHONE = "phone", "Telephone"
    OTHER = "other", "Another way"


class StrategyGround(TextChoices):
    """Why a strategy discussion is due."""

    REPEAT_MONTH = "repeat_month", "Missing repeatedly within a month"
    REPEAT_QUARTER = "repeat_quarter", "Missing repeatedly within three months"
    LONG = "long", "Missing for a long time"
    HIGH_RISK = "high_risk", "High risk to the police"
    SERIOUS_LEVEL = "serious_level", "Serious level of risk"
    HARM = "harm", "Told of harm"
    ASKED = "asked", "Asked for"


HARM_SUSPECTED = "Harm suspected"
"""What `StrategyGround.HARM` is called where nobody told of it, and whoever talked to them suspects it."""


class StrategyOutcome(TextChoices):
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    SECTION_47 = "section_47", "Section 47 enquiry"
    ASSESSMENT = "assessment", "Assessment, or a child in need plan"
    PLAN_CHANGED = "plan_changed", "Care plan or safety plan changed"
    OTHER = "other", "Something else"


class Recipient(TextChoices):
    """Who may have to be told of an episode."""

    POLICE = "police", "Police"
    PARENT = "parent", "Somebody with parental responsibility"
    PLACING_COUNCIL = "placing_council", "Council that looks after them"
    HOST_COUNCIL = "host_council", "Council where they live"
    PLACEMENT = "placement", "Home or carers"
    REVIEWING_OFFICER = "reviewing_officer", "Reviewing officer"
    SCHOOL = "school", "School"
    SOCIAL_WORKER = "social_worker", "Social worker"
    TEAM_MANAGER = "team_manager", "Team manager"
    DUTY = "duty", "Emergency duty team"
    HUB = "hub", "Exploitation hub"
    HEALTH = "health", "Health"
    OFSTED = "ofsted", "Ofsted"
    HOME_OFFICE = "home_office", "Home Office (National Referral Mechanism)"
    OTHER = "other", "Somebody else"


class TellingOf(TextChoices):
    """What they are told of."""

    WENT_MISSING = "went_missing", "that they are missing"
    CAME_BACK = "came_back", "that they are found or back"


class ToldHow(TextChoices):
    PHONE = "phone", "By telephone"
    IN_PERSON = "in_person", "In person"
    EMAIL = "email", "By secure e-mail"
    MESSAGE = "message", "By text message"
    ONLINE = "online", "By an online form"
    THEY_TOLD_US = "they_told_us", "They told us"
    OTHER = "other", "Another way"
