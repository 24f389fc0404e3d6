"""An agenda as plain text of 72 columns, for terminals, mails and printers of any age."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ifiso.typewriter import filled, width
from meetings.reads.entries import Day, Entry
from meetings.reads.public_agenda import PublicAgenda

COLUMNS = 72
CLOCK = 13  # columns for the times, a gap included


def plain_agenda(page: PublicAgenda) -> str:
    paragraphs = [head(page), *(day_in_lines(day) for day in page.agenda.days)]
    if not page.agenda.days:
        paragraphs.append(filled(_("No session is on record."), COLUMNS))
    return "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"


def head(page: PublicAgenda) -> list[str]:
    meeting, told = page.meeting, [page.meeting.when_and_where]
    if page.release:
        words = {"number": page.release.number, "moment": page.released}
        told.append(_("Release %(number)d, %(moment)s") % words)
        told.append(page.release.note)
    if page.agenda.zone:
        told.append(_("All times are %(zone)s.") % {"zone": page.agenda.zone})
    name = _("%(meeting)s (demo)") % {"meeting": meeting.name} if meeting.is_demo else meeting.name
    return underlined(name, "=") + [line for text in told for line in filled(text, COLUMNS)]


def underlined(text: str, mark: str) -> list[str]:
    lines = filled(text, COLUMNS)
    return [*lines, mark * max(map(width, lines))]


def day_in_lines(day: Day) -> list[str]:
    names = {"day": day.name, "date": day.written}
    lines = underlined(_("%(day)s, %(date)s") % names if day.written else day.name, "-")
    if not day.timed:
        lines += filled(_("The times are not known."), COLUMNS)
    return lines + [line for entry in day.entries for line in entry_in_lines(entry)]


def entry_in_lines(entry: Entry) -> Iterator[str]:
    """The times beside the title, and below it what else there is to know."""
    title = _("CANCELLED: %(title)s") % {"title": entry.title} if entry.cancelled else entry.title
    clock = f"{entry.start}-{entry.end}" if entry.start else "*"
    for text in (title, *details(entry)):
        for line in filled(text, COLUMNS - CLOCK):
            yield f"{clock:{CLOCK}}{line}".rstrip()
            clock = ""


def details(entry: Entry) -> Iterator[str]:
    place = _("all rooms") if entry.everywhere else entry.room
    yield ", ".join(filter(None, ["" if entry.is_break else capfirst(entry.kind), place]))
    if entry.next_day:
        yield _("Ends on the next day.")
    if entry.leaders:
        yield _("Led by %(names)s") % {"names": ", ".join(leader.name for leader in entry.leaders)}
    if entry.topics:
        yield _("About %(topics)s") % {"topics": ", ".join(topic.name for topic in entry.topics)}
    if entry.trace:
        yield entry.trace.brief
