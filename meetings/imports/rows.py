"""Entries as they were written, read for one meeting: each cell understood, or with a sentence why it is not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ifiso.cleaning import printable
from ifiso.text import fold
from meetings.imports import Fate, Raw, Reading, Row
from meetings.imports.days import SHAPE, Day, day_of
from meetings.imports.names import EVERYWHERE, NOTHING, Names, kind_from, kind_of
from meetings.imports.times import DAY, day_and_time, from_and_to, length_of, minute_of_day, moment_at, stamp_of
from meetings.models import Meeting
from meetings.models.sessions import SessionKind
from meetings.planning import DAY_TURNS_AT, day_number, days_of

LONGEST = {"title": 200, "room": 100, "topics": 80, "abstract": 20_000}
MOST_PEOPLE = 32_767
# The end of a session that began in the evening may come before its start on the clock; a whole morning may not.
LONGEST_NIGHT = 12 * 60


def rows_of(meeting: Meeting, reading: Reading, *, moved: bool = False) -> list[Row]:
    """Each entry of `reading` for `meeting`, whose days are known. `moved` lets its first day be the meeting's."""
    names, days = Names.known_to(meeting), days_of(meeting)
    reader = Reader(meeting, days, names)
    if moved:
        reader.later = days[0] - first_date(reader, reading.raws)
    return [reader.row(raw) for raw in reading.raws]


def first_date(reader: "Reader", raws: Iterable[Raw]) -> date:
    """The first day that the entries name by its date; the meeting's own where none does."""
    dates = []
    for raw in raws:
        try:
            place = reader.place(raw.cells)
        except ValueError:
            continue
        if place.day and not place.day.counted:
            dates.append(place.day.date)
    return min(dates, default=reader.days[0])


@dataclass(frozen=True)
class Place:
    """Where an entry lies in time, as written: the day, minutes of that day, or a moment that names its zone."""

    day: Day | None = None
    start: int | None = None
    end: int | None = None
    moment: datetime | None = None


class Reader:
    """Reads cells for one meeting; `later` is by how much dates are moved."""

    def __init__(self, meeting: Meeting, days: list[date], names: Names):
        self.meeting, self.days, self.names = meeting, days, names
        self.later = timedelta()

    def row(self, raw: Raw) -> Row:
        cells = {column: cleaned(column, text) for column, text in raw.cells.items()}
        row = Row(line=raw.line, cells={name: text for name, text in cells.items() if text})
        row.guid = cells.get("guid", "")[:100]
        for read in (self.when, self.what, self.where, self.who):
            read(row, cells)
        if row.faults:
            row.fate = Fate.FAULT
        return row

    def what(self, row: Row, cells: dict[str, str]) -> None:
        title, kind = " ".join(cells.get("title", "").split()), cells.get("kind", "")
        known = kind_of(kind) if kind else kind_from(title)
        if known is None:
            known = kind_from(title)
            row.notices["kind"] = _("“%(text)s” is no kind of session here; taken as %(kind)s.") % {
                "text": kind[:60],
                "kind": known.label,
            }
        if not title and kind:
            title = capitalized(known)
        if not title:
            row.faults["title"] = _("A session needs a title.")
        elif title.startswith("#") and title.rstrip("!?") in {"#REF", "#N/A", "#VALUE", "#NAME", "#DIV/0", "#NUM"}:
            row.faults["title"] = _("The spreadsheet shows an error here instead of a title.")
        row.values |= {"title": title, "kind": str(known), "abstract": cells.get("abstract", "")}
        row.values["topics"] = self.names.topics_in(cells["topics"]) if cells.get("topics") else []
        row.values["expected"] = attempt(row, "expected", people, cells.get("expected", ""))
        for column in ("title", "abstract"):
            within(row, column, row.values[column])
        for topic in row.values["topics"]:
            within(row, "topics", topic)

    def where(self, row: Row, cells: dict[str, str]) -> None:
        text = cells.get("room", "")
        everywhere = fold(text) in EVERYWHERE
        room = self.names.room(text) if fold(text) and not everywhere else ""
        within(row, "room", room)
        row.values |= {"room": room, "everywhere": everywhere}

    def who(self, row: Row, cells: dict[str, str]) -> None:
        leads = []
        for column in ("leads", "partner"):
            found, unknown = self.names.leads_in(cells.get(column, ""))
            leads += [lead for lead in found if lead not in leads]
            if unknown:
                row.notices[column] = _("Left out, for no organization or partner has this name: %(names)s.") % {
                    "names": ", ".join(unknown)[:200]
                }
        row.values["leads"] = [list(lead) for lead in leads]

    def when(self, row: Row, cells: dict[str, str]) -> None:
        """Sets day, start and minutes; without a start the entry lies in the tray of its day, or of none."""
        row.values |= {"day": None, "starts_at": None}
        place = attempt(row, "day", self.place, cells)
        minutes = attempt(row, "minutes", length_of, cells["minutes"]) if cells.get("minutes") else None
        if minutes is not None:
            row.values["minutes"] = minutes
        if place is None:
            return
        if place.start is None and place.moment is None:
            row.values["day"] = attempt(row, "day", self.number_of, place.day)
            return
        start = attempt(row, "start", self.start_of, place, row)
        if start is None:
            return
        row.values |= {"day": self.listed(start), "starts_at": start.isoformat()}
        end = attempt(row, "end", self.end_of, place, start, cells.get("end", ""), row)
        if end is not None:
            self.set_length(row, round((end - start).total_seconds() / 60), minutes)
        elif minutes is None and "end" not in row.faults:
            row.notices["minutes"] = _("Nothing tells how long it takes; taken as an hour.")

    def set_length(self, row: Row, minutes: int, told: int | None) -> None:
        if not 5 <= minutes <= DAY:
            row.faults["end"] = _("A session takes between 5 minutes and 24 hours.")
            return
        if told not in {None, minutes}:
            row.notices["minutes"] = _("From start to end it is %(minutes)d minutes; that counts.") % {
                "minutes": minutes
            }
        row.values["minutes"] = minutes

    def place(self, cells: dict[str, str]) -> Place:
        """What the columns of the day and the start say together."""
        text = cells.get("start", "")
        if stamp := stamp_of(text):
            return self.stamped(stamp)
        before, clock = day_and_time(text) if text else ("", "")
        named = before or cells.get("day", "")
        if not text and (stamp := stamp_of(named)) and stamp.time() == datetime.min.time():
            named = named[:10]
        elif not text and named and day_and_time(named)[0]:
            named, clock = day_and_time(named)
        day = day_of(named, self.days) if named else None
        if day is None and clock and len(self.days) == 1:
            day = Day(self.days[0], counted=True)
        start, end = self.clock(clock) if clock else (None, None)
        return Place(day, start, end)

    def clock(self, text: str) -> tuple[int, int | None]:
        try:
            return from_and_to(text)
        except ValueError as error:
            raise Misread("start", str(error)) from None

    def stamped(self, stamp: datetime) -> Place:
        if not 1900 <= stamp.year <= 9000:
            raise Misread("start", _("This is no date. Write it like %(date)s, or “Day 1”.") % SHAPE)
        day = Day(stamp.date(), counted=False)
        if stamp.tzinfo is None or self.later:
            return Place(day, stamp.hour * 60 + stamp.minute)
        return Place(day, moment=stamp.astimezone(UTC))

    def start_of(self, place: Place, row: Row) -> datetime:
        if place.day is None:
            raise Misread("day", _("Nothing tells on which day this is."))
        if place.moment:
            local = place.moment.astimezone(self.meeting.zone)
            self.refuse_outside(local.date(), local.hour)
            return place.moment
        day, start = self.dated(place.day), place.start or 0
        self.refuse_outside(day, start // 60)
        if place.day.counted and start < DAY_TURNS_AT * 60:
            day += timedelta(days=1)  # what begins after midnight closes the day under which it is written
        start_at, notice = moment_at(day, start, self.meeting.zone)
        if notice:
            row.notices["start"] = notice
        return start_at

    def end_of(self, place: Place, start: datetime, text: str, row: Row) -> datetime | None:
        """The end as written in its own column, or behind the start; None where neither tells it."""
        if stamp := stamp_of(text):
            wall = self.stamped(stamp)
            if wall.moment:
                return wall.moment
            day, minute = self.dated(wall.day), wall.start
        elif text or place.end is not None:
            minute = minute_of_day(day_and_time(text)[1]) if text else place.end
            local = start.astimezone(self.meeting.zone)
            begun, day = local.hour * 60 + local.minute, local.date()
            if minute <= begun:
                if minute + DAY - begun > LONGEST_NIGHT:
                    raise ValueError(_("It ends before it begins."))
                day += timedelta(days=1)
        else:
            return None
        end, notice = moment_at(day, minute, self.meeting.zone, after=start)
        if notice:
            row.notices["end"] = notice
        return end

    def dated(self, day: Day) -> date:
        return day.date if day.counted else day.date + self.later

    def listed(self, start: datetime) -> int:
        return day_number(self.meeting, start) or 1

    def number_of(self, day: Day | None) -> int | None:
        if day is None:
            return None
        self.refuse_outside(self.dated(day))
        return (self.dated(day) - self.days[0]).days + 1

    def refuse_outside(self, day: date, hour: int = 12) -> None:
        """The night after the last day still belongs to it."""
        if not self.days[0] <= day <= self.days[-1] + timedelta(days=hour < DAY_TURNS_AT):
            sentence = _("%(date)s is not among the meeting's days, %(days)s.")
            raise Misread("day", sentence % {"date": day.isoformat(), "days": self.meeting.when})


class Misread(ValueError):  # noqa: N818 - no error of the program's
    """A cell of another column than the one that was being read cannot be understood."""

    def __init__(self, column: str, sentence: str):
        super().__init__(sentence)
        self.column = column


def cleaned(column: str, text: str) -> str:
    """The cell without what nobody sees; empty where it says that nobody knows, as `TBA` or `-` do."""
    text = printable(text).strip()
    is_blank = column not in {"title", "abstract"} and (not fold(text) or fold(text) in NOTHING)
    return "" if is_blank else text


def attempt(row: Row, column: str, read: Callable, *args: Any) -> Any:
    """What `read` makes of it; None, with its sentence among the row's faults, where it cannot."""
    try:
        return read(*args)
    except Misread as fault:
        row.faults[fault.column] = str(fault)
    except (ValueError, OverflowError) as fault:
        row.faults[column] = str(fault)
    return None


def people(text: str) -> int | None:
    digits = text.lstrip("~ca. ").removesuffix(" people").strip()
    if not text:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6 and int(digits) <= MOST_PEOPLE):
        raise ValueError(_("This is no number of people."))
    return int(digits)


def within(row: Row, column: str, text: str) -> None:
    if len(text) > LONGEST[column]:
        sentence = _("This is longer than %(most)d characters.")
        row.faults[column] = sentence % {"most": LONGEST[column]}


def capitalized(kind: SessionKind) -> str:
    label = str(kind.label)
    return label[:1].upper() + label[1:]
