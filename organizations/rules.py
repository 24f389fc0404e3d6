"""Who may do what on a day. Every right follows from a dated record, so it begins and ends by itself."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import cached_property

from organizations.models import HandOver, Liaison, ManagementTerm, Organization, User
from organizations.models.liaisons import DatedQuerySet


def current_mandates(user: User | AnonymousUser, day: date) -> DatedQuerySet:
    """The mandates in which `user` speaks for an organization on `day`, each with its organization."""
    return Liaison.objects.current_on(day).filter(user_id=user.pk).select_related("organization")


def coming_mandates(user: User | AnonymousUser, day: date) -> DatedQuerySet:
    """The mandates that begin after `day`: `user` is "-elect"."""
    return Liaison.objects.beginning_after(day).filter(user_id=user.pk).select_related("organization")


def current_terms(user: User | AnonymousUser, day: date) -> DatedQuerySet:
    """The management terms of `user` that run on `day`."""
    terms = ManagementTerm.objects.current_on(day).exclude(user=None)  # a term may name no person, nor does a visitor
    return terms.filter(user_id=user.pk).select_related("organization")


def is_management(user: User | AnonymousUser, day: date) -> bool:
    """Whether `user` is in the management team on `day`."""
    return user.is_active and current_terms(user, day).exists()


def speaks_for(user: User | AnonymousUser, organization: Organization, day: date) -> bool:
    """Whether `user` holds a seat of `organization` on `day`, and so acts for it."""
    return user.is_active and current_mandates(user, day).filter(organization=organization).exists()


def is_primary_liaison(user: User | AnonymousUser, organization: Organization, day: date) -> bool:
    mandates = current_mandates(user, day).filter(organization=organization, kind=Liaison.Kind.PRIMARY)
    return user.is_active and mandates.exists()


def oversees(user: User | AnonymousUser, day: date) -> bool:
    """Whether `user` looks after seats that nobody holds: the management team, and superusers."""
    return user.is_active and (user.is_superuser or is_management(user, day))


def seat_is_empty(organization: Organization, day: date) -> bool:
    """Whether nobody is primary liaison on `day`; a liaison-elect does not fill the seat yet."""
    return not organization.liaisons.current_on(day).filter(kind=Liaison.Kind.PRIMARY).exists()


def stands_in(user: User | AnonymousUser, organization: Organization, day: date) -> bool:
    """Whether `user` acts where a primary liaison would, because there is none."""
    return oversees(user, day) and seat_is_empty(organization, day)


def may_see_team(user: User | AnonymousUser, organization: Organization, day: date) -> bool:
    """Whose seats, and who is to have them, is for those alone who hold one, or are elect, and for who oversees all."""
    elect = user.is_active and coming_mandates(user, day).filter(organization=organization).exists()
    return elect or speaks_for(user, organization, day) or oversees(user, day)


class Standing:
    """What `user` may do with the seats of `organization` on `day`; each fact is read once, when it is asked for."""

    def __init__(self, user: User | AnonymousUser, organization: Organization, day: date):
        self.user, self.organization, self.day = user, organization, day

    @cached_property
    def speaks(self) -> bool:
        return speaks_for(self.user, self.organization, self.day)

    @cached_property
    def is_primary(self) -> bool:
        return is_primary_liaison(self.user, self.organization, self.day)

    @cached_property
    def oversees(self) -> bool:
        return oversees(self.user, self.day)

    @cached_property
    def seat_is_empty(self) -> bool:
        return seat_is_empty(self.organization, self.day)

    @property
    def stands_in(self) -> bool:
        return self.oversees and self.seat_is_empty

    @property
    def may_add(self) -> bool:
        """A primary liaison adds deputies and board members; an empty seat is filled by who oversees all."""
        return self.is_primary or self.stands_in

    def may_change(self, mandate: Liaison) -> bool:
        """Whether the title of `mandate`, which is not over, is the user's to correct."""
        return not mandate.is_over_on(self.day) and (self.speaks or self.stands_in)

    def may_pass_on(self, mandate: Liaison) -> bool:
        """Whether it is for the user to name the successor, or to end it: of a primary one only a primary liaison."""
        if not mandate.is_current_on(self.day):
            return False
        return self.is_primary if mandate.kind == Liaison.Kind.PRIMARY else self.may_change(mandate)

    def may_steer(self, hand_over: HandOver) -> bool:
        """Whether the user may send the invitation again, take it back, or call the open hand-over off."""
        if not hand_over.is_open:
            return False
        predecessor = hand_over.predecessor
        if predecessor and predecessor.is_current_on(self.day):
            return self.may_pass_on(predecessor)
        fills_the_seat = hand_over.kind == Liaison.Kind.PRIMARY
        return self.may_add or (fills_the_seat and self.oversees)


def may_confirm(user: User | AnonymousUser, hand_over: HandOver, day: date) -> bool:
    """Whether it is for `user` to take over, from the moment that the invitation is accepted."""
    mandate = hand_over.successor
    return hand_over.is_open and mandate is not None and mandate.user_id == user.pk and not mandate.is_over_on(day)


def may_read_note(user: User | AnonymousUser, hand_over: HandOver) -> bool:
    """The note is between the one who wrote it, the one who leaves and the one who comes."""
    parties = [hand_over.predecessor, hand_over.successor]
    return user.pk in {hand_over.created_by_id, *(mandate.user_id for mandate in parties if mandate)}
