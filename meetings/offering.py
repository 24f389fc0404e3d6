"""On whose behalf somebody offers sessions for a meeting: organizations as their liaison, oneself as a delegate."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.access import delegate_by_link
from meetings.links import delegate_token
from meetings.models import Delegate, Meeting, Offer
from organizations.models import Organization, User
from organizations.rules import coming_mandates, current_mandates

RELATED = ["meeting", "offered_for", "delegate__delegation__organization", "delegate__delegation__partner", "partner"]


@dataclass(frozen=True)
class Offerer:
    """`organizations` are those for which this person acts, `looks_for` those that it soon will.

    `delegates` are the person's own registrations, of which only confirmed ones offer. Who came by a link has a `token`
    and no `user`.
    """

    meeting: Meeting
    user: User | None
    organizations: Sequence[Organization] = ()
    looks_for: Sequence[Organization] = ()
    delegates: Sequence[Delegate] = ()
    token: str = field(default="", repr=False)

    @property
    def confirmed(self) -> list[Delegate]:
        return [delegate for delegate in self.delegates if delegate.state == Delegate.State.CONFIRMED]

    @property
    def may_offer(self) -> bool:
        """Whether there is anybody on whose behalf; whether the meeting takes offers is another question."""
        return bool(self.organizations or self.confirmed)

    @property
    def may_look(self) -> bool:
        return bool(self.organizations or self.looks_for or self.delegates)

    def offers(self) -> QuerySet[Offer]:
        """Those that are this person's, or an organization's for which it speaks, and those that it is to lead."""
        parties = [*self.organizations, *self.looks_for]
        own = Q(offered_for__in=parties) | Q(delegate__in=self.delegates) | Q(organizations__in=parties)
        found = self.meeting.offers.filter(own).distinct().select_related(*RELATED)
        return found.prefetch_related("organizations", "topics").order_by("-created_at", "-pk")

    def owns(self, offer: Offer) -> bool:
        """Whether all of `offer` is this person's to read: not only to lead it together with others."""
        return offer.offered_for in [*self.organizations, *self.looks_for] or offer.delegate in self.delegates

    def acts_for(self, offer: Offer) -> bool:
        """Whether `offer` is this person's to change."""
        return offer.offered_for in self.organizations or offer.delegate in self.confirmed

    def may_leave(self, offer: Offer) -> list[Organization]:
        """The organizations that this person may take out of an offer which another one made."""
        return [one for one in offer.organizations.all() if one in self.organizations and one != offer.offered_for]

    @property
    def list_url(self) -> str:
        return self.address("offers")

    @property
    def add_url(self) -> str:
        return self.address("offer_add")

    def url_of(self, offer: Offer) -> str:
        return self.address("offer", offer.pk)

    def address(self, name: str, *rest: int) -> str:
        """Of the page of this name: behind the link for who came by it, else the one for accounts."""
        if self.token:
            return reverse(f"registration_{name}", args=[self.meeting.slug, self.token, *rest])
        return reverse(name, args=[self.meeting.slug, *rest])


def offerer_for(user: User, slug: str, day: date) -> Offerer:
    """What `user` may offer for the meeting `slug`, which may be nothing; Http404 for drafts."""
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    return offerer_of(user, meeting, day)


def offerer_of(user: User | AnonymousUser, meeting: Meeting, day: date) -> Offerer:
    related = ["meeting", "delegation__organization", "delegation__partner"]
    delegates = meeting.delegates.filter(user_id=user.pk or 0).select_related(*related)
    acting = members_among(current_mandates(user, day).order_by("pk"), day)
    looking = members_among(coming_mandates(user, day).order_by("pk"), day)
    soon = [organization for organization in looking if organization not in acting]
    return Offerer(meeting, user, acting, soon, list(delegates))


def members_among(mandates: QuerySet, day: date) -> list[Organization]:
    """The organizations of these mandates that are members on `day`, each once."""
    found = list(dict.fromkeys(mandate.organization for mandate in mandates))
    if not found:
        return []
    members = set(Organization.objects.members_on(day).filter(pk__in=keys(found)).values_list("pk", flat=True))
    return [organization for organization in found if organization.pk in members]


def keys(rows: Collection[Organization]) -> list[int]:
    return [row.pk for row in rows]


def offerer_by_link(slug: str, token: str) -> Offerer:
    """The delegate whose page the link opens; Http404 as for that page, and while the meeting is a draft."""
    delegate = delegate_by_link(slug, token)
    if delegate.meeting.state == Meeting.State.DRAFT:
        raise Http404
    return Offerer(delegate.meeting, None, delegates=[delegate], token=delegate_token(delegate))


def refuse_lookers_on(offerer: Offerer) -> None:
    """PermissionDenied for who is neither a member's liaison in office nor a confirmed delegate."""
    if not offerer.may_offer:
        raise PermissionDenied


def offer_for(offerer: Offerer, pk: int, *, to_act: bool = False) -> Offer:
    """One of the offers that are the person's to see, else Http404; PermissionDenied where it wants `to_act` on it."""
    offer = get_object_or_404(offerer.offers(), pk=pk)
    if to_act and not (offerer.acts_for(offer) or offerer.may_leave(offer)):
        raise PermissionDenied
    return offer
