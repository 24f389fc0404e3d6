"""The directory of members, and each organization's profile."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString

from ifiso.profile import profile_of
from meetings.presence import presence_of
from meetings.strips import Strip, begun
from organizations.clock import today
from organizations.directory import Directory, standing
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
    meetings = begun(timezone.now())
    strip = Strip(meetings, presence_of(page.object_list, meetings))
    context = {
        "directory": directory,
        "page": page,
        "rows": [row(organization, strip) for organization in page.object_list],
    }
    response = render(request, "ifiso/members.html#results" if request.htmx else "ifiso/members.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def row(organization: Organization, strip: Strip) -> Row:
    fields = ", ".join(field.name for field in organization.fields.all())
    return Row(organization, fields, standing(organization), strip.draw(organization))


@public_page
def member(request: HttpRequest, slug: str) -> HttpResponse:
    organization = Organization.objects.prefetch_related("fields", "sources").filter(slug=slug).first()
    if organization is None:
        raise Http404
    return render(request, "ifiso/member.html", {"profile": profile_of(organization, timezone.now())})
