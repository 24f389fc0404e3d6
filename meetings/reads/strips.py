"""The presence strip: one small mark for each meeting since the first, the registry's signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ifiso.copies import read_once
from meetings.models import Meeting, Phase, Season
from meetings.reads.presence import Presence, PresenceTable
from organizations.models import Organization

STEP, MARK, HEIGHT = 10, 7, 22
LONGEST = 36


@dataclass(frozen=True)
class Slot:
    """A place on the strip: a meeting, or a season of which no record exists."""

    year: int
    meeting: Meeting | None = None


def slots(meetings: Sequence[Meeting]) -> list[Slot]:
    """The `meetings`, oldest first, with an empty slot for each season without a record between two forum meetings."""
    forum = {(m.year, m.season): m for m in meetings if m.kind == Meeting.Kind.FORUM}
    others: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        if meeting.kind != Meeting.Kind.FORUM:
            others.setdefault(meeting.year, []).append(meeting)
    if not meetings:
        return []
    strip = []
    for year in range(meetings[0].year, meetings[-1].year + 1):
        strip.append(Slot(year, forum.get((year, Season.SPRING))))
        strip.extend(Slot(year, meeting) for meeting in others.get(year, ()))
        strip.append(Slot(year, forum.get((year, Season.AUTUMN))))
    held = [index for index, slot in enumerate(strip) if slot.meeting]
    return strip[held[0] : held[-1] + 1]


def begun(now: datetime) -> list[Meeting]:
    """Every published meeting that has begun at the moment `now`, oldest first."""
    return [meeting for meeting in published() if meeting.phase(now) in {Phase.RUNNING, Phase.OVER}]


@read_once
def published() -> Sequence[Meeting]:
    return list(Meeting.objects.published().chronological())


class Strip:
    """Draws the marks of any organization over the same `meetings`, oldest first; the latest `LONGEST` of them."""

    def __init__(self, meetings: Sequence[Meeting], table: PresenceTable):
        self.meetings = meetings[-LONGEST:]
        self.table = table

    def draw(self, organization: Organization) -> SafeString:
        """The strip as SVG, whose label says the same in words."""
        shapes: dict[str, list[str]] = {}
        for index, meeting in enumerate(self.meetings):
            presence = self.table.get((organization.pk, meeting.pk), Presence.UNKNOWN)
            for name, path in marks(presence, meeting.tint, index * STEP + 2):
                shapes.setdefault(name, []).append(path)
        paths = format_html_join("", '<path class="{}" d="{}"/>', ((k, "".join(v)) for k, v in shapes.items()))
        width = max(len(self.meetings) * STEP, STEP)
        return format_html(
            '<svg class="strip" role="img" aria-label="{}" viewBox="0 0 {} 24" width="{}" height="24">{}</svg>',
            self.words(organization),
            width,
            width,
            paths,
        )

    def words(self, organization: Organization) -> str:
        """`Seen at 3 of 17 meetings on record, host of Autumn 2010.`"""
        known = [self.table.get((organization.pk, meeting.pk), Presence.UNKNOWN) for meeting in self.meetings]
        hosted = [str(m) for m, presence in zip(self.meetings, known, strict=True) if presence == Presence.HOST]
        seen = known.count(Presence.ATTENDED) + len(hosted)
        words = {"seen": seen, "all": len(known), "hosted": ", ".join(hosted)}
        if hosted:
            return _("Seen at %(seen)d of %(all)d meetings on record, host of %(hosted)s") % words
        one, many = "Seen at %(seen)d of %(all)d meeting on record", "Seen at %(seen)d of %(all)d meetings on record"
        return ngettext(one, many, len(known)) % words


@cache
def marks(presence: Presence, tint: str, x: int) -> list[tuple[str, str]]:
    """The shapes of one mark whose left edge is `x`: pairs of class and SVG path. A page asks for few, many times."""
    bar = f"M{x} 1h{MARK}v{HEIGHT}h-{MARK}z"
    match presence:
        case Presence.HOST:
            ring = f"M{x - 1.6} -.6h{MARK + 3.2}v{HEIGHT + 3.2}h-{MARK + 3.2}z"
            return [(tint, bar), ("ring", ring)]
        case Presence.ATTENDED:
            return [(tint, bar)]
        case Presence.ABSENT:
            return [("absent", f"M{x + 0.5} 1.5h{MARK - 1}v{HEIGHT - 1}h-{MARK - 1}z")]
    return [("unknown", f"M{x} {HEIGHT - 3}h{MARK}v4h-{MARK}z")]
