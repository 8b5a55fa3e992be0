"""The user's own pages, and the administrator's."""

from django.urls import path

from accounts.views import addresses, api_tokens, cover, drafts, home, on_call, teams, users

urlpatterns = [
    path("", home.home, name="home"),
    path("account/me/", home.own_account, name="own_account"),
    path("account/moved-work/", home.moved_work, name="moved_work"),
    path("account/cover/", cover.cover, name="cover"),
    path("account/cover/<int:pk>/end/", cover.end, name="end_cover"),
    path("on-call/", on_call.on_call, name="on_call"),
    path("on-call/change/", on_call.change_on_call, name="change_on_call"),
    path("account/tokens/", api_tokens.api_tokens, name="api_tokens"),
    path("account/tokens/<int:token>/revoke/", api_tokens.revoke, name="revoke_api_token"),
    path("drafts/<str:key>/", drafts.keep_draft, name="draft"),
    path("drafts/<str:key>/begin-anew/", drafts.begin_anew, name="begin_anew"),
    path("users/", users.users, name="users"),
    path("users/new/", users.new_user, name="new_user"),
    path("users/addresses/", addresses.bounced_addresses, name="bounced_addresses"),
    path("users/<int:user>/", users.user, name="user"),
    path("users/<int:user>/address-works/", addresses.trust, name="trust_address"),
    path("users/<int:user>/deactivate/", users.deactivate, name="deactivate_user"),
    path("users/<int:user>/reactivate/", users.reactivate, name="reactivate_user"),
    path("users/<int:user>/password/", users.temporary_password, name="temporary_password"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.new_team, name="new_team"),
    path("teams/<int:team>/", teams.team, name="team"),
    path("services/new/", teams.new_service, name="new_service"),
    path("services/<int:service>/", teams.service, name="service"),
]
