"""The matrix of organizations by meetings, cut to a page of organizations and a range of meetings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.models import Delegation, Host, Meeting, Season, Turnout
from meetings.reads.presence import Presence, PresenceTable, presence_of
from meetings.reads.strips import begun
from meetings.reads.turnouts import counted_organizations, named_organizations
from organizations.models import Organization, Source

ROWS, COLUMNS = 50, 24


@dataclass(frozen=True)
class Column:
    """A meeting; `named` is how many organizations are on record as present, `counted` what sources say in numbers.

    All of this is known from `sources`.
    """

    meeting: Meeting
    named: int
    counted: str
    sources: Sequence[Source]


@dataclass(frozen=True)
class Row:
    """An organization; `seen` counts over all meetings of the kind, `cells` are those of the range as HTML."""

    organization: Organization
    seen: int
    cells: SafeString


@dataclass(frozen=True)
class Matrix:
    """Meetings from the newest to the oldest, organizations by acronym; `known` counts the meetings of the kind."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    meetings: Page
    organizations: Page
    known: int


def matrix_of(now: datetime, *, forum: bool, meetings: str | None, organizations: str | None) -> Matrix:
    """Forum meetings, or the others, that have begun at `now`; `meetings` and `organizations` number the pages.

    A page number that makes no sense means the first or the last page. Eleven queries, whatever the numbers.
    """
    known = newest_first([meeting for meeting in begun(now) if (meeting.kind == Meeting.Kind.FORUM) == forum])
    span = Paginator(known, COLUMNS).get_page(meetings)
    page = Paginator(ever_present(known), ROWS).get_page(organizations)
    table, named, counted = presence_of(page, known), named_organizations(), counted_organizations()
    cells, sources = cells_of(span), sources_of(span)
    return Matrix(
        columns=[column_of(meeting, named[meeting.pk], counted[meeting.pk], sources[meeting.pk]) for meeting in span],
        rows=[row_of(organization, known, span, table, cells) for organization in page],
        meetings=span,
        organizations=page,
        known=len(known),
    )


def newest_first(meetings: Sequence[Meeting]) -> list[Meeting]:
    """`meetings`, oldest first, turned round; within a year the seasons decide, because dates are often unknown."""
    return sorted(meetings, key=lambda meeting: (meeting.year, meeting.season == Season.AUTUMN))[::-1]


def ever_present(meetings: Iterable[Meeting]) -> QuerySet[Organization]:
    """Organizations that were at any of the meetings."""
    ids = [meeting.pk for meeting in meetings]
    attended = Delegation.objects.present().filter(organization=OuterRef("pk"), meeting__in=ids)
    hosted = Host.objects.filter(organization=OuterRef("pk"), meeting__in=ids)
    return Organization.objects.filter(Exists(attended) | Exists(hosted)).order_by("acronym")


def column_of(meeting: Meeting, named: int, counted: Sequence[int], sources: Sequence[Source]) -> Column:
    ends = dict.fromkeys([*counted[:1], *counted[-1:]])
    return Column(meeting, named, "–".join(map(str, ends)), sources)


def sources_of(meetings: Iterable[Meeting]) -> dict[int, list[Source]]:
    """From whom it is known who hosted, came or stayed away, and how many came, by the meeting's id; four queries."""
    ids = [meeting.pk for meeting in meetings]
    told: dict[int, list[int]] = {pk: [] for pk in ids}
    for model in (Host, Delegation, Turnout):
        rows = model._default_manager.filter(meeting__in=ids).exclude(source=None).order_by("source")
        for meeting, source in rows.values_list("meeting_id", "source_id").distinct():
            told[meeting].append(source)
    found = Source.objects.in_bulk({source for sources in told.values() for source in sources})
    return {meeting: [found[source] for source in dict.fromkeys(sources)] for meeting, sources in told.items()}


Cells = Mapping[tuple[int, Presence], SafeString]


def cells_of(meetings: Iterable[Meeting]) -> Cells:
    """What a table cell can be, by meeting's id and presence: its class colours it, its hidden word says it."""
    words = {
        Presence.HOST: _("host"),
        Presence.ATTENDED: _("attended"),
        Presence.ABSENT: _("absent"),
        Presence.UNKNOWN: _("unknown"),
    }
    return {
        (meeting.pk, presence): format_html(
            '<td class="{} {}"><span class="vh">{}</span></td>', presence, meeting.tint, word
        )
        for meeting in meetings
        for presence, word in words.items()
    }


def row_of(
    organization: Organization, known: Iterable[Meeting], span: Iterable[Meeting], table: PresenceTable, cells: Cells
) -> Row:
    there = {Presence.HOST, Presence.ATTENDED}
    shown = (cells[meeting.pk, table.get((organization.pk, meeting.pk), Presence.UNKNOWN)] for meeting in span)
    return Row(
        organization=organization,
        seen=sum(table.get((organization.pk, meeting.pk)) in there for meeting in known),
        cells=SafeString("".join(shown)),
    )
