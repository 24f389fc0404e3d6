"""Everything that the registry holds of one person at one meeting, for that person, to read by machine."""

from typing import Any

from django.db.models import Model

from meetings.models import Delegate, Logistics, Offer
from organizations.models import Activity, Message

INTERNAL = {"id", "delegate", "user", "meeting", "delegation", "link_version", "version"}


def own_record(delegate: Delegate) -> dict[str, Any]:
    """Values as JSON knows them; moments in UTC (ISO 8601), countries as ISO 3166 codes, nothing told as null or ""."""
    logistics = Logistics.objects.filter(delegate=delegate).first()
    mails = Message.objects.filter(key__startswith=f"delegate-{delegate.pk}-").order_by("pk")
    done = Activity.objects.filter(target_type="meetings.delegate", target_id=str(delegate.pk)).order_by("pk")
    return {
        "meeting": {"name": delegate.meeting.name, "slug": delegate.meeting.slug},
        "sent_by": str(delegate.delegation.party) if delegate.delegation else None,
        "has_account": delegate.user_id is not None,
        "registration": facts_of(delegate),
        "logistics": facts_of(logistics) if logistics else None,
        "answers": [
            {"question": answer.question.text, "answer": answer.value}
            for answer in delegate.answers.select_related("question")
        ],
        "offers": [offer_in_words(offer) for offer in delegate.offers.order_by("pk")],
        "mails": list(mails.values("created_at", "sent_at", "to", "subject", "text")),
        "activities": list(done.values("at", "verb", "detail")),
    }


def offer_in_words(offer: Offer) -> dict[str, Any]:
    """A session that the person offers, or is to lead, and what was said about it."""
    return {
        **{name: getattr(offer, name) for name in ("title", "abstract", "kind", "minutes", "needs", "state")},
        "offered_at": offer.created_at,
        "led_by": [str(organization) for organization in offer.organizations.all()],
        "partner": str(offer.partner) if offer.partner else None,
        "topics": [str(topic) for topic in offer.topics.all()],
        "story": list(offer.events.values("at", "kind", "note")),
    }


def facts_of(row: Model) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in INTERNAL]
    return {field.name: plain(field.value_from_object(row)) for field in fields}


def plain(value: Any) -> Any:
    """A country as its code; everything else is JSON's own business."""
    return value.code if hasattr(value, "code") else value
