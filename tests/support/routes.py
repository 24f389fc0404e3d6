"""Every address of the site, read from the URL configuration."""

from dataclasses import dataclass
from functools import cache

from django.contrib.admin import site
from django.urls import URLPattern, get_resolver

from tests.support.sources import APPS


@dataclass(frozen=True)
class Route:
    """`pattern` is the whole address as the configuration writes it, `name` with its namespace."""

    pattern: str
    name: str
    view: object

    @property
    def is_public(self):
        """Whether the view lets strangers in; of all others LoginRequiredMiddleware keeps them out."""
        return not getattr(self.view, "login_required", True)

    @property
    def is_own(self):
        return self.view.__module__.partition(".")[0] in APPS and not self.name.startswith(f"{site.name}:")


@cache
def routes():
    return tuple(walk(get_resolver()))


def own_routes():
    """Those whose views this project wrote, the back office apart."""
    return [route for route in routes() if route.is_own]


def walk(resolver, path="", space=""):
    for entry in resolver.url_patterns:
        pattern = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(pattern, f"{space}{entry.name or ''}", entry.callback)
        else:
            yield from walk(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)


def names_of_finished_pages():
    """The public pages whose bytes are everybody's: not what a token opens, and none of the few that are no pages."""
    pages = {route.name for route in own_routes() if route.is_public and "<str:token>" not in route.pattern}
    files = {"document", "member_logo", "photo_file", "report_image"}
    return pages - files - {"healthz", "service_worker", "demo", "demo_sign_in"}
