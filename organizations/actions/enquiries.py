"""What happens to a message from the public: it gets a number and a due time, and answering it stops the clock."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ifiso.business_hours import due_at
from ifiso.moments import deadline_in_words, in_words
from organizations.actions.mail import send
from organizations.actions.records import record
from organizations.models import Enquiry, Holiday, Organization, User


class AlreadyClosedError(Exception):
    """Somebody answered first; `enquiry` holds what they wrote."""

    def __init__(self, enquiry: Enquiry):
        super().__init__(f"Enquiry {enquiry.pk} was closed at {enquiry.answered_at}")
        self.enquiry = enquiry


@transaction.atomic
def receive_enquiry(
    *, organization: Organization | None, name: str, email: str, subject: str, text: str, now: datetime
) -> Enquiry:
    """Store the message to `organization` (None: the forum), acknowledge it and tell those who are to answer.

    The same text from the same sender to the same addressee on one day is one enquiry, however often it is sent.
    """
    zone = ZoneInfo(settings.TEAM_TIME_ZONE)
    enquiry, created = Enquiry.objects.get_or_create(
        fingerprint=fingerprint(organization, email, text, now.astimezone(zone).date()),
        defaults={
            "organization": organization,
            "name": name,
            "email": email,
            "subject": subject,
            "text": text,
            "received_at": now,
            "due_at": due_at(now, zone=zone, holidays=set(Holiday.objects.values_list("day", flat=True))),
        },
    )
    if created:
        acknowledge(enquiry, zone)
        pass_on(enquiry, zone)
        record("received", enquiry, by=None, changes_pages=False)
    return enquiry


def fingerprint(organization: Organization | None, email: str, text: str, day: date) -> str:
    addressee = str(organization.pk) if organization else ""
    return sha256("\0".join([addressee, email.lower(), " ".join(text.split()), str(day)]).encode()).hexdigest()


def acknowledge(enquiry: Enquiry, zone: ZoneInfo) -> None:
    """Nothing that was typed goes into this mail: its address is unproven, and the desk is nobody's megaphone."""
    send(
        key=f"enquiry-{enquiry.pk}-acknowledged",
        to=enquiry.email,
        template="enquiry_acknowledged",
        context=facts(enquiry, zone),
        reply_to=settings.ENQUIRIES_EMAIL,
    )


def pass_on(enquiry: Enquiry, zone: ZoneInfo) -> None:
    """Tell the organization's seat, where it has an address, and always the forum's own."""
    role_email = enquiry.organization.role_email if enquiry.organization else ""
    for address in dict.fromkeys(filter(None, [role_email, settings.ENQUIRIES_EMAIL])):
        send(
            key=f"enquiry-{enquiry.pk}-arrived-{sha256(address.encode()).hexdigest()[:12]}",
            to=address,
            template="enquiry_arrived",
            context=facts(enquiry, zone),
        )


def facts(enquiry: Enquiry, zone: ZoneInfo) -> dict[str, Any]:
    """What the mails about an enquiry tell."""
    return {
        "enquiry": enquiry,
        "received": in_words(enquiry.received_at, zone),
        "due": deadline_in_words(enquiry.due_at, zone),
        "page": reverse("office_enquiry", args=[enquiry.pk]),
        "privacy": reverse("privacy"),
    }


@transaction.atomic
def answer_enquiry(*, enquiry: Enquiry, text: str, by: User, now: datetime) -> Enquiry:
    """Mail `text` to the sender and stop the clock; AlreadyClosedError where somebody was faster."""
    answered = close(enquiry, text, by, now)
    role_email = answered.organization.role_email if answered.organization else ""
    send(
        key=f"enquiry-{answered.pk}-answered",
        to=answered.email,
        template="enquiry_answered",
        context=facts(answered, ZoneInfo(settings.TEAM_TIME_ZONE)),
        reply_to=role_email or settings.ENQUIRIES_EMAIL,
    )
    record("answered", answered, by=by, changes_pages=False)
    return answered


@transaction.atomic
def dismiss_enquiry(*, enquiry: Enquiry, by: User, now: datetime) -> Enquiry:
    """Stop the clock without an answer, as for advertising; AlreadyClosedError where somebody was faster."""
    dismissed = close(enquiry, "", by, now)
    record("dismissed", dismissed, by=by, changes_pages=False)
    return dismissed


def close(enquiry: Enquiry, answer: str, by: User, now: datetime) -> Enquiry:
    """The row as closed by this call: one conditional update, so that of two who answer at once one is refused."""
    waiting = Enquiry.objects.waiting().filter(pk=enquiry.pk)
    closed = waiting.update(answered_at=now, answered_by=by, answer=answer)
    fresh = Enquiry.objects.select_related("organization", "answered_by").get(pk=enquiry.pk)
    if not closed:
        raise AlreadyClosedError(fresh)
    return fresh
