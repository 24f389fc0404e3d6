"""Who may do what on a day. Every right follows from a dated record, so it begins and ends by itself."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

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


def may_add_liaison(user: User | AnonymousUser, organization: Organization, day: date) -> bool:
    """A primary liaison adds deputies and board members; an empty seat is filled by who oversees all."""
    return is_primary_liaison(user, organization, day) or stands_in(user, organization, day)


def may_change_mandate(user: User | AnonymousUser, mandate: Liaison, day: date) -> bool:
    """Whether `user` may correct the title of `mandate`, which is not over."""
    if mandate.is_over_on(day):
        return False
    return speaks_for(user, mandate.organization, day) or stands_in(user, mandate.organization, day)


def may_pass_on(user: User | AnonymousUser, mandate: Liaison, day: date) -> bool:
    """Whether `user` may name the successor to `mandate`, or end it: to a primary one only a primary liaison."""
    if not mandate.is_current_on(day):
        return False
    if mandate.kind == Liaison.Kind.PRIMARY:
        return is_primary_liaison(user, mandate.organization, day)
    return may_change_mandate(user, mandate, day)


def may_confirm(user: User | AnonymousUser, hand_over: HandOver, day: date) -> bool:
    """Whether it is for `user` to take over, from the moment that the invitation is accepted."""
    mandate = hand_over.successor
    return hand_over.is_open and mandate is not None and mandate.user_id == user.pk and not mandate.is_over_on(day)


def may_steer(user: User | AnonymousUser, hand_over: HandOver, day: date) -> bool:
    """Whether `user` may send the invitation again, take it back, or call the open hand-over off."""
    if not hand_over.is_open:
        return False
    predecessor = hand_over.predecessor
    if predecessor and predecessor.is_current_on(day):
        return may_pass_on(user, predecessor, day)
    fills_the_seat = hand_over.kind == Liaison.Kind.PRIMARY
    return (fills_the_seat and oversees(user, day)) or may_add_liaison(user, hand_over.organization, day)


def may_read_note(user: User | AnonymousUser, hand_over: HandOver) -> bool:
    """The note is between the one who wrote it, the one who leaves and the one who comes."""
    parties = [hand_over.predecessor, hand_over.successor]
    return user.pk in {hand_over.created_by_id, *(mandate.user_id for mandate in parties if mandate)}
