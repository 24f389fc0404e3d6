"""What is wrong with an agenda in the making: hard faults keep it from being released, soft ones ask whether it is so.

An organization that leads twice at once is a hard fault only where that cannot be: nobody else leads either session,
and it sends exactly one person. Otherwise a colleague, known by now or not, may do it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from meetings.models import Delegate, Meeting, Plan, PlannedLead
from meetings.planning import DAY_TURNS_AT, first_day

Kind = Plan.Kind

ROOM, PERSON, DAYS, ORGANIZATION = "room", "person", "days", "organization"
ABSENT, CAPACITY, PLENARY = "absent", "capacity", "plenary"


@dataclass(frozen=True)
class Fault:
    """`kind` is one of the words above, `text` a sentence, `others` the keys of the plans it clashes with."""

    kind: str
    hard: bool
    text: str
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class Presence:
    """Who has a place: of each confirmed delegate, by key, the key of the organization, None for guests."""

    organization_of: Mapping[int, int | None]

    @cached_property
    def counts(self) -> Mapping[int | None, int]:
        """How many people each organization sends."""
        return Counter(self.organization_of.values())

    @property
    def people(self) -> int:
        return len(self.organization_of)


@dataclass(frozen=True)
class Leading:
    """Who leads a plan: the names of the people by key, and the leads by the keys of organization and partner."""

    people: Mapping[int, str]
    parties: Mapping[tuple[int | None, int | None], PlannedLead]


# Why two plans cannot, or should not, be at the same time: the kind of fault, whom or what it is about, whether hard.
Clash = tuple[str, str, bool]

# What is told of a lead: all of an organization, hundreds of times, takes longer than finding the faults.
SHOWN = (
    "plan",
    "organization__acronym",
    "organization__slug",
    "partner__name",
    "partner__slug",
    "delegate__name",
)

CLASHES = {
    ROOM: ngettext_lazy(
        "%(subject)s is taken by “%(title)s”.",
        "%(subject)s is taken by “%(title)s” and %(more)d more.",
        "count",
    ),
    "rooms": ngettext_lazy(
        "“%(title)s” takes all rooms too.",
        "“%(title)s” and %(more)d more take all rooms too.",
        "count",
    ),
    PERSON: ngettext_lazy(
        "%(subject)s also leads “%(title)s” at this time.",
        "%(subject)s also leads “%(title)s” and %(more)d more at this time.",
        "count",
    ),
    ORGANIZATION: ngettext_lazy(
        "%(subject)s also leads “%(title)s” at this time.",
        "%(subject)s also leads “%(title)s” and %(more)d more at this time.",
        "count",
    ),
    PLENARY: ngettext_lazy(
        "Overlaps “%(title)s”; one of the two is for everybody.",
        "Overlaps “%(title)s” and %(more)d more, and something of this is for everybody.",
        "count",
    ),
}


def presence_of(meeting: Meeting) -> Presence:
    """One query."""
    confirmed = Delegate.objects.confirmed().filter(meeting=meeting)
    return Presence(dict(confirmed.values_list("pk", "delegation__organization_id")))


def plans_of(meeting: Meeting) -> list[Plan]:
    """The entries that the editor shows, with all that `faults_of` needs: two queries."""
    leads = PlannedLead.objects.select_related("organization", "partner", "delegate").order_by("pk").only(*SHOWN)
    plans = meeting.plans.standing().in_order().select_related("room")
    return list(plans.prefetch_related(Prefetch("leads", leads)))


def faults_of(meeting: Meeting, plans: Sequence[Plan], presence: Presence) -> dict[int, list[Fault]]:
    """The faults of each plan that has any, by its key, hard ones first.

    Asks no query where the rooms of `plans` and their leads with organization, partner and delegate are at hand.
    """
    planned = [plan for plan in plans if plan.state == Plan.State.PLANNED]
    faults: dict[int, list[Fault]] = defaultdict(list)
    for plan in planned:
        faults[plan.pk] += [*outside_days(meeting, plan), *absent_leads(plan, presence), *crowded(plan, presence)]
    clashes: dict[int, dict[Clash, list[Plan]]] = defaultdict(lambda: defaultdict(list))
    leading = {plan.pk: leading_of(plan) for plan in planned}
    for one, other in overlapping(planned):
        for clash in clashes_of(one, other, leading, presence):
            clashes[one.pk][clash].append(other)
            clashes[other.pk][clash].append(one)
    for pk, found in clashes.items():
        faults[pk] += [in_words(clash, others) for clash, others in found.items()]
    return {pk: sorted(found, key=lambda fault: not fault.hard) for pk, found in faults.items() if found}


def overlapping(plans: Sequence[Plan]) -> Iterator[tuple[Plan, Plan]]:
    """All pairs that share some time."""
    times = [(plan.starts_at, plan.ends_at, plan) for plan in plans if plan.starts_at and plan.ends_at]
    times.sort(key=lambda time: (time[0], time[2].pk))
    for number, (_starts, ends, one) in enumerate(times):
        for starts, _ends, other in times[number + 1 :]:
            if starts >= ends:
                break
            yield one, other


def clashes_of(one: Plan, other: Plan, leading: Mapping[int, Leading], presence: Presence) -> Iterator[Clash]:
    breaks = Kind.BREAK in {one.kind, other.kind}
    room = shared_room(one, other)
    if room is not None:
        yield ROOM, room, True
    elif for_everybody(one) or for_everybody(other):
        yield PLENARY, "", False
    if not breaks:
        yield from shared_leads(leading[one.pk], leading[other.pk], presence)


def shared_room(one: Plan, other: Plan) -> str | None:
    """The name of the room that both need, empty where that is all of them; a break in all rooms needs none."""
    if one.room and one.room_id == other.room_id:
        return one.room.name
    filling, rest = (one, other) if one.everywhere else (other, one)
    if not filling.everywhere or not (rest.everywhere or rest.room_id) or Kind.BREAK in {one.kind, other.kind}:
        return None
    return rest.room.name if rest.room else ""


def for_everybody(plan: Plan) -> bool:
    return plan.everywhere or plan.kind == Kind.PLENARY


def shared_leads(one: Leading, other: Leading, presence: Presence) -> Iterator[Clash]:
    for person in one.people.keys() & other.people.keys():
        yield PERSON, one.people[person], True
    for party in one.parties.keys() & other.parties.keys():
        lead = one.parties[party]
        if not (lead.delegate_id and other.parties[party].delegate_id):
            alone = len(one.parties) == len(other.parties) == 1 and lead.organization_id is not None
            yield ORGANIZATION, str(lead), alone and presence.counts.get(lead.organization_id) == 1


def leading_of(plan: Plan) -> Leading:
    leads = plan.leads.all()
    return Leading(
        people={lead.delegate.pk: lead.delegate.name for lead in leads if lead.delegate},
        parties={(lead.organization_id, lead.partner_id): lead for lead in leads},
    )


def in_words(clash: Clash, others: Sequence[Plan]) -> Fault:
    kind, subject, hard = clash
    words = CLASHES["rooms" if kind == ROOM and not subject else kind]
    told = {"subject": subject, "title": others[0].title, "more": len(others) - 1, "count": len(others)}
    return Fault(kind, hard, words % told, tuple(other.pk for other in others))


def outside_days(meeting: Meeting, plan: Plan) -> Iterator[Fault]:
    """Nothing begins before the first day or ends after the last one, whose night lasts until five."""
    first, last = first_day(meeting), meeting.ends_on
    if first is None:
        return
    if plan.starts_at and plan.starts_at.astimezone(meeting.zone).date() < first:
        yield Fault(DAYS, True, _("Begins before the meeting's first day."))
    if not (last and last.is_day):
        return
    closing = datetime.combine(last.earliest + timedelta(days=1), time(DAY_TURNS_AT), meeting.zone)
    if plan.ends_at and plan.ends_at > closing:
        yield Fault(DAYS, True, _("Ends after the meeting's last day."))
    elif plan.day and plan.day > (last.earliest - first).days + 1:
        yield Fault(DAYS, True, _("The meeting has no day %(number)d.") % {"number": plan.day})


def absent_leads(plan: Plan, presence: Presence) -> Iterator[Fault]:
    """Leads who are not expected at the meeting; while nobody at all has a place, that says nothing."""
    if not presence.people:
        return
    for lead in plan.leads.all():
        if lead.delegate_id and lead.delegate_id not in presence.organization_of:
            yield Fault(ABSENT, False, _("%(person)s has no place at the meeting.") % {"person": lead.delegate})
        elif lead.organization_id and lead.organization_id not in presence.counts:
            yield Fault(ABSENT, False, _("%(lead)s has nobody with a place at the meeting.") % {"lead": lead})


def crowded(plan: Plan, presence: Presence) -> Iterator[Fault]:
    expected = plan.expected or (presence.people if plan.kind == Kind.PLENARY else 0)
    capacity = plan.room.capacity if plan.room else None
    if capacity is not None and expected > capacity:
        words = ngettext(
            "%(room)s holds %(capacity)d person, and %(expected)d are expected.",
            "%(room)s holds %(capacity)d people, and %(expected)d are expected.",
            capacity,
        )
        told = {"room": plan.room, "capacity": capacity, "expected": expected}
        yield Fault(CAPACITY, False, words % told)
