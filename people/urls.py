from django.urls import path

import people.converters  # noqa: F401
from people.views import (
    allocation,
    around,
    care,
    history,
    names_and_support,
    needs,
    openings,
    record,
    search,
    young_people,
)

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
    path("<ref:reference>/around/", around.around, name="around"),
    path("<ref:reference>/around/people/new/", around.add_person, name="add_person_around"),
    path("<ref:reference>/around/people/<int:person_around>/", around.change_person, name="person_around"),
    path("<ref:reference>/around/orders/new/", around.add_order, name="add_court_order"),
    path("<ref:reference>/around/orders/<int:court_order>/", around.change_order, name="court_order"),
    path("<ref:reference>/around/names/new/", names_and_support.add_name, name="add_other_name"),
    path("<ref:reference>/around/names/<int:other_name>/", names_and_support.change_name, name="other_name"),
    path("<ref:reference>/around/support/new/", names_and_support.new_support, name="add_support"),
    path("<ref:reference>/around/support/<int:support>/", names_and_support.support, name="support"),
    path("<ref:reference>/around/needs/", needs.needs, name="needs"),
    path("<ref:reference>/around/description/", needs.description, name="description"),
    path("<ref:reference>/around/reach/", needs.reach, name="reach"),
    path("<ref:reference>/around/photograph/", needs.photograph, name="photograph"),
    path("<ref:reference>/around/photograph/image/", needs.image, name="photograph_image"),
    path("<ref:reference>/around/photograph/remove/", needs.remove, name="remove_photograph"),
    path("<ref:reference>/open/", openings.open_with_reason, name="open_with_reason"),
    path("<ref:reference>/opened/", openings.openings, name="openings"),
    path("<ref:reference>/history/", history.history, name="history"),
    path("<ref:reference>/readers/", history.readers, name="readers"),
]
