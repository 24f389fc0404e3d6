"""What every answer carries, whatever the page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ifiso.citations import Citations

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


def site(request: HttpRequest) -> dict:
    """Context processor: what the page frame needs, the same for every visitor; each page counts its own footnotes."""
    return {"base_url": settings.BASE_URL, "citations": Citations(), "demo": settings.DEMO}
