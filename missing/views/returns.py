"""The end of an episode: back, found, refusing to come back, placed, in custody or hospital, died."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.models import User
from accounts.rules import Can
from missing.actions import record_found_together, record_return_together
from missing.codes import Category, EndedHow
from missing.forms import ReturnForm
from missing.forms.returns import FOUND_NOT_BACK
from missing.forms.times import as_typed
from missing.gone_together import still_gone_with
from missing.models import Episode
from missing.told_warnings import warnings_of_others, whom_to_be_careful_with
from missing.views.endings import ask_again
from missing.views.found import back_to, the_episode
from people.actions.deaths import WRITE_DEATH
from people.whose_record import not_yours_to

ASK = " Whoever was told that they were gone is to be told of this too."


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def return_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    data = request.POST if request.method == "POST" else None
    may_open: bool = found.may_open_record  # type: ignore[attr-defined]  # fetched with it
    why_no_death = "" if may_open else not_yours_to(WRITE_DEATH, found.young_person)
    initial = {"found_at": as_typed(found.found_at, found.found_is_approximate)}
    if data and data.get("how") == EndedHow.DIED and may_open:
        return ask_again(request, found.young_person, typed=data, back_url=request.path)
    together = still_gone_with(found, user)
    form = ReturnForm(data, episode=found, together=together, why_no_death=why_no_death, initial=initial)
    kept = keep_form(request, f"return:{found.pk}")
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        try:
            said = _record(user, found, form)
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            kept.discard()
            messages.success(request, said)
            return back_to(user, found)
    title = "Record how it ended" if found.category == Category.CURFEW else "Record return"
    context = {"form": form, "episode": found, "young_person": found.young_person, "title": title, "kept": kept}
    context["warnings"] = whom_to_be_careful_with(user, found.young_person, may_open=may_open)
    context["others_warned"] = warnings_of_others(user, [other.young_person for other in together])
    return render(request, "missing/return.html", context)


def _record(user: User, episode: Episode, form: ReturnForm) -> str:
    """What follows from the answer, and the words that say so."""
    facts, person = form.cleaned_data, episode.young_person
    others = facts.get("others", [])
    who = get_text_list([str(one) for one in (person, *(other.young_person for other in others))], "and")
    is_or_are = "are" if others else "is"
    shared = {name: facts[name] for name in ("found_at", "found_is_approximate", "note")}
    if facts["how"] == FOUND_NOT_BACK:
        record_found_together(actor=user, episode=episode, others=others, **shared)
        return f"{who} {is_or_are} found. Record the return when they are back."
    back = {name: facts[name] for name in ("returned_at", "returned_is_approximate")}
    interviews = record_return_together(
        actor=user, episode=episode, others=others, ended_how=facts["how"], **shared, **back
    )
    return _said(facts["how"], who if others else "", f"{who} {is_or_are}", sum(map(bool, interviews)))


def _said(how: str, whose: str, who_is: str, interviews: int) -> str:
    """`whose` names them where it was recorded for several; `interviews` is how many fell due."""
    what = "Return recorded" if how == EndedHow.RETURNED else "Written down"
    said = f"{what} for {whose}." if whose else f"{what}."
    if how == EndedHow.REFUSED_TO_RETURN:
        goes_on = "go on as away" if whose else "goes on as away"
        said = f"{who_is} found and {goes_on}. Record the return when they are back or placed."
    several = f" The {interviews} interviews are in the queue."
    return said + {0: "", 1: " The interview is in the queue."}.get(interviews, several) + ASK
