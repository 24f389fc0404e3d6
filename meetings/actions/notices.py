"""The mails that tell a delegate what became of the registration."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from ifiso.moments import deadline_in_words
from meetings.links import delegate_token
from meetings.models import Delegate, Meeting
from organizations.actions.mail import send


def notify(delegate: Delegate, event: str, *, again: str = "", note: str = "") -> None:
    """Tell the person what became of the registration: `registered`, `waiting`, `promoted`, `withdrawn` and so on.

    `again` names the occasion on which the same is said once more; `note` is what the host adds in own words.
    """
    send(
        key="-".join(filter(None, ["delegate", str(delegate.pk), event, str(delegate.version), again])),
        to=delegate.email,
        template=f"delegate_{event}",
        context={**facts(delegate), "note": note},
        reply_to=host_address(delegate.meeting),
    )


def facts(delegate: Delegate) -> dict[str, Any]:
    """What these mails tell; `page` and `privacy` are paths, moments are in words with the meeting's zone."""
    meeting = delegate.meeting
    closes, frozen = meeting.registration_closes_at, meeting.frozen_at
    return {
        "delegate": delegate,
        "meeting": meeting,
        "party": delegation.party if (delegation := delegate.delegation) else None,
        "page": reverse("registration", args=[meeting.slug, delegate_token(delegate)]),
        "privacy": reverse("privacy"),
        "closes": deadline_in_words(closes, meeting.zone) if closes else "",
        "frozen": deadline_in_words(frozen, meeting.zone) if frozen else "",
    }


def host_address(meeting: Meeting) -> str:
    """Where an answer to such a mail goes: the host's own seat, or else the forum's."""
    hosts = meeting.hosts.exclude(organization__role_email="").order_by("pk")
    return hosts.values_list("organization__role_email", flat=True).first() or settings.ENQUIRIES_EMAIL
