"""The mails that tell hosts of offers, and those who offer what the host said."""

from collections.abc import Collection, Iterator
from typing import Any

from django.urls import reverse

from ifiso.moments import in_words
from meetings.actions.notices import host_address
from meetings.calls import contacts_of, local_day
from meetings.links import delegate_token
from meetings.models import OfferEvent
from organizations.actions.mailings import Letter, address_key, send_all
from organizations.models import Organization


def tell_host(event: OfferEvent) -> None:
    """Those who plan the agenda read that something was offered, answered, withdrawn or offered again."""
    page = reverse("host_offer", args=[event.offer.meeting.slug, event.offer_id])
    send_all(letters(event, f"offer_{event.kind}", planners(event), page))


def tell_offerers(event: OfferEvent, *, template: str = "") -> None:
    """Who speaks for the organization reads what the host said, and so does the person who is to lead the session."""
    offer, template = event.offer, template or f"offer_{event.kind}"
    told = liaisons([offer.offered_for_id], event) if offer.offered_for_id else {}
    personal = personal_letter(event, template)
    if personal:
        told.pop(personal.to, None)
    page = reverse("offer", args=[offer.meeting.slug, offer.pk])
    send_all([*letters(event, template, told, page, reply_to=host_address(offer.meeting)), *filter(None, [personal])])


def tell_named(event: OfferEvent, organizations: Collection[Organization]) -> None:
    """The organizations that are to lead it read that they are named; not the one whose own liaison named it."""
    offer = event.offer
    own = offer.offered_for_id if event.by and event.by != getattr(offer.delegate, "user", None) else None
    told = liaisons([organization.pk for organization in organizations if organization.pk != own], event)
    send_all(letters(event, "offer_named", told, reverse("offer", args=[offer.meeting.slug, offer.pk])))


def planners(event: OfferEvent) -> dict[str, str]:
    """Names by address: the hosts' liaisons, or else their seat, and those who help with the agenda."""
    meeting = event.offer.meeting
    told = liaisons(list(meeting.hosts.values_list("organization_id", flat=True)), event)
    helpers = meeting.helpers.current_on(local_day(meeting, event.at)).filter(plans_agenda=True, user__is_active=True)
    told |= {helper.user.email: str(helper.user) for helper in helpers.select_related("user")}
    if event.by:
        told.pop(event.by.email, None)
    return told


def liaisons(organizations: Collection[int], event: OfferEvent) -> dict[str, str]:
    """Whom a mail to these organizations reaches, but for the one who took the step."""
    contacts = contacts_of(organizations, local_day(event.offer.meeting, event.at))
    told = {address: name for found in contacts.values() for address, name in found.items()}
    if event.by:
        told.pop(event.by.email, None)
    return told


def letters(
    event: OfferEvent, template: str, told: dict[str, str], page: str, *, reply_to: str = ""
) -> Iterator[Letter]:
    what = template.removeprefix("offer_").replace("_", "-")
    for address, name in told.items():
        key = f"offer-{event.offer_id}-{what}-{event.pk}-{address_key(address)}"
        yield Letter(key, address, template, {**facts(event), "name": name, "page": page}, reply_to)


def personal_letter(event: OfferEvent, template: str) -> Letter | None:
    """To the person who is to lead it, by the own link; its key is that person's, so that it goes with all others."""
    offer = event.offer
    person = offer.delegate
    if person is None or person.state not in person.ACTIVE or (event.by and event.by.email == person.email):
        return None
    page = reverse("registration_offer", args=[offer.meeting.slug, delegate_token(person), offer.pk])
    context = {**facts(event), "name": person.name, "page": page, "is_personal": True}
    key = f"delegate-{person.pk}-{template.replace('_', '-')}-{event.pk}"
    return Letter(key, person.email, template, context, host_address(offer.meeting))


def facts(event: OfferEvent) -> dict[str, Any]:
    """What these mails tell; nobody is named in them but the reader."""
    offer = event.offer
    return {
        "offer": offer,
        "meeting": offer.meeting,
        "party": offer.party,
        "words": event.note,
        "at": in_words(event.at, offer.meeting.zone),
    }
