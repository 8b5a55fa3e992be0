"""The only code that changes episodes and interviews. Views, tasks and the API come in here."""

from missing.actions.asking import ask_for_interview
from missing.actions.back_together import record_found_together, record_return_together
from missing.actions.bookings import book_interview, cancel_booking, mark_missed, record_wish
from missing.actions.categories import correct_category, now_away, now_missing
from missing.actions.correct_ending import correct_ending
from missing.actions.corrections import correct_times
from missing.actions.deaths import record_death, take_death_back
from missing.actions.deciding import mark_not_required, reopen_interview
from missing.actions.declines import Parents, accept_contact, record_contact, record_parents_asked
from missing.actions.endings import stop_everything
from missing.actions.episodes import (
    AlreadyOpen,
    add_to_log,
    record_found,
    record_return,
    report_missing,
)
from missing.actions.gone_again import report_gone_again
from missing.actions.handovers import record_adult_handover
from missing.actions.harm import mark_harm_told, withdraw_harm_told
from missing.actions.interviews import (
    close_without_interview,
    complete_interview,
    record_attempt,
    record_offer,
)
from missing.actions.log_withdrawal import withdraw_line
from missing.actions.long_reviews import name_reviewer, plan_long_reviews, record_long_review
from missing.actions.merging import merge_episodes, unmerge_episodes
from missing.actions.other_councils import (
    pass_to_placing_council,
    record_what_they_told,
    take_from_placing_council,
)
from missing.actions.passed_on import set_intelligence_reference, withdraw_copy, withdraw_intelligence
from missing.actions.police import change_police_facts
from missing.actions.queue import hand_over_interview, put_back_interview, take_interview
from missing.actions.sharing import (
    add_follow_up,
    note_printed,
    send_intelligence,
    settle_follow_up,
    share_interview,
    write_oversight,
)
from missing.actions.step_withdrawal import withdraw_attempt, withdraw_offer
from missing.actions.strategy import (
    ask_for_discussion,
    assign_discussion,
    decline_discussion,
    record_discussion_held,
    withdraw_discussions,
)
from missing.actions.strategy_taken_back import take_back_ending
from missing.actions.telling import mend_told, record_not_told, record_told, withdraw_told
from missing.actions.together import report_together
from missing.actions.told_of_several import record_not_told_of_several, record_told_of_several
from missing.actions.voiding import unvoid_episode, void_episode
from missing.imports import import_episodes, import_interviews

__all__ = [
    "AlreadyOpen",
    "Parents",
    "accept_contact",
    "add_follow_up",
    "add_to_log",
    "ask_for_discussion",
    "ask_for_interview",
    "assign_discussion",
    "book_interview",
    "cancel_booking",
    "change_police_facts",
    "close_without_interview",
    "complete_interview",
    "correct_category",
    "correct_ending",
    "correct_times",
    "decline_discussion",
    "hand_over_interview",
    "import_episodes",
    "import_interviews",
    "mark_harm_told",
    "mark_missed",
    "mark_not_required",
    "mend_told",
    "merge_episodes",
    "name_reviewer",
    "note_printed",
    "now_away",
    "now_missing",
    "pass_to_placing_council",
    "plan_long_reviews",
    "put_back_interview",
    "record_adult_handover",
    "record_attempt",
    "record_contact",
    "record_death",
    "record_discussion_held",
    "record_found",
    "record_found_together",
    "record_long_review",
    "record_not_told",
    "record_not_told_of_several",
    "record_offer",
    "record_parents_asked",
    "record_return",
    "record_return_together",
    "record_told",
    "record_told_of_several",
    "record_what_they_told",
    "record_wish",
    "reopen_interview",
    "report_gone_again",
    "report_missing",
    "report_together",
    "send_intelligence",
    "set_intelligence_reference",
    "settle_follow_up",
    "share_interview",
    "stop_everything",
    "take_back_ending",
    "take_death_back",
    "take_from_placing_council",
    "take_interview",
    "unmerge_episodes",
    "unvoid_episode",
    "void_episode",
    "withdraw_attempt",
    "withdraw_copy",
    "withdraw_discussions",
    "withdraw_harm_told",
    "withdraw_intelligence",
    "withdraw_line",
    "withdraw_offer",
    "withdraw_told",
    "write_oversight",
]
