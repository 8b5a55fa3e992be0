"""Who may do what: the roles of the service and the one table of what each may do.

Pure: no database. What of it a role *sees* is decided by `visible_to` on each case QuerySet.
Source: docs/roles.md.
"""

from collections.abc import Iterable

from django.db.models import TextChoices


class Role(TextChoices):
    """A role is a group of the same name; a user may hold several."""

    SOCIAL_WORKER = "social_worker", "Social worker"
    DUTY = "duty", "Duty (emergency duty team, MASH)"
    TEAM_MANAGER = "team_manager", "Team manager"
    RETURNS_OFFICER = "returns_officer", "Missing Returns Officer"
    INTERVIEWER = "interviewer", "Interviewer"
    HUB = "hub", "Exploitation hub"
    MACE_CHAIR = "mace_chair", "MACE chair"
    REVIEWING_OFFICER = "reviewing_officer", "Reviewing officer (IRO)"
    AUDITOR = "auditor", "Auditor"
    SERVICE_MANAGER = "service_manager", "Service manager"
    DIRECTOR = "director", "Director of children’s services"
    ANALYST = "analyst", "Analyst"
    DATA_MANAGER = "data_manager", "Data manager"
    ADMINISTRATOR = "administrator", "Administrator"


class Can(TextChoices):
    """What a view or an action asks for before anything else."""

    USE_OWN_ACCOUNT = "use_own_account", "use their own account, home page and alerts"
    FIND_YOUNG_PEOPLE = "find_young_people", "look for a young person by name"
    SEE_RECORDS = "see_records", "open the records that are theirs to see"
    OPEN_WITH_REASON = "open_with_reason", "open another team’s record by giving a reason"
    SEE_MISSING_NOW = "see_missing_now", "see who is missing now"
    LOG_EPISODES = "log_episodes", "log that a young person is missing or back"
    CORRECT_CLOSED_EPISODES = "correct_closed_episodes", "correct the times of an episode whose interview is closed"
    SAY_NOT_MISSING_AT_HIGH_RISK = "say_not_missing", "say that a young person at high risk was not missing"
    VOID_CLOSED_EPISODES = "void_closed_episodes", "void or merge an episode whose interview is closed"
    RECORD_DEATHS = "record_deaths", "record that a young person has died"
    TAKE_BACK_DEATHS = "take_back_deaths", "take back a death that was recorded wrongly"
    REVIEW_LONG_MISSING = "review_long_missing", "review those who are missing or away for long"
    ADD_YOUNG_PEOPLE = "add_young_people", "put a young person on record"
    EDIT_RECORDS = "edit_records", "change a young person's details, care and placements"
    KEEP_AROUND = "keep_around", "say who and what is around a young person"
    OPEN_POLICE_PAGE = "open_police_page", "open the page for the police"
    ALLOCATE = "allocate", "give a young person to a team and a worker"
    LINK_IDENTITIES = "link_identities", "link an adopted child’s old and new identity"
    MERGE_RECORDS = "merge_records", "make one record of two of the same young person"
    RESTRICT_RECORDS = "restrict_records", "restrict a record to people named on it"
    OPEN_DRAFTS = "open_drafts", "open the draft of a colleague who is away"
    SEE_WHO_READ = "see_who_read", "see who changed and who read a record"
    SEE_WHO_OPENED = "see_who_opened", "see who on duty opened a record, and why"
    WORK_INTERVIEWS = "work_interviews", "take, offer and record return home interviews"
    HAND_OVER_INTERVIEWS = "hand_over_interviews", "give an interview to somebody else"
    ANSWER_FOR_TEAMS = "answer_for_teams", "see what is overdue in the teams they answer for"
    SEE_STRATEGY_DISCUSSIONS = "see_strategy", "see the strategy discussions of the records that are theirs"
    RECORD_STRATEGY_DISCUSSIONS = "record_strategy", "ask for strategy discussions and write down what they decided"
    DECLINE_STRATEGY_DISCUSSIONS = "decline_strategy", "decide that a strategy discussion is not needed"
    OVERSEE_INTERVIEWS = "oversee_interviews", "write oversight of interviews, and settle what others were to do"
    DECIDE_ON_INTERVIEWS = "decide_on_interviews", "decide that an interview is not required, or reopen a closed one"
    RECORD_CONTACTS = "record_contacts", "record the social work contact after a declined interview"
    SEND_WEEKLY_EMAIL = "send_weekly_email", "preview and send the weekly missing e-mail"
    NAME_WEEKLY_RECIPIENTS = "name_weekly", "say who gets the weekly e-mail of the services that they manage"
    SEE_FIGURES = "see_figures", "see the figures"
    IMPORT_CASE_FILES = "import_case_files", "import a case file"
    MANAGE_USERS = "manage_users", "manage users and teams"
    SEE_HEALTH = "see_health", "see how the scheduled jobs and the e-mails do"
    SEE_BOUNCED_ADDRESSES = "see_bounced", "see from whom of their teams e-mail comes back"
    SEE_ALERT_SETTINGS = "see_alert_settings", "see who is told of what, and how many alerts each role has"
    SET_ALERTS = "set_alerts", "set who is told of what, and when"
    SEE_ON_CALL = "see_on_call", "see who is on call"
    SET_ON_CALL = "set_on_call", "set who is on call"


R = Role
_CASEWORK = frozenset({R.SOCIAL_WORKER, R.DUTY, R.TEAM_MANAGER, R.RETURNS_OFFICER, R.HUB, R.SERVICE_MANAGER})
_READERS = _CASEWORK | {R.INTERVIEWER, R.MACE_CHAIR, R.REVIEWING_OFFICER, R.AUDITOR, R.DIRECTOR}

ROLES_THAT_CAN: dict[Can, frozenset[Role]] = {
    Can.USE_OWN_ACCOUNT: frozenset(Role),
    Can.FIND_YOUNG_PEOPLE: _READERS,
    Can.SEE_RECORDS: _READERS,
    Can.OPEN_WITH_REASON: frozenset({R.DUTY}),
    Can.SEE_MISSING_NOW: _CASEWORK | {R.MACE_CHAIR, R.REVIEWING_OFFICER, R.DIRECTOR},
    Can.LOG_EPISODES: _CASEWORK,
    Can.CORRECT_CLOSED_EPISODES: frozenset({R.RETURNS_OFFICER, R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.SAY_NOT_MISSING_AT_HIGH_RISK: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.VOID_CLOSED_EPISODES: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.RECORD_DEATHS: _CASEWORK,
    Can.TAKE_BACK_DEATHS: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.REVIEW_LONG_MISSING: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.ADD_YOUNG_PEOPLE: _CASEWORK,
    Can.EDIT_RECORDS: frozenset({R.SOCIAL_WORKER, R.DUTY, R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.KEEP_AROUND: _CASEWORK,
    Can.OPEN_POLICE_PAGE: _CASEWORK,
    Can.ALLOCATE: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.LINK_IDENTITIES: frozenset({R.SERVICE_MANAGER}),
    Can.MERGE_RECORDS: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.RESTRICT_RECORDS: frozenset({R.SERVICE_MANAGER}),
    Can.OPEN_DRAFTS: frozenset({R.SERVICE_MANAGER}),
    Can.SEE_WHO_READ: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER, R.DIRECTOR}),
    Can.SEE_WHO_OPENED: _READERS - {R.INTERVIEWER},
    Can.WORK_INTERVIEWS: _CASEWORK | {R.INTERVIEWER},
    Can.HAND_OVER_INTERVIEWS: frozenset({R.RETURNS_OFFICER, R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.ANSWER_FOR_TEAMS: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER, R.DIRECTOR}),
    Can.SEE_STRATEGY_DISCUSSIONS: _CASEWORK | {R.DIRECTOR},
    Can.RECORD_STRATEGY_DISCUSSIONS: frozenset({R.SOCIAL_WORKER, R.DUTY, R.TEAM_MANAGER, R.HUB, R.SERVICE_MANAGER}),
    Can.DECLINE_STRATEGY_DISCUSSIONS: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.OVERSEE_INTERVIEWS: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.DECIDE_ON_INTERVIEWS: frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER}),
    Can.RECORD_CONTACTS: _CASEWORK,
    Can.SEND_WEEKLY_EMAIL: frozenset({R.RETURNS_OFFICER, R.SERVICE_MANAGER}),
    Can.NAME_WEEKLY_RECIPIENTS: frozenset({R.SERVICE_MANAGER}),
    Can.SEE_FIGURES: frozenset({R.TEAM_MANAGER, R.RETURNS_OFFICER, R.HUB, R.SERVICE_MANAGER, R.DIRECTOR, R.ANALYST}),
    Can.IMPORT_CASE_FILES: frozenset({R.DATA_MANAGER}),
    Can.MANAGE_USERS: frozenset({R.ADMINISTRATOR}),
    Can.SEE_HEALTH: frozenset({R.ADMINISTRATOR}),
    Can.SEE_BOUNCED_ADDRESSES: frozenset({R.TEAM_MANAGER, R.ADMINISTRATOR}),
    Can.SEE_ALERT_SETTINGS: frozenset({R.SERVICE_MANAGER, R.DIRECTOR, R.ADMINISTRATOR}),
    Can.SET_ALERTS: frozenset({R.ADMINISTRATOR}),
    Can.SEE_ON_CALL: _CASEWORK | {R.DIRECTOR, R.ADMINISTRATOR},
    Can.SET_ON_CALL: frozenset({R.SERVICE_MANAGER, R.ADMINISTRATOR}),
}


MAY_BE_ON_CALL = frozenset({R.TEAM_MANAGER, R.SERVICE_MANAGER})
"""Who may be the on-call manager, with duty's role for a week. Not the director, who reads and changes nothing."""

COVERED = (
    Can.SEE_RECORDS,
    Can.LOG_EPISODES,
    Can.WORK_INTERVIEWS,
    Can.RECORD_CONTACTS,
    Can.REVIEW_LONG_MISSING,
    Can.DECLINE_STRATEGY_DISCUSSIONS,
    Can.DECIDE_ON_INTERVIEWS,
)
"""What a cover must be able to do where the absent one can: else what waits for them would wait on."""


def why_not_cover(absent: Iterable[str], cover: Iterable[str]) -> str | None:
    """Why somebody with these roles cannot stand in for somebody with those, in words; None when they can.

    >>> why_not_cover(["social_worker"], ["interviewer"])
    'their role does not let them log that a young person is missing or back.'
    >>> why_not_cover(["interviewer"], ["social_worker"]) is None
    True
    >>> why_not_cover(["team_manager"], ["social_worker"])
    'their role does not let them review those who are missing or away for long.'
    """
    absent, cover = set(absent), set(cover)
    for can in COVERED:
        if roles_allow(absent, can) and not roles_allow(cover, can):
            return f"their role does not let them {can.label}."
    return None


def sees_what_is_given(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles opens records as an interviewer alone; what opens no record adds nothing.

    >>> sees_what_is_given(["interviewer"]), sees_what_is_given(["interviewer", "analyst"])
    (True, True)
    >>> sees_what_is_given(["interviewer", "social_worker"]), sees_what_is_given(["analyst"])
    (False, False)
    """
    return ROLES_THAT_CAN[Can.SEE_RECORDS].intersection(roles) == {Role.INTERVIEWER}


def roles_allow(roles: Iterable[str], can: Can) -> bool:
    """Whether any of the roles (their codes) may do it.

    >>> roles_allow(["analyst"], Can.SEE_FIGURES)
    True
    >>> roles_allow(["analyst"], Can.SEE_RECORDS)
    False
    >>> roles_allow([], Can.USE_OWN_ACCOUNT)
    False
    """
    return not ROLES_THAT_CAN[can].isdisjoint(roles)
