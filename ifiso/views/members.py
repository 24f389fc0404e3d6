"""The directory of members, and each organization's profile."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString

from ifiso.profile import profile_of
from meetings.reads.presence import presence_of
from meetings.reads.strips import Strip, begun
from organizations.clock import today
from organizations.directory import Directory, Entry
from organizations.models import Organization
from organizations.pages import public_page

PAGE_SIZE = 60


@dataclass(frozen=True)
class Row:
    """One organization in the directory, as its line shows it."""

    organization: Organization
    fields: str
    standing: str
    strip: SafeString


@public_page
def members(request: HttpRequest) -> HttpResponse:
    directory = Directory(request.GET, today())
    page = directory.page(request.GET.get("page"), size=PAGE_SIZE)
    context = {"directory": directory, "page": page, "rows": rows_of(page.object_list)}
    response = render(request, "ifiso/members.html#results" if request.htmx else "ifiso/members.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def rows_of(entries: Sequence[Entry]) -> list[Row]:
    organizations = Organization.objects.in_bulk([entry.pk for entry in entries])
    meetings = begun(timezone.now())
    strip = Strip(meetings, presence_of(organizations.values(), meetings))
    return [row(entry, organizations[entry.pk], strip) for entry in entries]


def row(entry: Entry, organization: Organization, strip: Strip) -> Row:
    return Row(organization, ", ".join(entry.fields.values()), entry.standing, strip.draw(organization))


@public_page
def member(request: HttpRequest, slug: str) -> HttpResponse:
    organization = Organization.objects.prefetch_related("fields", "sources").filter(slug=slug).first()
    if organization is None:
        raise Http404
    return render(request, "ifiso/member.html", {"profile": profile_of(organization, timezone.now())})
