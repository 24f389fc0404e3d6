"""The sitemap and the yardstick, which no other settings route."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """The least that a Django view can do behind the project's middleware."""
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare, name="bare"), path("", include("ifiso.urls"))]
