"""Everything that changes users, teams and services."""

from accounts.actions.addresses import mark_address, people_whose_mail_comes_back, trust_address
from accounts.actions.api_tokens import make_api_token, revoke_api_token
from accounts.actions.cover import arrange_cover, end_cover
from accounts.actions.leaving import close_account, close_ended_accounts
from accounts.actions.on_call import set_on_call
from accounts.actions.teams import add_service, add_team, change_service, change_team, name_weekly_recipients
from accounts.actions.users import add_user, change_user, reactivate_user, set_temporary_password

__all__ = [
    "add_service",
    "add_team",
    "add_user",
    "arrange_cover",
    "change_service",
    "change_team",
    "change_user",
    "close_account",
    "close_ended_accounts",
    "end_cover",
    "make_api_token",
    "mark_address",
    "name_weekly_recipients",
    "people_whose_mail_comes_back",
    "reactivate_user",
    "revoke_api_token",
    "set_on_call",
    "set_temporary_password",
    "trust_address",
]
