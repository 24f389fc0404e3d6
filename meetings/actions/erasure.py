"""Forgetting people: what the registry held of somebody goes, and the count of those who came stays right."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.db.models import F, Q, QuerySet

from meetings.actions.notices import facts
from meetings.actions.registrations import withdraw
from meetings.models import Delegate, Logistics, OfferEvent
from meetings.rules import is_past
from organizations.actions.mail import send
from organizations.actions.records import record
from organizations.models import Activity, Message, User

NOBODY = "erased"
UNUSABLE = "@erased.invalid"
BLANK = {
    "name": NOBODY,
    "user": None,
    "pronouns": "",
    "phone": "",
    "role_title": "",
    "country": "",
    "age_band": "",
    "state_reason": "",
    "privacy_accepted_at": None,
    "listed_publicly_since": None,
    "listed_to_participants_since": None,
    "photos_since": None,
}


@transaction.atomic
def erase_delegate(*, delegate: Delegate, by: User | None, now: datetime) -> None:
    """Withdraw `delegate` from a meeting to come, so that the place goes on, and forget the person.

    A last mail says so, and every link to the page becomes invalid. Of a meeting that is over the row still counts.
    """
    if not is_past(delegate.meeting, now):
        withdraw(delegate=delegate, by=by, now=now)
    address, last_words = delegate.email, facts(delegate)
    forget_traces(delegate)
    Delegate.objects.filter(pk=delegate.pk).update(
        **BLANK, email=unusable_address(delegate), link_version=F("link_version") + 1, version=F("version") + 1
    )
    send(key=f"delegate-{delegate.pk}-erased", to=address, template="delegate_erased", context=last_words)
    delegate.refresh_from_db()
    record("erased", delegate, by=by)


def unusable_address(delegate: Delegate) -> str:
    """Nobody can receive mail at .invalid (RFC 2606), and no two rows share an address."""
    return f"{NOBODY}-{delegate.pk}-{token_hex(8)}{UNUSABLE}"


def forget_traces(delegate: Delegate) -> None:
    """What was told after the confirmation, the mails, and the name in the record of what was done."""
    for rows in (Logistics.objects.filter(delegate=delegate), delegate.answers.all()):
        unname(rows)
        rows.delete()
    forget_offers(delegate)
    unname(Delegate.objects.filter(pk=delegate.pk))
    Message.objects.filter(key__startswith=f"delegate-{delegate.pk}-").delete()


def forget_offers(delegate: Delegate) -> None:
    """What a guest offered alone goes, unless it is in the agenda; what an organization offers loses the person.

    Then the person's own words go: what the person needs, and what it wrote to the host.
    """
    alone = delegate.offers.filter(offered_for=None, plan=None)
    themselves = Q(by=None) | Q(by=delegate.user) if delegate.user_id else Q(by=None)
    said = OfferEvent.objects.filter(themselves, offer__delegate=delegate, kind__in=OfferEvent.BY_OFFERERS)
    for pk in {*alone.values_list("pk", flat=True), *said.values_list("offer", flat=True)}:
        Message.objects.filter(key__startswith=f"offer-{pk}-").delete()
    said.update(note="")
    unname(alone)
    alone.delete()
    delegate.offers.filter(Q(user=None) | Q(user=delegate.user_id)).update(needs="", version=F("version") + 1)
    delegate.offers.update(delegate=None)


def unname(rows: QuerySet) -> None:
    """Leave in the record of what was done that it was done to these, but neither whose they are nor a word of it."""
    pks = map(str, rows.values_list("pk", flat=True))
    activities = Activity.objects.filter(target_type=rows.model._meta.label_lower, target_id__in=list(pks))
    activities.update(target_label=NOBODY, detail={})
