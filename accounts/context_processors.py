from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts import navigation
from accounts.models import User
from accounts.rules import Can

BELL = "bell"


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    count: int | None
    is_current: bool
    is_alarm: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """What the base page shows to everybody: the council's name, and once signed in navigation, bell and search."""
    context: dict[str, Any] = {"authority_name": settings.AUTHORITY_NAME}
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return context
    items = navigation.items_for(user)
    counts = navigation.counts_for(user, items)
    links = {item.key: _link(request, item, counts.get(item.key)) for item in items}
    context["bell"] = links.pop(BELL, None)
    context["navigation"] = list(links.values())
    if user.can(Can.FIND_YOUNG_PEOPLE):
        context["search_url"] = reverse("people:search")
        context["q"] = request.GET.get("q", "")
    return context


def _link(request: HttpRequest, item: navigation.Item, count: int | None) -> Link:
    url = reverse(item.url_name)
    is_current = request.path == url or (url != "/" and request.path.startswith(url))
    number = (count or 0) if item.counts else None
    return Link(item.label, url, number, is_current, item.is_alarm and bool(count))
