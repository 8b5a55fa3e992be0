from people.forms.allocation import AllocationForm, LiftRestrictionForm, RestrictionForm
from people.forms.around import CourtOrderForm, OtherNameForm, PersonAroundForm, SupportForm
from people.forms.care import CarePeriodForm, PlacementForm
from people.forms.identity import EndIdentityLinkForm, LinkIdentityForm
from people.forms.merging import MergeForm, UnmergeForm
from people.forms.needs import DescriptionForm, NeedsForm, PhotographForm, ReachForm
from people.forms.young_people import DetailsForm, NewYoungPersonForm

__all__ = [
    "AllocationForm",
    "CarePeriodForm",
    "CourtOrderForm",
    "DescriptionForm",
    "DetailsForm",
    "EndIdentityLinkForm",
    "LiftRestrictionForm",
    "LinkIdentityForm",
    "MergeForm",
    "NeedsForm",
    "NewYoungPersonForm",
    "OtherNameForm",
    "PersonAroundForm",
    "PhotographForm",
    "PlacementForm",
    "ReachForm",
    "RestrictionForm",
    "SupportForm",
    "UnmergeForm",
]
