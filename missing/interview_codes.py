"""The words of a return home interview's full record (docs/sources.md: the record of an interview)."""

from django.db.models import TextChoices


class Interpreter(TextChoices):
    NOT_NEEDED = "not_needed", "Not needed"
    WAS_THERE = "was_there", "Yes, one was there"
    NOT_THERE = "not_there", "Needed, but there was none"


class Advocate(TextChoices):
    NOT_OFFERED = "not_offered", "Not offered"
    DECLINED = "declined", "Offered, and they said no"
    ACCEPTED = "accepted", "They said yes; still to be referred"
    REFERRED = "referred", "They said yes, and were referred"
    HAS_ONE = "has_one", "They have one already"


class YesNo(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not_sure", "Not sure"


class Push(TextChoices):
    """What they went away from."""

    FAMILY_CONFLICT = "family_conflict", "Arguments in the family"
    PLACEMENT_UNHAPPY = "placement_unhappy", "Unhappy where they live"
    PLACEMENT_PEERS = "placement_peers", "Other young people there"
    STAFF_CARER_CONFLICT = "staff_carer_conflict", "Arguments with staff or carers"
    RULES_BOUNDARIES = "rules_boundaries", "Rules and boundaries"
    PLACEMENT_MOVE = "placement_move", "A move, or the fear of one"
    ABUSE_NEGLECT = "abuse_neglect", "Abuse or neglect"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    BULLYING = "bullying", "Bullying, online too"
    SCHOOL = "school", "School or college"
    MENTAL_HEALTH = "mental_health", "How they felt, their mental health"
    SELF_HARM = "self_harm", "Wanting to hurt themselves"
    LONELINESS = "loneliness", "Lonely or bored"
    CONTACT_PROBLEM = "contact_problem", "Not enough time with family"
    FEAR_THREAT = "fear_threat", "Afraid of somebody, or threatened"
    PREGNANCY = "pregnancy", "Pregnancy"
    IMMIGRATION = "immigration", "Immigration or age assessment"
    OTHER = "other", "Something else"
    UNKNOWN = "unknown", "They would not say, or do not know"


class Pull(TextChoices):
    """What they went to."""

    FAMILY = "family", "Family"
    FRIENDS = "friends", "Friends"
    PARTNER = "partner", "Boyfriend or girlfriend"
    PEER_PRESSURE = "peer_pressure", "Others wanted them to"
    PARTY = "party", "A party or a night out"
    DRUGS_ALCOHOL = "drugs_alcohol", "Drugs or alcohol"
    ADULT_OF_CONCERN = "adult_of_concern", "An adult who worries us"
    COUNTY_LINES_CRIME = "county_lines_crime", "Running drugs or other crime"
    MONEY_DEBT = "money_debt", "Money, or a debt"
    CSE = "cse", "Sexual exploitation"
    ONLINE_CONTACT = "online_contact", "Somebody they met online"
    FREEDOM = "freedom", "To be free for a while"
    OTHER = "other", "Something else"
    UNKNOWN = "unknown", "They would not say, or do not know"


class PlaceKind(TextChoices):
    FAMILY = "family", "Family’s home"
    FRIEND = "friend", "Friend’s home"
    PARTNER = "partner", "Boyfriend’s or girlfriend’s home"
    TOWN_CENTRE = "town_centre", "Town or city centre"
    PARK = "park", "Park or open space"
    TRANSPORT_HUB = "transport_hub", "Railway or bus station"
    HOTEL_BNB = "hotel_bnb", "Hotel or guest house"
    TAKEAWAY_SHOP = "takeaway_shop", "Takeaway or shop"
    UNKNOWN_ADDRESS = "unknown_address", "A house they would not name"
    ROUGH = "rough", "Slept rough"
    VEHICLE = "vehicle", "Car or other vehicle"
    OTHER_AREA = "other_area", "Another town"
    OTHER = "other", "Somewhere else"


class AgeBand(TextChoices):
    UNDER_16 = "under_16", "Under 16"
    FROM_16 = "16_17", "16 or 17"
    FROM_18 = "18_25", "18 to 25"
    OVER_25 = "over_25", "Over 25"


class Relation(TextChoices):
    FAMILY = "family", "Family"
    FRIEND = "friend", "Friend"
    PARTNER = "partner", "Boyfriend or girlfriend"
    SAME_HOME = "same_home", "Lives in the same home"
    SCHOOL = "school", "From school"
    ONLINE = "online", "Met online"
    ADULT = "adult", "Adult they know"
    STRANGER = "stranger", "Somebody they had not met before"
    OTHER = "other", "Somebody else"


class Travel(TextChoices):
    WALK = "walk", "On foot"
    BUS = "bus", "Bus or tram"
    TRAIN = "train", "Train"
    TAXI = "taxi", "Taxi"
    LIFT_KNOWN = "lift_known", "Lift from somebody they know"
    LIFT_UNKNOWN = "lift_unknown", "Lift from somebody they do not know"
    OTHER = "other", "Another way"


class BroughtBackBy(TextChoices):
    SELF = "self", "Came by themselves"
    CARER = "carer", "Carer or staff"
    FAMILY = "family", "Family"
    POLICE = "police", "Police"
    SOCIAL_WORKER = "social_worker", "Social worker"
    FRIEND = "friend", "Friend"
    TAXI = "taxi", "Taxi"
    OTHER = "other", "Somebody else"


class Harm(TextChoices):
    PHYSICAL = "physical", "Hurt by somebody"
    SEXUAL = "sexual", "Sexual harm"
    THREATS = "threats", "Threats or weapons"
    CSE = "cse", "Sexual exploitation"
    CCE = "cce", "Made to carry drugs, money or weapons"
    TRAFFICKING = "trafficking", "Taken somewhere to be used"
    ONLINE = "online", "Harm online"
    SELF_HARM = "self_harm", "Hurt themselves"
    CRIME_VICTIM = "crime_victim", "Victim of another crime"
    OFFENCE = "offence", "Did something against the law"
    DRUGS = "drugs", "Drugs"
    ALCOHOL = "alcohol", "Alcohol"
    HUNGER_SLEEP = "hunger_sleep", "No food or no sleep"
    MEDICAL = "medical", "Injury or illness that needs care"
    SEXUAL_HEALTH = "sexual_health", "Sexual health"
    PREGNANCY = "pregnancy", "May be pregnant"


class Told(TextChoices):
    """What is known of one kind of harm; nothing chosen is not asked."""

    NO = "no", "No"
    SUSPECTED = "suspected", "Suspected"
    TOLD = "told", "They told me"
    NOT_KNOWN = "not_known", "Not known"


class ByCarer(TextChoices):
    """Whether who cares for them did it, or may have done it. Decides to whom the account may not be given."""

    NO = "no", "No"
    HOME = "home", "Yes: a carer or staff where they live"
    PARENT = "parent", "Yes: a parent"
    NOT_KNOWN = "not_known", "Not known"


class HarmBy(TextChoices):
    """Who is said to have done the harm that was told; nothing chosen is not said."""

    HOME = "home", "A carer or staff where they live"
    PARENT = "parent", "A parent"
    OTHER = "other", "Nobody who cares for them"


class Helpline(TextChoices):
    MISSING_PEOPLE = "missing_people", "Missing People: call or text 116 000"
    CHILDLINE = "childline", "Childline: call 0800 1111"
    SHOUT = "shout", "Shout: text 85258"
    OTHER = "other", "Another one"


class TalkedAt(TextChoices):
    """What kind of place the conversation was in."""

    HOME = "home", "Where they live"
    SCHOOL = "school", "School or college"
    COMMUNITY = "community", "Café, youth centre or another public place"
    OFFICE = "office", "Our office"
    POLICE = "police", "Police station"
    VEHICLE = "vehicle", "In a car"
    ONLINE = "online", "Online or by telephone"


MARKED_AT_ONCE = (
    Harm.PHYSICAL,
    Harm.SEXUAL,
    Harm.THREATS,
    Harm.CSE,
    Harm.CCE,
    Harm.TRAFFICKING,
    Harm.ONLINE,
    Harm.SELF_HARM,
    Harm.CRIME_VICTIM,
)
"""Told of one of these, worker, manager and duty are told at once and a strategy discussion is opened."""

RISK_AND_HEALTH = tuple(harm for harm in Harm if harm not in MARKED_AT_ONCE)
"""Written down, and told to nobody by itself."""

PUSH_SAYS_HARM = (Push.ABUSE_NEGLECT, Push.DOMESTIC_ABUSE, Push.FEAR_THREAT)
"""Went away from one of these, they have told of harm, or that they are afraid of somebody."""

PULL_SAYS_HARM = {Pull.CSE: Harm.CSE}
"""What they went to that is harm, and of which kind."""

MAY_BE_HARM = (Push.SELF_HARM, Pull.ADULT_OF_CONCERN, Pull.COUNTY_LINES_CRIME)
"""What they went from or to that may be harm, or not: whoever heard it is asked."""
