"""An agenda in the making as its editor shows it: one day by room and time, the tray, and what is wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from meetings.axis import MINUTE, Mark, begin_of, date_of, lies_within, marks
from meetings.faults import Fault, faults_of, plans_of, presence_of
from meetings.lanes import Lane, Span, lanes_of
from meetings.models import Meeting, Plan, PlannedLead, Room
from meetings.planning import days_of
from meetings.reads.wording import day_in_brief, day_in_words, length_in_words, times_of

HOUR = 60
USUAL_HOURS = (8, 20)


@dataclass(frozen=True)
class Column:
    """`key` is that of the room, empty for what has none yet."""

    key: str
    name: str
    capacity: int | None


@dataclass(frozen=True)
class Line:
    """A full hour. `note` says what is particular about it."""

    label: str
    place: str
    shift: int
    next_date: str


@dataclass(frozen=True)
class Entry:
    """`place` are the classes that put it where it belongs; `minute` and `column` are empty outside the grid.

    Numbers are texts, for templates write those many times faster.
    """

    key: str
    version: str
    minutes: str
    plan: Plan
    faults: Sequence[Fault]
    place: str = ""
    minute: str = ""
    column: str = ""
    start: str = ""
    end: str = ""
    after_midnight: bool = False

    @property
    def hard(self) -> bool:
        return any(fault.hard for fault in self.faults)

    @property
    def kind(self) -> str:
        return str(Plan.Kind(self.plan.kind).label)  # get_..._display is slow

    @property
    def leads(self) -> str:
        return ", ".join(brief(lead) for lead in self.plan.leads.all())

    @property
    def length(self) -> str:
        return length_in_words(self.plan.minutes)


@dataclass(frozen=True)
class Tab:
    """A day of the meeting, or one beyond its end in which something is planned. Counts are of entries."""

    number: int
    brief: str
    written: str
    placed: int
    untimed: int
    hard: int
    soft: int

    @property
    def key(self) -> str:
        return str(self.number)


@dataclass(frozen=True)
class Board:
    """`tray` has no day, `untimed` has the shown day but no time, `strays` have a time outside of all days."""

    meeting: Meeting
    tabs: Sequence[Tab]
    shown: Tab
    columns: Sequence[Column]
    lines: Sequence[Line]
    first: int
    last: int
    entries: Sequence[Entry]
    untimed: Sequence[Entry]
    tray: Sequence[Entry]
    strays: Sequence[Entry]
    faulty: Sequence[Entry]
    chosen: Entry | None
    empty: bool

    @cached_property
    def hard(self) -> int:
        return sum(fault.hard for entry in self.faulty for fault in entry.faults)

    @cached_property
    def soft(self) -> int:
        return sum(not fault.hard for entry in self.faulty for fault in entry.faults)

    @property
    def room_names(self) -> dict[int, str]:
        return {int(column.key): column.name for column in self.columns if column.key}

    @property
    def hours(self) -> int:
        return (self.last - self.first) // HOUR

    @property
    def first_hour(self) -> int:
        return self.first // HOUR

    @property
    def begin(self) -> int:
        """When the day's minutes begin, in milliseconds as JavaScript counts them."""
        return int(begin_of(self.meeting, self.shown.number).timestamp() * 1000)

    @property
    def waiting(self) -> int:
        return len(self.untimed) + len(self.tray) + len(self.strays)

    @property
    def elsewhere(self) -> Sequence[Tab]:
        """The other days on which something waits for a time."""
        return [tab for tab in self.tabs if tab.untimed and tab.number != self.shown.number]


def board_of(meeting: Meeting, *, day: int | None = None, chosen: int | None = None) -> Board:
    """The board of a meeting whose first day is known. A chosen entry brings its own day, where `day` names none."""
    plans = plans_of(meeting)
    faults = faults_of(meeting, plans, presence_of(meeting))
    rooms = list(meeting.rooms.all())
    picked = next((plan for plan in plans if plan.pk == chosen), None)
    begins = {number: begin_of(meeting, number) for number in {plan.day for plan in plans if plan.day}}
    strays = [plan for plan in plans if plan.starts_at and not lies_within(begins[plan.day], plan.starts_at)]
    stray = {plan.pk for plan in strays}
    placed = [plan for plan in plans if plan.starts_at and plan.pk not in stray]
    tabs = tabs_of(meeting, plans, placed, faults)
    wanted = day or (picked.day if picked else None)
    shown = next((tab for tab in tabs if tab.number == wanted), tabs[0])
    on_shown = [plan for plan in placed if plan.day == shown.number]
    first, last = range_of(meeting, shown.number, on_shown)
    make = Maker(meeting, shown.number, rooms, faults)
    entries = make.grid(on_shown)
    others = {plan.pk: make.loose(plan) for plan in plans if plan.pk in faults or plan.pk == chosen}
    others |= {entry.plan.pk: entry for entry in entries}
    return Board(
        meeting=meeting,
        tabs=tabs,
        shown=shown,
        columns=make.columns,
        lines=[line_of(meeting, shown.number, mark) for mark in marks(meeting, shown.number, first, last)],
        first=first,
        last=last,
        entries=entries,
        untimed=[make.loose(plan) for plan in plans if not plan.starts_at and plan.day == shown.number],
        tray=[make.loose(plan) for plan in plans if not plan.starts_at and not plan.day],
        strays=[make.loose(plan) for plan in strays],
        faulty=[others[plan.pk] for plan in plans if plan.pk in faults],
        chosen=others.get(picked.pk) if picked else None,
        empty=not plans,
    )


def tabs_of(
    meeting: Meeting, plans: Sequence[Plan], placed: Sequence[Plan], faults: Mapping[int, Sequence[Fault]]
) -> list[Tab]:
    """The days of the meeting, and those after its last in which something stands."""
    by_day: dict[int, list[Plan]] = defaultdict(list)
    for plan in plans:
        if plan.day:
            by_day[plan.day].append(plan)
    in_grid = {plan.pk for plan in placed}
    numbers = {*range(1, len(days_of(meeting)) + 1), *by_day}
    return [tab_of(meeting, number, by_day[number], in_grid, faults) for number in sorted(numbers)]


def tab_of(
    meeting: Meeting, number: int, plans: Sequence[Plan], in_grid: set[int], faults: Mapping[int, Sequence[Fault]]
) -> Tab:
    day = date_of(meeting, number)
    found = [fault for plan in plans for fault in faults.get(plan.pk, ())]
    hard = sum(fault.hard for fault in found)
    return Tab(
        number=number,
        brief=day_in_brief(day),
        written=day_in_words(day),
        placed=sum(plan.pk in in_grid for plan in plans),
        untimed=sum(not plan.starts_at for plan in plans),
        hard=hard,
        soft=len(found) - hard,
    )


def range_of(meeting: Meeting, number: int, placed: Sequence[Plan]) -> tuple[int, int]:
    """From the full hour of the first entry to that of the last one's end, and at least the usual day."""
    begin = begin_of(meeting, number)
    starts = [((plan.starts_at - begin) // MINUTE, plan.minutes) for plan in placed]
    first = min([USUAL_HOURS[0] * HOUR, *(start for start, _minutes in starts)])
    last = max([USUAL_HOURS[1] * HOUR, *(start + minutes for start, minutes in starts)])
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def line_of(meeting: Meeting, number: int, mark: Mark) -> Line:
    after = mark.local.date() > date_of(meeting, number)
    next_date = day_in_brief(mark.local.date()) if after and mark.local.hour == 0 else ""
    return Line(f"{mark.local:%H:%M}", place_of(mark.minute), mark.shift, next_date)


def place_of(minute: int) -> str:
    return f"h-{minute // HOUR} m-{minute % HOUR}"


def brief(lead: PlannedLead) -> str:
    party = lead.organization.acronym if lead.organization else str(lead.partner)
    return f"{party} ({lead.delegate.name})" if lead.delegate else party


class Maker:
    """Makes the entries of one day's board."""

    def __init__(self, meeting: Meeting, day: int, rooms: Sequence[Room], faults: Mapping[int, Sequence[Fault]]):
        self.meeting, self.begin, self.faults = meeting, begin_of(meeting, day), faults
        self.columns = [*(Column(str(room.pk), room.name, room.capacity) for room in rooms), Column("", "", None)]
        self.index = {column.key: number for number, column in enumerate(self.columns)}

    def grid(self, plans: Sequence[Plan]) -> list[Entry]:
        spans = [self.span(plan) for plan in plans]
        lanes = lanes_of(spans)
        return [self.placed(plan, span, lanes[plan.pk]) for plan, span in zip(plans, spans, strict=True)]

    def span(self, plan: Plan) -> Span:
        start = (plan.starts_at - self.begin) // MINUTE
        return Span(plan.pk, None if plan.everywhere else self.column_of(plan), start, start + plan.minutes)

    def column_of(self, plan: Plan) -> int:
        return self.index[str(plan.room_id or "")]

    def placed(self, plan: Plan, span: Span, lane: Lane) -> Entry:
        hours, minutes = divmod(plan.minutes, HOUR)
        where = "everywhere" if plan.everywhere else f"col-{span.column}"
        classes = f"{place_of(span.start)} f-{hours} p-{minutes} {where}"
        if lane.of > 1:
            classes += f" lane-{lane.index} of-{lane.of}"
        if lane.crossed:
            classes += " crossed"
        column = "all" if plan.everywhere else str(span.column)
        return self.entry(plan, place=classes, minute=str(span.start), column=column)

    def loose(self, plan: Plan) -> Entry:
        return self.entry(plan)

    def entry(self, plan: Plan, **more) -> Entry:
        times = times_of(self.meeting, plan.starts_at, plan.minutes) if plan.starts_at else ("", "")
        local = plan.starts_at and plan.starts_at.astimezone(self.meeting.zone).date()
        late = bool(local and local > date_of(self.meeting, plan.day))
        faults = self.faults.get(plan.pk, ())
        about = {"start": times[0], "end": times[1], "after_midnight": late, **more}
        return Entry(str(plan.pk), str(plan.version), str(plan.minutes), plan, faults, **about)
