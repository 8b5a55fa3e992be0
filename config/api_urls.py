"""The addresses of the API, version 1 (docs/api.md)."""

from django.urls import path

import people.converters  # noqa: F401
from accounts.views import api
from missing.api.bookings import Bookings
from missing.api.episodes import Episodes
from missing.api.interviews import Interviews
from missing.api.settling import Settling
from people.api import YoungPeople

app_name = "api"

urlpatterns = [
    path("", api.reference_page, name="reference"),
    path("schema.json", api.schema, name="schema"),
    path("young-people/", YoungPeople.as_view({"get": "list", "post": "create"}), name="young_people"),
    path(
        "young-people/<ref:reference>/",
        YoungPeople.as_view({"get": "retrieve", "patch": "partial_update"}),
        name="young_person",
    ),
    path("episodes/", Episodes.as_view({"get": "list", "post": "create"}), name="episodes"),
    path("episodes/<ref:episode>/", Episodes.as_view({"get": "retrieve"}), name="episode"),
    path("episodes/<ref:episode>/found/", Episodes.as_view({"post": "found"}), name="episode_found"),
    path("episodes/<ref:episode>/return/", Episodes.as_view({"post": "returned"}), name="episode_return"),
    path("episodes/<ref:episode>/log/", Episodes.as_view({"get": "log", "post": "add_to_log"}), name="episode_log"),
    path("interviews/", Interviews.as_view({"get": "list"}), name="interviews"),
    path("interviews/<ref:episode>/", Interviews.as_view({"get": "retrieve"}), name="interview"),
    path("interviews/<ref:episode>/offers/", Interviews.as_view({"post": "offer"}), name="interview_offers"),
    path("interviews/<ref:episode>/attempts/", Interviews.as_view({"post": "attempt"}), name="interview_attempts"),
    path("interviews/<ref:episode>/take/", Interviews.as_view({"post": "take"}), name="interview_take"),
    path("interviews/<ref:episode>/put-back/", Interviews.as_view({"post": "put_back"}), name="interview_put_back"),
    path("interviews/<ref:episode>/completed/", Interviews.as_view({"post": "completed"}), name="interview_completed"),
    path("interviews/<ref:episode>/not-done/", Interviews.as_view({"post": "not_done"}), name="interview_not_done"),
    path("interviews/<ref:episode>/booking/", Bookings.as_view({"post": "book"}), name="interview_booking"),
    path(
        "interviews/<ref:episode>/booking/cancelled/",
        Bookings.as_view({"post": "cancelled"}),
        name="interview_booking_cancelled",
    ),
    path(
        "interviews/<ref:episode>/booking/missed/",
        Bookings.as_view({"post": "missed"}),
        name="interview_booking_missed",
    ),
    path("interviews/<ref:episode>/parents/", Settling.as_view({"post": "parents"}), name="interview_parents"),
    path("interviews/<ref:episode>/contacts/", Settling.as_view({"post": "contact"}), name="interview_contacts"),
    path("interviews/<ref:episode>/they-told/", Settling.as_view({"post": "told"}), name="interview_they_told"),
]
