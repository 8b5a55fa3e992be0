"""Every address of the application. Each view says who may use it (accounts/access.py)."""

from django.urls import include, path

from accounts.views.not_offered import not_offered
from people.views.not_found import page_not_found

handler404 = page_not_found

urlpatterns = [
    # An e-mail address is the administrator's to change.
    path("account/email/", not_offered, name="not_offered"),
    path("account/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("alerts.urls")),
    path("young-people/", include("people.urls")),
    path("imports/", include("people.case_file.urls")),
    path("", include("missing.urls")),
    path("", include("reporting.urls")),
    path("api/v1/", include("config.api_urls")),
]
