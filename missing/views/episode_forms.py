"""The pages that change an episode are one page: a form, kept as it is typed, and a way back."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from missing.models import Episode


def episode_form(
    request: HttpRequest, episode: Episode, form: forms.Form, *, title: str, button: str, lede: str = "", **more: object
) -> HttpResponse:
    context = {"form": form, "episode": episode, "young_person": episode.young_person}
    return render(
        request, "missing/episode_form.html", context | {"title": title, "button": button, "lede": lede} | more
    )
