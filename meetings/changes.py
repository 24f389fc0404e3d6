"""What became of an agenda's entries from one release to the next, and the traces that it leaves."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy

from meetings.change_words import SENTENCES, Frozen, Kind, place_in_words, times_shown
from meetings.models import AgendaRelease, Meeting, Session

PLACE = ("day", "starts_at", "ends_at", "room", "everywhere")


TRACES = {
    Kind.MOVED: gettext_lazy("Moved in release %(number)d."),
    Kind.CANCELLED: gettext_lazy("Cancelled in release %(number)d."),
    Kind.REMOVED: gettext_lazy("Taken off the agenda in release %(number)d."),
}


@dataclass(frozen=True)
class Change:
    """One thing that became of one entry; `asdict` gives what AgendaRelease.changes keeps.

    `what` names the fields that differ where the kind does not tell; `before` and `after` hold what matters of them,
    with times as the agenda's clocks showed them then, such as 2027-03-11T09:00:00+01:00. `session` is the key of the
    session, None while that is still to be made.
    """

    kind: str
    uid: str
    title: str
    session: int | None = None
    what: Sequence[str] = ()
    before: Frozen = field(default_factory=dict)
    after: Frozen = field(default_factory=dict)

    @property
    def words(self) -> str:
        """One sentence or several, without the title."""
        return SENTENCES[Kind(self.kind)](self)


BRIEF_TRACES = {
    Kind.MOVED: gettext_lazy("Moved from %(place)s, in release %(number)d"),
    Kind.CANCELLED: gettext_lazy("Cancelled in release %(number)d, was: %(place)s"),
    Kind.REMOVED: gettext_lazy("Taken off the agenda in release %(number)d, was: %(place)s"),
}


@dataclass(frozen=True)
class Trace:
    """What everybody is told of an entry that was moved or cancelled, and in which release; `place` is where it was."""

    kind: str
    number: int
    words: str
    place: str

    @property
    def brief(self) -> str:
        """`Moved from Thursday 11 March, 09:00–10:30, Aula, in release 2`: beside the entry, which says where it is."""
        return BRIEF_TRACES[Kind(self.kind)] % {"place": self.place, "number": self.number}

    @property
    def sentence(self) -> str:
        """`Moved in release 2.`, before the words."""
        return TRACES[Kind(self.kind)] % {"number": self.number}


def traces_of(meeting: Meeting) -> dict[UUID, Trace]:
    """The last such trace of each entry, by the session's uid; one query. What takes place after all has none."""
    traces: dict[UUID, Trace] = {}
    releases = meeting.releases.order_by("number").values_list("number", "changes")
    for number, changes in releases:
        for change in (Change(**kept) for kept in changes):
            uid = UUID(change.uid)
            if change.kind in {Kind.MOVED, Kind.CANCELLED, Kind.REMOVED}:
                traces[uid] = Trace(change.kind, number, change.words, place_in_words(change.before))
            elif change.kind in {Kind.RESTORED, Kind.NEW}:
                traces.pop(uid, None)
    return traces


def changes_in(release: AgendaRelease) -> list[Change]:
    return [Change(**kept) for kept in release.changes]


def compare(
    old: Sequence[Frozen], new: Sequence[Frozen], old_zone: ZoneInfo, new_zone: ZoneInfo | None = None
) -> list[Change]:
    """What became of the entries of `old`, told in `old_zone`: first what is new and what moved, in the order of `new`.

    A time counts as moved where the clocks on the page show another one, so that a corrected zone alone moves nothing.
    """
    known = {entry["uid"]: on_clocks(entry, old_zone) for entry in old}
    entries = [on_clocks(entry, new_zone or old_zone) for entry in new]
    changes = [change for entry in entries for change in changes_of(known.get(entry["uid"]), entry)]
    left = known.keys() - {entry["uid"] for entry in entries}
    changes += [told(Kind.REMOVED, entry, before=place_in(entry)) for uid, entry in known.items() if uid in left]
    order = list(Kind)
    return sorted(changes, key=lambda change: order.index(Kind(change.kind)))


def on_clocks(entry: Frozen, zone: ZoneInfo) -> Frozen:
    """The entry with its times as the clocks of `zone` show them."""
    times = {name: datetime.fromisoformat(entry[name]) for name in ("starts_at", "ends_at") if entry.get(name)}
    return {**entry, **{name: time.astimezone(zone).isoformat() for name, time in times.items()}}


def changes_of(old: Frozen | None, new: Frozen) -> Iterator[Change]:
    if old is None:
        yield told(Kind.NEW, new, after=place_in(new))
    elif new["state"] != old["state"] and new["state"] == Session.State.CANCELLED:
        yield told(Kind.CANCELLED, new, before=place_in(old))
    else:
        if new["state"] != old["state"]:
            yield told(Kind.RESTORED, new, after=place_in(new))
        elif times_shown(old) != times_shown(new) or room_key(old) != room_key(new):
            yield told(Kind.MOVED, new, before=place_in(old), after=place_in(new))
        if new["title"] != old["title"]:
            yield told(Kind.RENAMED, new, before={"title": old["title"]})
        yield from other_changes(old, new)


def other_changes(old: Frozen, new: Frozen) -> Iterator[Change]:
    what = [name for name, read in DETAILS.items() if read(old) != read(new)]
    if room_key(old) == room_key(new) and old["room"] != new["room"]:
        what.append("room")
    if what:
        kept = [name for name in what if name != "abstract"]
        before, after = ({name: side[name] for name in kept} for side in (old, new))
        yield told(Kind.CHANGED, new, before=before, after=after, what=what)


def told(kind: Kind, entry: Frozen, **more: Any) -> Change:
    return Change(str(kind), entry["uid"], entry["title"], entry["session"], **more)


def place_in(entry: Frozen) -> Frozen:
    return {name: entry[name] for name in PLACE}


def room_key(entry: Frozen) -> Any:
    """A room that got another name is the same room."""
    return "everywhere" if entry["everywhere"] else entry["room_key"]


def slugs(names: Sequence[dict[str, str]]) -> list[str]:
    return sorted(f"{name.get('kind', '')} {name['slug']}" for name in names)


DETAILS: dict[str, Callable[[Frozen], Any]] = {
    "abstract": lambda entry: entry["abstract"],
    "kind": lambda entry: entry["kind"],
    "leads": lambda entry: slugs(entry["leads"]),
    "topics": lambda entry: slugs(entry["topics"]),
}
