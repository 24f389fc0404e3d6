"""Mandates begin, get their last day, and announce their end. An organization's seats change one at a time."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ifiso.dates import PartialDate
from organizations.actions.mail import send
from organizations.actions.records import record
from organizations.models import HandOver, Liaison, Organization, User

A_DAY = timedelta(days=1)
MOST_AHEAD = timedelta(days=2 * 366)


class StaleError(Exception):
    """What was to be changed says something else by now; `mandate` is as it stands."""

    def __init__(self, mandate: Liaison):
        super().__init__(f"Mandate {mandate.pk} was changed meanwhile")
        self.mandate = mandate


def lock_seats(organization_id: int) -> Organization:
    """The organization, with its row locked until the transaction ends; on SQLite the transaction is that lock."""
    return Organization.objects.select_for_update(no_key=True).get(pk=organization_id)


def begin_mandate(hand_over: HandOver, user: User) -> Liaison:
    """The mandate that `hand_over` promised, now `user`'s; the caller holds the lock.

    Who was named for one seat by two predecessors holds one mandate, not two.
    """
    mandate, created = Liaison.objects.get_or_create(
        user=user,
        organization=hand_over.organization,
        kind=hand_over.kind,
        since=hand_over.since,
        defaults={"title": hand_over.title, "until": hand_over.until},
    )
    if created:
        record("began", mandate, by=user)
    return mandate


@transaction.atomic
def correct_title(*, mandate: Liaison, title: str, was: str, by: User) -> Liaison:
    """Give the mandate another title; `was` is what the form showed. StaleError where somebody changed it meanwhile."""
    changed = Liaison.objects.filter(pk=mandate.pk, title=was).update(title=title)
    mandate.refresh_from_db(fields=["title"])
    if not changed and mandate.title != title:
        raise StaleError(mandate)
    if changed and title != was:
        record("retitled", mandate, by=by, was=was)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Liaison, until: date, by: User, day: date) -> Liaison:
    """Bring the last day of a current mandate forward to `until`, yesterday at the earliest, and tell its holder.

    ValidationError for `until` where that is no earlier end, and where it would leave the seat empty.
    """
    lock_seats(mandate.organization_id)
    mandate.refresh_from_db(fields=["since", "until"])
    if until == mandate.until:
        return mandate
    check_last_day(mandate, until, day)
    refuse_to_leave_nobody(mandate, until)
    mandate.until = until
    mandate.save(update_fields=["until"])
    if by != mandate.user:
        context = {"mandate": mandate, "last_day": in_words(until), "by": by, "enquire": reverse("enquire")}
        send(
            key=f"mandate-{mandate.pk}-ended-{until}", to=mandate.user.email, template="mandate_ended", context=context
        )
    record("ended", mandate, by=by, until=str(until))
    return mandate


def check_last_day(mandate: Liaison, until: date, day: date) -> None:
    """ValidationError where `until` is no day on which this mandate can be ended early."""
    if until < mandate.since:
        raise ValidationError({"until": _("The mandate began on %(day)s.") % {"day": in_words(mandate.since)}})
    if until < day - A_DAY:
        raise ValidationError({"until": _("A mandate cannot end in the past; yesterday ends it at once.")})
    if until > day + MOST_AHEAD:
        raise ValidationError({"until": _("This is more than two years ahead.")})
    if mandate.until and until > mandate.until:
        message = _("It ends on %(day)s already; here it can only be ended earlier.")
        raise ValidationError({"until": message % {"day": in_words(mandate.until)}})


def refuse_to_leave_nobody(mandate: Liaison, until: date) -> None:
    """ValidationError where after `until` nobody would be left who can act for the organization as this one does."""
    if is_followed(mandate, until):
        return
    if mandate.kind == Liaison.Kind.PRIMARY:
        message = _(
            "After %(day)s nobody would speak for %(organization)s, and nobody could name a successor any more. "
            "Name the successor first: once both of you have confirmed, this mandate ends by itself."
        )
    else:
        message = _(
            "After %(day)s nobody would hold a seat of %(organization)s. "
            "Invite somebody else first, or ask the management team to fill the seat of the primary liaison."
        )
    raise ValidationError({"until": message % {"day": in_words(until), "organization": mandate.organization.acronym}})


def is_followed(mandate: Liaison, until: date) -> bool:
    """Whether another mandate holds on the day after `until`: a primary one, where this one is primary."""
    others = mandate.organization.liaisons.exclude(pk=mandate.pk).filter(user__is_active=True)
    others = others.current_on(until + A_DAY)
    if mandate.kind == Liaison.Kind.PRIMARY:
        others = others.filter(kind=Liaison.Kind.PRIMARY)
    return others.exists()


def in_words(day: date) -> str:
    return PartialDate.of(day).display()
