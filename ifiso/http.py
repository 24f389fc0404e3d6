"""What every answer carries, whatever the page."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from ifiso.citations import Citations
from ifiso.copies import copy_at_hand

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)

View = Callable[[HttpRequest], HttpResponse]


def isolation_headers(get_response: View) -> View:
    """Middleware: no other origin may embed, open or read the registry's pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def sign_in_from_fragments(get_response: View) -> View:
    """Middleware: a fragment asked for after the session has ended sends the whole page to sign in, and back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        if "HX-Request" not in request.headers or urlsplit(response.headers.get("Location", "")).path != sign_in:
            return response
        query = urlencode({REDIRECT_FIELD_NAME: without_origin(request.headers.get("HX-Current-URL", ""))})
        return HttpResponse(headers={"HX-Redirect": f"{sign_in}?{query}", "Cache-Control": "no-store"})

    return middleware


def opened_by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens a view to whoever holds its link, which is a key and so stays out of caches, indexes and referrers.

    A link that opens nothing gets a page that says whom to ask, and not whether it ever opened anything.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = render(request, "link_closed.html", status=404)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def without_origin(url: str) -> str:
    """The path and query of an address; `/` for one that is none."""
    try:
        return urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl() or "/"
    except ValueError:
        return "/"


class SignInExceptOnPublicPages(LoginRequiredMiddleware):
    """Asks first whether a view is public: then nobody looks into the session, and the page varies with no cookie."""

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def site(request: HttpRequest) -> dict:
    """Context processor: what the page frame needs, the same for every visitor; each page counts its own footnotes."""
    return {"base_url": settings.BASE_URL, "citations": Citations(), "copy": copy_at_hand(), "demo": settings.DEMO}
