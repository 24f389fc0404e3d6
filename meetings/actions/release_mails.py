"""The mail about a release: one to each whom it concerns, with all that changed for that one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.actions.notices import host_address
from meetings.calls import contacts_of
from meetings.changes import Change, Kind
from meetings.models import Delegate, Star
from meetings.releasing import Draft
from organizations.actions.mailings import Letter, Mailing, Reader, address_key
from organizations.models import Organization


@dataclass
class Concerned:
    """Somebody whom changes concern: as lead, for `party` or as `delegate`, or by a star alone. `uids` are theirs."""

    address: str
    name: str = ""
    party: str = ""
    delegate: int | None = None
    leads: bool = False
    uids: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Release(Mailing):
    """What is about to leave about a release. Who starred what is nobody's business, so only leads are named."""

    leads: int = 0

    @property
    def starred(self) -> int:
        return len(self.readers) - self.leads


def mailing_of(draft: Draft, day: date) -> Release | None:
    """What the host is shown, with a place for the note; None where nobody is concerned."""
    people = concerned(draft, day)
    if not people:
        return None
    readers = [Reader(one.address, one.name if one.leads else "", one.party) for one in people]
    first = people[0] if people[0].leads else Concerned("", _("reader"), uids=people[0].uids)
    note = _("(Your note stands here, if you write one.)")
    sample = letter(first, facts(draft, note), titled(draft), key="")
    return Release(sample, readers, leads=sum(one.leads for one in people))


def letters(draft: Draft, day: date, *, note: str) -> Iterator[Letter]:
    """The keys of delegates' mails begin with the person's, so that they go with everything else of an erased one."""
    told, changes = facts(draft, note), titled(draft)
    for one in concerned(draft, day):
        whose = f"delegate-{one.delegate}" if one.delegate else address_key(one.address)
        key = f"{whose}-agenda-{draft.meeting.pk}-{draft.number}"
        yield letter(one, told, changes, key=key)


def letter(one: Concerned, told: dict[str, Any], changes: dict[str, Any], *, key: str) -> Letter:
    sessions = [session for uid, session in changes.items() if uid in one.uids]
    context = {**told, "name": one.name, "leads": one.leads, "sessions": sessions}
    return Letter(key, one.address, "agenda_released", context, told["reply_to"])


def facts(draft: Draft, note: str) -> dict[str, Any]:
    """What all of the mails tell."""
    slug = draft.meeting.slug
    return {
        "meeting": draft.meeting,
        "number": draft.number,
        "first": draft.previous is None,
        "note": note,
        "agenda": reverse("agenda", args=[slug]),
        "release": reverse("agenda_release", args=[slug, draft.number]),
        "reply_to": host_address(draft.meeting),
    }


def titled(draft: Draft) -> dict[str, dict[str, Any]]:
    """Of each session that changed: its title and the sentences, by uid, in the order of the changes."""
    found: dict[str, dict[str, Any]] = {}
    for change in draft.changes:
        session = found.setdefault(change.uid, {"title": change.title, "sentences": []})
        session["sentences"].append({"kind": Kind(change.kind).label, "words": change.words})
    return found


def concerned(draft: Draft, day: date) -> list[Concerned]:
    """One for each address, leads before those who starred, then by address; at most four queries."""
    people: dict[str, Concerned] = {}
    uids = {change.uid for change in draft.changes}
    by_organization(people, draft, uids, day)
    by_person(people, draft, uids)
    if draft.previous is not None:
        by_star(people, draft.changes)
    return sorted(people.values(), key=lambda one: (not one.leads, one.address))


def by_organization(people: dict[str, Concerned], draft: Draft, uids: set[str], day: date) -> None:
    """Who speaks for an organization that leads a changed session, or led it until now."""
    led = defaultdict(set)
    for entry in [*draft.content, *(draft.previous.content if draft.previous else draft.record)]:
        for lead in entry["leads"] if entry["uid"] in uids else ():
            if lead["kind"] == "organization":
                led[lead["slug"]].add(entry["uid"])
    organizations = {one.pk: one for one in Organization.objects.filter(slug__in=led)}
    for pk, contacts in contacts_of(organizations, day).items():
        for address, name in contacts.items():
            one = people.setdefault(address.lower(), Concerned(address, name, organizations[pk].acronym))
            one.leads = True
            one.uids |= led[organizations[pk].slug]


def by_person(people: dict[str, Concerned], draft: Draft, uids: set[str]) -> None:
    """The delegates who lead a changed session."""
    for entry in draft.entries:
        uid = entry.content["uid"] if entry.content else str(entry.session and entry.session.uid)
        if entry.plan is None or uid not in uids:
            continue
        for lead in entry.plan.leads.all():
            person = lead.delegate
            if person and person.state in Delegate.ACTIVE:
                one = people.setdefault(person.email.lower(), Concerned(person.email, person.name, str(lead)))
                one.leads, one.delegate = True, person.pk
                one.uids.add(uid)


def by_star(people: dict[str, Concerned], changes: Iterable[Change]) -> None:
    sessions = {change.session: change.uid for change in changes if change.session}
    stars = Star.objects.filter(session__in=sessions, user__is_active=True).select_related("user")
    for star in stars:
        user = star.user
        one = people.setdefault(user.email.lower(), Concerned(user.email, str(user)))
        one.uids.add(sessions[star.session_id])
