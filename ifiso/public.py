"""The addresses of every public page, of which the sitemap, the export and the tests all speak."""

from collections.abc import Iterator

from ifiso.addresses import address
from meetings.models import AgendaRelease, Meeting, Outcome, Photo, Report, Session, Topic
from meetings.planning import first_day
from organizations.models import Organization

ALONE = ("home", "members", "meetings", "attendance", "reports", "outcomes", "topics", "partners", "history")
ALSO_ALONE = ("search", "enquire", "privacy")
OF_A_MEETING = ("agenda", "participants")
FILES_OF_A_MEETING = ("agenda_ics", "agenda_txt", "agenda_feed")
SCHEDULES = ("schedule_json", "schedule_xml")


def public_pages() -> Iterator[str]:
    """The address of every page, without any query. What pages merely link to, such as pictures, is left out."""
    yield from map(address, (*ALONE, *ALSO_ALONE))
    meetings = Meeting.objects.published()
    sessions = Session.objects.public().filter(meeting__in=meetings).select_related("meeting")
    releases = AgendaRelease.objects.filter(meeting__in=meetings).select_related("meeting")
    rows = (Organization.objects.all(), meetings, Report.objects.published(), Outcome.objects.public())
    photos = Photo.objects.published().filter(meeting__in=meetings).select_related("meeting")
    for kind in (*rows, Topic.objects.all(), sessions, releases, photos):
        yield from (row.get_absolute_url() for row in kind)
    yield from (address(name, meeting.slug) for meeting in meetings for name in OF_A_MEETING)
    released = releases.order_by("meeting").values_list("meeting__slug", flat=True).distinct()
    yield from (address("agenda_releases", slug) for slug in released)
    yield from (address("album", slug) for slug in dict.fromkeys(photo.meeting.slug for photo in photos))


def public_files() -> Iterator[str]:
    """The address of every feed, calendar and schedule."""
    yield from map(address, ("reports_feed", "meetings_ics"))
    for meeting in Meeting.objects.published():
        names = (*FILES_OF_A_MEETING, *SCHEDULES) if first_day(meeting) else FILES_OF_A_MEETING
        yield from (address(name, meeting.slug) for name in names)
