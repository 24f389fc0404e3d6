"""The matrix of organizations by meetings, cut to a page of organizations and a range of meetings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.models import Delegation, Host, Meeting, Phase
from meetings.presence import Presence, PresenceTable, presence_of
from meetings.turnouts import counts
from organizations.models import Organization

ROWS, COLUMNS = 50, 24


@dataclass(frozen=True)
class Column:
    """A meeting; `named` is how many organizations are on record as present, `counted` what sources say in numbers."""

    meeting: Meeting
    named: int
    counted: str


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

    A page number that makes no sense means the first or the last page. Eight queries, whatever the numbers.
    """
    known = begun(now, forum=forum)
    span = Paginator(known, COLUMNS).get_page(meetings)
    page = Paginator(ever_present(known), ROWS).get_page(organizations)
    table = presence_of(page, known)
    named = named_at(span)
    return Matrix(
        columns=[Column(m, named.get(m.pk, 0), counted_in_words(m)) for m in span],
        rows=[row_of(organization, known, span, table) for organization in page],
        meetings=span,
        organizations=page,
        known=len(known),
    )


def begun(now: datetime, *, forum: bool) -> list[Meeting]:
    """Published meetings that run or are over, the newest first."""
    published = Meeting.objects.published().prefetch_related("turnouts")
    kind = published.filter(kind=Meeting.Kind.FORUM) if forum else published.exclude(kind=Meeting.Kind.FORUM)
    newest_first = kind.order_by("-year", "season", "-starts_on", "-pk")
    return [meeting for meeting in newest_first if meeting.phase(now) in {Phase.RUNNING, Phase.OVER}]


def ever_present(meetings: Iterable[Meeting]) -> QuerySet[Organization]:
    """Organizations that were at any of the meetings."""
    ids = [meeting.pk for meeting in meetings]
    attended = Delegation.objects.present().filter(organization=OuterRef("pk"), meeting__in=ids)
    hosted = Host.objects.filter(organization=OuterRef("pk"), meeting__in=ids)
    return Organization.objects.filter(Exists(attended) | Exists(hosted)).order_by("acronym")


def named_at(meetings: Iterable[Meeting]) -> dict[int, int]:
    """How many organizations are on record as present, by the meeting's id."""
    ids = [meeting.pk for meeting in meetings]
    present = Delegation.objects.present().of_organizations()
    pairs = [
        found.filter(meeting__in=ids).order_by().values_list("meeting_id", "organization_id")
        for found in (present, Host.objects.all())
    ]
    numbers: dict[int, int] = {}
    for meeting, _organization in pairs[0].union(pairs[1]):
        numbers[meeting] = numbers.get(meeting, 0) + 1
    return numbers


def counted_in_words(meeting: Meeting) -> str:
    """`15`, `9–10` where sources differ, empty where none counted."""
    numbers = counts(meeting.turnouts.all())
    return "–".join(dict.fromkeys([str(numbers[0]), str(numbers[-1])])) if numbers else ""


def row_of(organization: Organization, known: Iterable[Meeting], span: Iterable[Meeting], table: PresenceTable) -> Row:
    there = {Presence.HOST, Presence.ATTENDED}
    return Row(
        organization=organization,
        seen=sum(table.get((organization.pk, meeting.pk)) in there for meeting in known),
        cells=cells_of(organization, span, table, words()),
    )


def words() -> Mapping[Presence, str]:
    return {
        Presence.HOST: _("host"),
        Presence.ATTENDED: _("attended"),
        Presence.ABSENT: _("absent"),
        Presence.UNKNOWN: _("unknown"),
    }


def cells_of(
    organization: Organization, span: Iterable[Meeting], table: PresenceTable, said: Mapping[Presence, str]
) -> SafeString:
    """One table cell a meeting: its class colours it, its hidden word says it."""
    known = ((meeting, table.get((organization.pk, meeting.pk), Presence.UNKNOWN)) for meeting in span)
    return format_html_join(
        "", '<td class="{} {}"><span class="vh">{}</span></td>', ((p, m.tint, said[p]) for m, p in known)
    )
