"""What this room puts on pages of the rooms below: navigation, home page, the young person's page."""

from django.urls import reverse

from accounts import begun, navigation, shortcuts
from accounts.rules import Can
from alerts import metrics
from missing import (
    absence_alerts,
    alert_sources,
    draft_questions,
    merging,
    open_work,
    people_pages,
    strategy_alerts,
    strategy_page,
    taken_off_alerts,
)
from missing.actions.owed import open_what_is_owed
from missing.actions.restricted import move_restricted_work
from missing.begun_logs import begun_drafts, begun_in
from missing.deaths_told import deaths_of_late
from missing.imports.restricted import give_back_work
from missing.models import Episode, ReturnInterview, StrategyDiscussion
from missing.own_drafts import register_drafts
from missing.restricting import missing_now, open_work_on
from missing.searching import ADD_FIRST
from missing.told_warnings import by_who_cares
from people import after_adding, after_changing, hidden, panels, restricting, search_facts, timeline, urgency, warnings
from people.models import CaseEvent, seen_by

URGENCIES = (
    urgency.Urgency(10, "Missing now", lambda now: Episode.objects.missing_now().values("young_person")),
    urgency.Urgency(
        20, "Harm to be discussed", lambda now: StrategyDiscussion.objects.of_harm().values("young_person")
    ),
    urgency.Urgency(
        30, "Interview overdue", lambda now: ReturnInterview.objects.overdue(now).values("episode__young_person")
    ),
)

FIGURES = (
    metrics.Figure(
        "interviews_to_do", "Return home interviews to do", lambda now: ReturnInterview.objects.to_do().count()
    ),
    metrics.Figure(
        "interviews_overdue",
        "Return home interviews past their 72 hours",
        lambda now: ReturnInterview.objects.overdue(now).count(),
    ),
)

ITEMS = (
    navigation.Item(
        order=20,
        key="missing_now",
        label="Missing now",
        url_name="missing:now",
        can=Can.SEE_MISSING_NOW,
        counts=lambda user: seen_by(user, Episode.objects).missing_now(),
        is_alarm=True,
    ),
    navigation.Item(
        order=30,
        key="interviews",
        label="Interviews",
        url_name="missing:queue",
        can=Can.WORK_INTERVIEWS,
        counts=lambda user: seen_by(user, ReturnInterview.objects).to_do(),
    ),
    navigation.Item(
        order=35,
        key="strategy_discussions",
        label="Strategy discussions",
        url_name="missing:strategy_discussions",
        can=Can.ANSWER_FOR_TEAMS,
        counts=lambda user: seen_by(user, StrategyDiscussion.objects).open(),
    ),
)

PANELS = (
    panels.Panel(
        order=10,
        key="missing_now",
        title="Missing now",
        template="missing/panel_now.html",
        rows=people_pages.open_episodes_of,
        can=Can.LOG_EPISODES,
        place="top",
    ),
    panels.Panel(
        order=10,
        key="episodes",
        title="Missing episodes",
        template="missing/panel_episodes.html",
        rows=people_pages.listed_of,
    ),
    panels.Panel(
        order=15,
        key="strategy_discussions",
        title="Strategy discussions",
        template="missing/panel_strategy.html",
        rows=strategy_page.panel_rows,
        place="side",
    ),
    panels.Panel(
        order=30,
        key="for_police",
        title="For the police",
        template="missing/panel_for_police.html",
        rows=lambda young_person, user: None,
        can=Can.OPEN_POLICE_PAGE,
        place="side",
    ),
)


def register() -> None:
    for one in URGENCIES:
        urgency.register(one)
    for figure in FIGURES:
        metrics.register(figure)
    for item in ITEMS:
        navigation.register(item)
    for panel in PANELS:
        panels.register(panel)
    alert_sources.register()
    strategy_alerts.register()
    absence_alerts.register()
    taken_off_alerts.register()
    open_work.register()
    _register_deaths()
    _register_people_pages()
    merging.register()
    restricting.register("missing", move_restricted_work, open_work_on, give_back_work)
    restricting.register_watch(missing_now)
    after_changing.register("interviews owed", open_what_is_owed)


def _register_deaths() -> None:
    panels.register(panels.Panel(5, "died", "Died", "missing/panel_died.html", people_pages.death_of, place="top"))
    panels.register(
        panels.Panel(
            order=95,
            key="death",
            title="After a death",
            template="missing/panel_death.html",
            rows=people_pages.way_to_death,
            can=Can.RECORD_DEATHS,
            place="side",
        )
    )


def _register_people_pages() -> None:
    after_adding.register(
        after_adding.NextStep(
            ADD_FIRST,
            "Add and log the episode",
            Can.LOG_EPISODES,
            lambda person: reverse("missing:log_episode_for", args=[person.reference]),
        )
    )
    warnings.register_further(by_who_cares)
    hidden.register(hidden.WayIn("Log it without opening the record", Can.LOG_EPISODES, "missing:log_hidden"))
    register_drafts()
    begun.register(begun.Begun("deaths", "missing/deaths_of_late.html", deaths_of_late, list))
    draft_questions.register()
    begun.register(begun.Begun("logs", "missing/begun_logs.html", begun_drafts, begun_in))
    shortcuts.register(
        shortcuts.Shortcut(10, "log_episode", "Log an episode", "missing:log_episode", Can.LOG_EPISODES, is_main=True)
    )
    search_facts.register("open_episode", people_pages.open_episode_facts)
    timeline.register(people_pages.tell_episodes, CaseEvent.Kind.WENT_MISSING, CaseEvent.Kind.RETURNED)
    timeline.register(people_pages.tell_interviews, CaseEvent.Kind.INTERVIEW_CLOSED)
    timeline.register(strategy_page.tell_harm, CaseEvent.Kind.HARM_TOLD)
    timeline.keep_back(strategy_page.harm_kept_back)
