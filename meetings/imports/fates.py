"""What becomes of the rows of an import beside what stands in the agenda already.

A row is an entry of the agenda by its GUID, which a release gave out; else by title, start and room; else by a title
and a start, or by a title, that no other has. So a table read twice doubles nothing, and a corrected one corrects.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ifiso.text import fold
from meetings.imports import Fate, Row
from meetings.models import Meeting, Plan, PlannedLead, Topic
from meetings.models.sessions import SessionKind

# The values that each column of a source decides.
DECIDES = {
    "title": ["title"],
    "kind": ["kind"],
    "day": ["day", "starts_at"],
    "start": ["day", "starts_at", "minutes"],
    "end": ["minutes"],
    "minutes": ["minutes"],
    "room": ["room", "everywhere"],
    "leads": ["leads"],
    "partner": ["leads"],
    "topics": ["topics"],
    "abstract": ["abstract"],
    "expected": ["expected"],
}
# Under which of a row's notices it stands that an earlier one says the same.
REPEATS = "repeats"
Values = dict[str, Any]


def present_plans(meeting: Meeting) -> list[Plan]:
    """What stands in the agenda in the making, with all that a row is compared with: three queries."""
    leads = PlannedLead.objects.select_related("organization", "partner").order_by("pk")
    related = Prefetch("topics", Topic.objects.order_by("name")), Prefetch("leads", leads)
    return list(meeting.plans.standing().select_related("room", "session").prefetch_related(*related).in_order())


def decide(meeting: Meeting, rows: Sequence[Row], plans: Sequence[Plan]) -> None:
    """Set the fate of each row, and the entry of `plans` that it is."""
    for row, plan in zip(rows, matched(rows, plans), strict=True):
        row.plan, row.version = (plan.pk, plan.version) if plan else (None, None)
        row.differs = differences(meeting, row, plan) if plan else {}
        row.fate = Fate.FAULT if row.faults else Fate.NEW
        if plan:
            row.fate = Fate.CHANGED if row.differs else Fate.SAME
    note_repetitions(rows)


def note_repetitions(rows: Sequence[Row]) -> None:
    """A row that says what an earlier one said is none of its own."""
    first: dict[Hashable, Row] = {}
    for row in rows:
        row.notices.pop(REPEATS, None)
        if row.faults or not row.values["starts_at"]:
            continue
        earlier = first.setdefault(by_all(row.values), row)
        if earlier is not row and row.plan is None:
            row.fate = Fate.SAME
            row.notices[REPEATS] = _("This says the same as line %(line)d.") % {"line": earlier.line}


def matched(rows: Sequence[Row], plans: Sequence[Plan]) -> list[Plan | None]:
    """The entry that each row is, None for none; no entry is two rows'."""
    found: dict[int, Plan] = {}
    guids = {str(plan.session.uid): plan for plan in plans if plan.session}
    for number, row in enumerate(rows):
        plan = guids.pop(row.guid.lower(), None)
        if plan and not row.faults:
            found[number] = plan
    pair(rows, plans, found, by_all)
    pair(rows, plans, found, by_title_and_start, only_once=True)
    pair(rows, plans, found, by_title, only_once=True)
    return [found.get(number) for number in range(len(rows))]


def pair(
    rows: Sequence[Row],
    plans: Sequence[Plan],
    found: dict[int, Plan],
    key: Callable[[Values], Hashable | None],
    *,
    only_once: bool = False,
) -> None:
    """Add to `found` the rows and entries left that have the same key; `only_once` where no other of either has it."""
    taken = {plan.pk for plan in found.values()}
    left = [(key(values_of(plan)), plan) for plan in plans if plan.pk not in taken]
    open_rows = [(key(row.values), number) for number, row in enumerate(rows) if number not in found and not row.faults]
    of_plans, of_rows = Counter(one for one, _plan in left), Counter(one for one, _number in open_rows)
    free: dict[Hashable, list[Plan]] = {}
    for one, plan in left:
        free.setdefault(one, []).append(plan)
    for one, number in open_rows:
        alone = of_plans[one] == 1 and of_rows[one] == 1
        if one is not None and free.get(one) and (alone or not only_once):
            found[number] = free[one].pop(0)


def by_all(values: Values) -> Hashable:
    return fold(values["title"]), values["starts_at"] or values["day"], fold(values["room"]), values["everywhere"]


def by_title_and_start(values: Values) -> Hashable | None:
    return (fold(values["title"]), values["starts_at"]) if telling(values) and values["starts_at"] else None


def by_title(values: Values) -> Hashable | None:
    return fold(values["title"]) if telling(values) else None


def telling(values: Values) -> bool:
    """Whether the title is more than the name of a kind: breaks are all alike."""
    return values["kind"] != SessionKind.BREAK and fold(values["title"]) not in KIND_LABELS


KIND_LABELS = {fold(str(kind.value)) for kind in SessionKind}


def values_of(plan: Plan) -> Values:
    """What stands in the entry, in the form of `Row.values`."""
    return {
        "title": plan.title,
        "kind": plan.kind,
        "abstract": plan.abstract,
        "day": plan.day,
        "starts_at": plan.starts_at.isoformat() if plan.starts_at else None,
        "minutes": plan.minutes,
        "room": plan.room.name if plan.room else "",
        "everywhere": plan.everywhere,
        "expected": plan.expected,
        "topics": [topic.name for topic in plan.topics.all()],
        "leads": [[lead.organization_id, lead.partner_id] for lead in plan.leads.all()],
    }


def differences(meeting: Meeting, row: Row, plan: Plan) -> dict[str, str]:
    """The values that the row's filled cells tell and that stand otherwise in the entry, with what stands there.

    What was given a time since keeps it where the row has none.
    """
    told = dict.fromkeys(name for column in row.cells for name in DECIDES.get(column, ()) if name in row.values)
    if not row.values["starts_at"] and plan.starts_at:
        told = {name: None for name in told if name not in {"day", "starts_at"}}
    present = values_of(plan)
    differing = [name for name in told if comparable(name, row.values[name]) != comparable(name, present[name])]
    return {name: shown(meeting, name, plan) for name in differing}


def comparable(name: str, value: Any) -> Any:
    if name == "topics":
        return {fold(topic) for topic in value}
    if name == "leads":
        return {tuple(lead) for lead in value}
    return " ".join(value.split()) if isinstance(value, str) else value


def shown(meeting: Meeting, name: str, plan: Plan) -> str:
    """What stands in the entry, in words; a long text is not repeated."""
    if name == "starts_at":
        return f"{plan.starts_at.astimezone(meeting.zone):%d %b %H:%M}" if plan.starts_at else _("no time")
    words = {
        "kind": plan.get_kind_display(),
        "abstract": "…",
        "room": plan.room.name if plan.room else "",
        "topics": ", ".join(str(topic) for topic in plan.topics.all()),
        "leads": ", ".join(str(lead) for lead in plan.leads.all()),
        "everywhere": _("in all rooms") if plan.everywhere else "",
    }
    value = words[name] if name in words else getattr(plan, name)
    return _("nothing") if value in {None, ""} else str(value)
