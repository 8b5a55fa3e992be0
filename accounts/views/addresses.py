from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import ActionRefused, requires, signed_in
from accounts.actions import people_whose_mail_comes_back, trust_address
from accounts.models import User
from accounts.pressed import led_back_to
from accounts.rules import Can, Role


@requires(Can.SEE_BOUNCED_ADDRESSES)
def bounced_addresses(request: HttpRequest) -> HttpResponse:
    """Whose e-mail comes back, for who can tell them (their team manager) and who can mend it (administrators)."""
    actor = signed_in(request)
    context = {
        "people": people_whose_mail_comes_back(actor),
        "administrators": User.objects.holding(Role.ADMINISTRATOR).order_by("full_name"),
        "may_mend": actor.can(Can.MANAGE_USERS),
    }
    return render(request, "accounts/addresses.html", context)


@requires(Can.MANAGE_USERS)
@led_back_to(lambda request, user: "bounced_addresses")
def trust(request: HttpRequest, user: int) -> HttpResponse:
    """The button: the address works again."""
    person = get_object_or_404(User, pk=user)
    try:
        trust_address(actor=signed_in(request), user=person)
    except ActionRefused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"E-mail goes to {person.email} again. What waited for {person} leaves now.")
    return redirect("user", person.pk)
