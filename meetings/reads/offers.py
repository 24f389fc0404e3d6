"""Offers of sessions as pages show them: the host's list, the story of one, and what they wait for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.facets import Facet, Narrowed
from ifiso.moments import in_words
from meetings.models import Delegate, Meeting, Offer, OfferEvent
from meetings.models.sessions import SessionKind
from meetings.offering import RELATED
from meetings.rules import takes_offers
from organizations.models import Organization, User

STATES, KINDS = Offer.State.values, SessionKind.values

FACETS = [
    Facet(
        "state",
        gettext_lazy("State"),
        lambda offer: [offer.state],
        lambda state: str(Offer.State(state).label),
        STATES.index,
    ),
    Facet(
        "kind", gettext_lazy("Kind"), lambda offer: [offer.kind], lambda kind: str(SessionKind(kind).label), KINDS.index
    ),
]


@dataclass(frozen=True)
class Step:
    """`who` is empty where the reader need not know; `when` names the meeting's zone."""

    what: str
    who: str
    when: str
    words: str
    is_hosts: bool


def offered(meeting: Meeting) -> list[Offer]:
    """All offers for the meeting: what waits for the host first, the oldest first."""
    found = meeting.offers.select_related(*RELATED).prefetch_related("organizations").order_by("created_at", "pk")
    return sorted(found, key=lambda offer: STATES.index(offer.state))


def narrowed(offers: Sequence[Offer], asked: Mapping[str, str]) -> Narrowed:
    return Narrowed(offers, FACETS, asked)


def story(offer: Offer, *, for_host: bool = False, with_names: bool = True) -> list[Step]:
    """What has happened, the first step first. Those who offer read that the host said something, not who it was.

    Without names, as for organizations that another one names, the steps of those who offer are their party's.
    """
    steps: list[Step] = []
    before = ""
    for event in offer.events.select_related("by").order_by("pk"):
        is_hosts = event.kind not in OfferEvent.BY_OFFERERS or (
            event.kind == OfferEvent.Kind.REOPENED and before == OfferEvent.Kind.DECLINED
        )
        if is_hosts:
            who = str(event.by or "") if for_host else ""
        else:
            who = str(event.by or offer.delegate or "") if with_names else offer.party
        what = str(OfferEvent.Kind(event.kind).label)
        steps.append(Step(what, who, in_words(event.at, offer.meeting.zone), event.note, is_hosts))
        before = event.kind
    return steps


def question_of(offer: Offer) -> str:
    """What the host asked last, while it waits for the answer."""
    if offer.state != Offer.State.ASKED:
        return ""
    return offer.events.filter(kind=OfferEvent.Kind.ASKED).order_by("pk").values_list("note", flat=True).last() or ""


def asked_of(user: User, organizations: Collection[Organization], now: datetime) -> list[Offer]:
    """Those of `user`, and of the `organizations` that it speaks for, about which a host waits for an answer."""
    asked = Offer.objects.filter(state=Offer.State.ASKED).select_related("meeting", "offered_for")
    mine = asked.filter(offered_for__in=organizations) | asked.filter(
        delegate__user=user, delegate__state=Delegate.State.CONFIRMED
    )
    return [offer for offer in mine.distinct().order_by("pk") if takes_offers(offer.meeting, now)]


def why_closed(meeting: Meeting, now: datetime) -> str:
    """Why nothing can be offered for the meeting; empty while it can."""
    if takes_offers(meeting, now):
        return ""
    if meeting.state == Meeting.State.CANCELLED:
        return _("The meeting was called off, so no sessions are offered for it any more.")
    return _("The meeting is over, so no sessions are offered for it any more.")
