"""What this room shows: the first panels of the young person's page, its timeline, its buttons on the home page."""

from accounts import shortcuts
from accounts.rules import Can
from people import around_brief, open_work, own_panels, panels, timeline
from people.actions import leaving
from people.models import CaseEvent
from people.own_drafts import register_drafts


def register() -> None:
    leaving.register_work()
    open_work.register_work()
    panels.register(
        panels.Panel(50, "timeline", "What has happened", "people/panels/timeline.html", own_panels.what_has_happened)
    )
    panels.register(
        panels.Panel(70, "care", "Care and placements", "people/panels/care.html", own_panels.care_and_placements)
    )
    panels.register(
        panels.Panel(5, "told", "Be careful", "people/panels/told.html", around_brief.warnings_of, place="top")
    )
    panels.register(
        panels.Panel(20, "around", "Around them", "people/panels/around.html", around_brief.around_rows, place="side")
    )
    panels.register(
        panels.Panel(10, "details", "Details", "people/panels/details.html", own_panels.details, place="side")
    )
    panels.register(
        panels.Panel(90, "record", "Around this record", "people/panels/record.html", own_panels.who_sees, place="side")
    )
    timeline.register(own_panels.tell_moves, CaseEvent.Kind.PLACEMENT_MOVED)
    timeline.register(own_panels.tell_days, CaseEvent.Kind.TURNED_18, CaseEvent.Kind.DIED)
    register_drafts()
    shortcuts.register(shortcuts.Shortcut(70, "drafts", "Drafts of colleagues", "people:drafts", Can.OPEN_DRAFTS))
    shortcuts.register(shortcuts.Shortcut(20, "add_person", "Add a young person", "people:add", Can.ADD_YOUNG_PEOPLE))
