"""What has to be true of a successor and the days before the seat is promised."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organizations.actions.invitations import account_at
from organizations.actions.mandates import A_DAY, MOST_AHEAD, in_words
from organizations.models import HandOver, Liaison, User

MOST_BACKDATED = timedelta(days=31)
LONGEST = timedelta(days=10 * 366)
MOST_OVERLAP = timedelta(days=183)


def check_successor(hand_over: HandOver, *, by: User, day: date) -> None:
    """ValidationError, by field, where `hand_over`, unsaved, names the wrong person or impossible days.

    Sets `predecessor_until` where it was left open: the day before the successor's first.
    """
    faults = {
        "email": fault_of_person(hand_over, by),
        "since": fault_of_first_day(hand_over, day),
        "until": fault_of_last_day(hand_over, day),
    }
    # Only a first day within reason has a day before it.
    if hand_over.predecessor and not faults["since"]:
        hand_over.predecessor_until = hand_over.predecessor_until or hand_over.since - A_DAY
        faults["predecessor_until"] = fault_of_overlap(
            hand_over.predecessor, hand_over.predecessor_until, hand_over.since
        )
    if found := {field: fault for field, fault in faults.items() if fault}:
        raise ValidationError(found)


def fault_of_person(hand_over: HandOver, by: User) -> str:
    person = account_at(hand_over.email)
    if person is None:
        return ""
    if person == by:
        return _("This is your own address. Name somebody else; who stays in office needs no hand-over.")
    if not person.is_active:
        return _("The account of this address is switched off; ask the management team.")
    held = Liaison.objects.filter(user=person, organization=hand_over.organization, kind=hand_over.kind)
    for mandate in held:
        if overlap(mandate, hand_over):
            words = {"person": person, "title": mandate.title, "until": mandate.until and in_words(mandate.until)}
            if mandate.until:
                return _("%(person)s holds this seat already, as %(title)s until %(until)s.") % words
            return _("%(person)s holds this seat already, as %(title)s.") % words
    return ""


def overlap(mandate: Liaison, hand_over: HandOver) -> bool:
    """Whether both cover a day in common; no last day means for ever."""
    begins_in_time = mandate.until is None or mandate.until >= hand_over.since
    return begins_in_time and (hand_over.until is None or mandate.since <= hand_over.until)


def fault_of_first_day(hand_over: HandOver, day: date) -> str:
    if hand_over.since < day - MOST_BACKDATED:
        return _("This is more than a month ago.")
    if hand_over.since > day + MOST_AHEAD:
        return _("This is more than two years ahead.")
    if hand_over.predecessor and hand_over.since <= hand_over.predecessor.since:
        words = {"day": in_words(hand_over.predecessor.since)}
        return _("The present mandate began on %(day)s; its successor begins after that.") % words
    return ""


def fault_of_last_day(hand_over: HandOver, day: date) -> str:
    if hand_over.until is None:
        return ""
    if hand_over.until < hand_over.since:
        return _("The last day cannot be before the first day.")
    if (hand_over.until - hand_over.since) > LONGEST:
        return _("A mandate lasts ten years at most; without a last day it goes on until somebody ends it.")
    return _("This day is over.") if hand_over.until < day else ""


def fault_of_overlap(mandate: Liaison, last: date, first: date) -> str:
    """What is wrong with `last` as the last day of `mandate`, whose successor begins on `first`."""
    if last < mandate.since:
        words = {"day": in_words(mandate.since)}
        return _("This is before the present mandate began, on %(day)s.") % words
    if last < first - A_DAY:
        words = {"first": in_words(last + A_DAY), "last": in_words(first - A_DAY)}
        return _("From %(first)s to %(last)s nobody would hold the seat.") % words
    if last > first + MOST_OVERLAP:
        return _("Both would act for more than half a year.")
    return ""
