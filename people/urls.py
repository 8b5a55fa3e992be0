from django.urls import path

import people.converters  # noqa: F401
from people.views import allocation, care, history, record, search, young_people

app_name = "people"

urlpatterns = [
    path("search/", search.search, name="search"),
    path("new/", young_people.add, name="add"),
    path("<ref:reference>/", record.young_person, name="young_person"),
    path("<ref:reference>/details/", young_people.details, name="details"),
    path("<ref:reference>/allocation/", allocation.allocation, name="allocation"),
    path("<ref:reference>/restriction/", allocation.restriction, name="restriction"),
    path("<ref:reference>/restriction/lift/", allocation.lift, name="lift_restriction"),
    path("<ref:reference>/care-periods/new/", care.add_care, name="add_care_period"),
    path("<ref:reference>/care-periods/<int:care_period>/", care.change_care, name="care_period"),
    path("<ref:reference>/placements/new/", care.new_placement, name="add_placement"),
    path("<ref:reference>/placements/<int:placement>/", care.placement, name="placement"),
    path("<ref:reference>/history/", history.history, name="history"),
    path("<ref:reference>/readers/", history.readers, name="readers"),
]
