"""The demo's front door: sign in as anybody, and read everybody's mail. It exists in demo mode only."""

from collections.abc import Callable
from functools import wraps
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ifiso.accounts import sign_in_without_asking
from ifiso.mailbox import latest
from ifiso.moments import in_words
from ifiso.personas import PERSONAS, find_persona
from organizations.models import User

SHOWN_MAILS = 30


def only_in_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@only_in_demo
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    zone = ZoneInfo(settings.TEAM_TIME_ZONE)
    people = User.objects.in_bulk([persona.email for persona in PERSONAS], field_name="email")
    context = {
        "personas": [persona for persona in PERSONAS if persona.email in people],
        "letters": [(letter, in_words(letter.at, zone)) for letter in latest(settings.MAIL_DIR, SHOWN_MAILS)],
    }
    return render(request, "ifiso/demo.html", context)


@only_in_demo
@require_POST
def demo_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    persona = find_persona(key)
    if persona is None:
        raise Http404
    return sign_in_without_asking(request, get_object_or_404(User, email=persona.email, is_active=True))
