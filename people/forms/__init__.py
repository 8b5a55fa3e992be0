from people.forms.allocation import AllocationForm, RestrictionForm
from people.forms.care import CarePeriodForm, PlacementForm
from people.forms.young_people import DetailsForm, NewYoungPersonForm

__all__ = [
    "AllocationForm",
    "CarePeriodForm",
    "DetailsForm",
    "NewYoungPersonForm",
    "PlacementForm",
    "RestrictionForm",
]
