"""Sessions on offer: what those who offer and the host say to each other, each step on record and told once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.actions.offer_mail import tell_host, tell_named, tell_offerers
from meetings.actions.plans import add_plan, lock_agenda
from meetings.models import Meeting, Offer, OfferEvent
from meetings.rules import takes_offers
from organizations.actions.records import record
from organizations.models import Organization, User

State, Kind = Offer.State, OfferEvent.Kind
WAITING = Offer.WAITING
# To which state each step leads, and from which ones it can be taken.
STEPS: dict[str, tuple[str, Collection[str]]] = {
    Kind.ASKED: (State.ASKED, WAITING),
    Kind.ANSWERED: (State.OPEN, [State.ASKED]),
    Kind.ACCEPTED: (State.ACCEPTED, WAITING),
    Kind.DECLINED: (State.DECLINED, WAITING),
    Kind.WITHDRAWN: (State.WITHDRAWN, WAITING),
}
NEED_WORDS = {Kind.ASKED, Kind.ANSWERED, Kind.DECLINED}
PLAIN = ("kind", "title", "abstract", "minutes", "needs", "partner", "delegate")
MOST = 20  # offers of one party that wait for the host


class OfferError(ValidationError):
    """What was asked cannot be done; the message says why."""


class StaleOfferError(Exception):
    """Somebody was faster; `offer` is what stands there now."""

    def __init__(self, offer: Offer):
        super().__init__(str(offer))
        self.offer = offer


@transaction.atomic
def offer_session(
    *, meeting: Meeting, offered_for: Organization | None, values: dict[str, Any], by: User | None, now: datetime
) -> Offer:
    """A new offer of `offered_for`, or of a guest alone. `by` None: the delegate, by the own link.

    `values` are the fields of PLAIN, `topics`, and the `organizations` that lead it together with the first. The same
    offer sent twice is one: the second call returns the first one's row. OfferError while the meeting takes none.
    """
    lock_agenda(meeting)
    refuse_unless_open(meeting, now)
    plain = {name: values[name] for name in PLAIN}
    party = {"offered_for": offered_for} if offered_for else {"delegate": values["delegate"]}
    waiting = meeting.offers.filter(state__in=WAITING, **party)
    if earlier := waiting.filter(**plain).first():
        return earlier
    if waiting.count() >= MOST:
        raise OfferError(_("You have %(count)d sessions on offer. Let the host answer some first.") % {"count": MOST})
    offer = Offer(meeting=meeting, offered_for=offered_for, user=by, created_at=now, **plain)
    offer.full_clean()
    offer.save()
    relate(offer, values)
    event = note(offer, Kind.OFFERED, by=by, now=now)
    tell_host(event)
    tell_named(event, offer.organizations.all())
    return offer


@transaction.atomic
def change_offer(*, offer: Offer, version: int, values: dict[str, Any], by: User | None, now: datetime) -> bool:
    """Set `values`, as of offer_session(), on what was seen as `version`; False where they stand there already.

    StaleOfferError where somebody changed it since, or the host has decided.
    """
    present = Offer.objects.select_for_update().select_related("meeting").get(pk=offer.pk)
    refuse_unless_open(present.meeting, now)
    before, named = contents(present), set(present.organizations.all())
    if present.state in WAITING and before == wanted(present, values):
        return False
    if not claim(present, version, WAITING):
        raise StaleOfferError(present)
    present.refresh_from_db()
    for name in PLAIN:
        setattr(present, name, values[name])
    present.full_clean()
    present.save(update_fields=PLAIN)
    relate(present, values)
    changed = [name for name, value in contents(present).items() if value != before[name]]
    event = note(present, Kind.CHANGED, by=by, now=now, words=", ".join(map(label_of, changed)))
    tell_named(event, set(present.organizations.all()) - named)
    return True


def label_of(name: str) -> str:
    field: Any = Offer._meta.get_field(name)
    return str(capfirst(field.verbose_name))


def contents(offer: Offer) -> dict[str, Any]:
    lists = {name: set(getattr(offer, name).all()) for name in ("topics", "organizations")}
    return {**{name: getattr(offer, name) for name in PLAIN}, **lists}


def wanted(offer: Offer, values: dict[str, Any]) -> dict[str, Any]:
    """What contents() would be with these values."""
    lists = {"topics": set(values["topics"]), "organizations": all_leading(offer, values)}
    return {**{name: values[name] for name in PLAIN}, **lists}


def all_leading(offer: Offer, values: dict[str, Any]) -> set[Organization]:
    own = {offer.offered_for} if offer.offered_for else set()
    return own | set(values["organizations"])


def relate(offer: Offer, values: dict[str, Any]) -> None:
    offer.topics.set(values["topics"])
    offer.organizations.set(all_leading(offer, values))


@transaction.atomic
def leave_offer(*, offer: Offer, organization: Organization, by: User, now: datetime) -> bool:
    """Take `organization` out of an offer that another one made; False where it is out, or the host has decided."""
    present = Offer.objects.select_for_update().select_related("meeting").get(pk=offer.pk)
    refuse_unless_open(present.meeting, now)
    named = present.organizations.filter(pk=organization.pk).exists()
    if not named or organization == present.offered_for or not claim(present, present.version, WAITING):
        return False
    present.organizations.remove(organization)
    present.refresh_from_db()
    words = _("%(organization)s does not lead it any more.") % {"organization": organization.acronym}
    tell_offerers(note(present, Kind.CHANGED, by=by, now=now, words=words), template="offer_left")
    return True


@transaction.atomic
def answer(*, offer: Offer, version: int, words: str, by: User | None, now: datetime) -> None:
    """Answer what the host asked. StaleOfferError, as in all steps below, where somebody was faster."""
    if event := step(offer, Kind.ANSWERED, version=version, words=words, by=by, now=now):
        tell_host(event)


@transaction.atomic
def withdraw_offer(*, offer: Offer, version: int, words: str, by: User | None, now: datetime) -> None:
    if event := step(offer, Kind.WITHDRAWN, version=version, words=words, by=by, now=now):
        tell_host(event)


@transaction.atomic
def offer_again(*, offer: Offer, version: int, words: str, by: User | None, now: datetime) -> None:
    """Put what was withdrawn before the host once more."""
    if event := step(offer, Kind.REOPENED, version=version, words=words, among=[State.WITHDRAWN], by=by, now=now):
        tell_host(event)


@transaction.atomic
def ask_back(*, offer: Offer, version: int, words: str, by: User, now: datetime) -> None:
    if event := step(offer, Kind.ASKED, version=version, words=words, by=by, now=now):
        tell_offerers(event)


@transaction.atomic
def accept(*, offer: Offer, version: int, words: str, by: User, now: datetime) -> None:
    """Make the offer an entry of the agenda in the making, without a time; accepted twice, it is one entry."""
    lock_agenda(offer.meeting)
    event = step(offer, Kind.ACCEPTED, version=version, words=words, by=by, now=now)
    if event is None:
        return
    offer.plan = add_plan(meeting=offer.meeting, values=plan_values(offer), by=by, now=now)
    offer.save(update_fields=["plan"])
    tell_offerers(event)


@transaction.atomic
def decline(*, offer: Offer, version: int, words: str, by: User, now: datetime) -> None:
    if event := step(offer, Kind.DECLINED, version=version, words=words, by=by, now=now):
        tell_offerers(event)


@transaction.atomic
def take_up_again(*, offer: Offer, version: int, words: str, by: User, now: datetime) -> None:
    """The host thinks once more about what was declined."""
    if event := step(offer, Kind.REOPENED, version=version, words=words, among=[State.DECLINED], by=by, now=now):
        tell_offerers(event, template="offer_taken_up")


def step(
    offer: Offer,
    kind: str,
    *,
    version: int,
    by: User | None,
    now: datetime,
    words: str = "",
    among: Collection[str] | None = None,
) -> OfferEvent | None:
    """Take the step on what was seen as `version`; None where the same person has said the same just before."""
    refuse_unless_open(offer.meeting, now)
    if kind in NEED_WORDS and not words.strip():
        raise OfferError({"words": _("Say something; the others read it.")})
    to, usual = STEPS.get(kind, (State.OPEN, ()))
    if not claim(offer, version, usual if among is None else among, state=to):
        present = Offer.objects.select_related("meeting").get(pk=offer.pk)
        last = present.events.order_by("pk").last()
        if last and (last.kind, last.note, last.by) == (kind, words, by):
            return None
        raise StaleOfferError(present)
    offer.refresh_from_db(fields=["state", "version"])
    return note(offer, kind, by=by, now=now, words=words)


def claim(offer: Offer, version: int, among: Collection[str], **changes: Any) -> bool:
    """The guard in the database: of all who saw `version`, one goes on."""
    rows = Offer.objects.filter(pk=offer.pk, version=version, state__in=among)
    return bool(rows.update(version=F("version") + 1, **changes))


def note(offer: Offer, kind: str, *, by: User | None, now: datetime, words: str = "") -> OfferEvent:
    """Put the step on record. No public page shows offers."""
    event = OfferEvent.objects.create(offer=offer, kind=kind, note=words, by=by, at=now)
    record(f"offer {kind}", offer, by=by, changes_pages=False)
    return event


def refuse_unless_open(meeting: Meeting, now: datetime) -> None:
    if not takes_offers(meeting, now):
        raise OfferError(_("The meeting is over, or was called off, so nothing about its offers can be changed."))


def plan_values(offer: Offer) -> dict[str, Any]:
    """What the offer says, as add_plan() takes it; the person stands with the party that sends it."""
    person = offer.delegate
    sent_by = person.delegation.party if person and person.delegation else None
    parties = [*offer.organizations.order_by("acronym"), *filter(None, [offer.partner])]
    keys = [(party, person.pk if person and party == sent_by else None) for party in parties]
    return {
        **{name: getattr(offer, name) for name in ("kind", "title", "abstract", "minutes")},
        "topics": list(offer.topics.values_list("pk", flat=True)),
        "leads": [
            (party.pk, None, delegate) if isinstance(party, Organization) else (None, party.pk, delegate)
            for party, delegate in keys
        ],
    }
