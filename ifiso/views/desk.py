"""One personal page for everybody who signs in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ifiso.desk import Desk
from organizations.clock import today


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "ifiso/desk.html", {"desk": Desk(request.user, timezone.now(), today())})
