"""The delegate's own page: where the registration stands, what is missing, what can be changed."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.access import delegate_by_link, own_registrations


@never_cache
@require_safe
def my_registration(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_registrations(request.user, slug)
    if len(found) == 1:
        return redirect(page_of(found[0]))
    return render(request, "meetings/my_registration.html", {"meeting": found[0].meeting, "delegates": found})


@login_not_required
@never_cache
@require_safe
def registration(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    return render(request, "meetings/registration.html", {"delegate": delegate_by_link(slug, token)})
