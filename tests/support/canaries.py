"""Words that stand nowhere but in one sensitive field each, so that wherever one turns up, that field has been read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from django.utils import timezone

from meetings.models import Delegate, Delegation, Logistics, Offer, OfferEvent, Question
from organizations.clock import today
from organizations.models import Enquiry, HandOver, Invitation, Message, Organization, User
from tests.factories import (
    make_answer,
    make_delegate,
    make_enquiry,
    make_handover,
    make_invitation,
    make_logistics,
    make_message,
    make_offer,
    make_offerevent,
)
from tests.personas import Stage, set_stage


def word(name: str) -> str:
    """The canary of a field, such as `logistics.diet`: ten letters and digits that nobody writes."""
    return f"qx{blake2b(name.encode(), digest_size=4).hexdigest()}"


DAYS = {
    "arrives_at": datetime(2031, 2, 3, 4, 37, tzinfo=UTC),
    "departs_at": datetime(2033, 4, 5, 5, 41, tzinfo=UTC),
    "passport_expires_on": date(2093, 7, 19),
    "born_on": date(1913, 8, 27),
}
# Of these the values are too few, or too common, to be told from others; they are read and shown with their row.
COMMON = {"needs_visa", "nights", "arrives_by", "departs_by", "passport_country"}
TECHNICAL = {"id", "delegate", "updated_at", "version", *Logistics.SENSITIVE}
LOGISTICS = [
    field.name for field in Logistics._meta.concrete_fields if field.name not in COMMON | TECHNICAL | DAYS.keys()
]

# What else is sensitive: the model, its texts, its addresses.
FIELDS = {
    Delegate: (["name", "pronouns", "phone", "role_title", "state_reason"], ["email"]),
    Delegation: (["answer_reason", "quota_reason"], []),
    HandOver: (["note", "name"], ["email"]),
    Invitation: (["name"], ["email"]),
    Enquiry: (["name", "subject", "text"], ["email"]),
    Offer: (["title", "abstract", "needs"], []),
    OfferEvent: (["note"], []),
    Message: (["text", "html", "subject"], ["to", "reply_to"]),
    Organization: ([], ["role_email"]),
    User: ([], ["email"]),
}


def name_of(model, field):
    return f"{model._meta.model_name}.{field}"


def in_words(day: date) -> tuple[str, ...]:
    return day.strftime("%Y-%m-%d"), f"{day.day} {day.strftime('%B %Y')}"


CANARIES: dict[str, tuple[str, ...]] = {
    **{name_of(Logistics, field): (word(name_of(Logistics, field)),) for field in LOGISTICS},
    **{name_of(Logistics, field): in_words(day) for field, day in DAYS.items()},
    **{
        name_of(model, field): (word(name_of(model, field)),)
        for model, (texts, addresses) in FIELDS.items()
        for field in (*texts, *addresses)
    },
    "answer.value": (word("answer.value"),),
}


def found_in(text: str) -> set[str]:
    """Whose canaries sing in `text`."""
    text = text.lower()
    return {name for name, words in CANARIES.items() if any(one.lower() in text for one in words)}


@dataclass(frozen=True)
class Aviary:
    """The personas' stage, where A has told secrets; `delegate` is paul's registration for A, confirmed."""

    stage: Stage
    delegate: Delegate
    delegation: Delegation
    hand_over: HandOver
    enquiry: Enquiry
    question: Question
    offer: Offer


def set_aviary() -> Aviary:
    """Registration is open, and each sensitive field of what belongs to A holds its canary."""
    stage = set_stage()
    open_registration(stage)
    delegation = stage.a.delegations.get()
    delegate = delegation.delegates.get()
    make_delegate(delegation, name="Wanda Waiting", state=Delegate.State.WAITING)
    make_logistics(
        delegate,
        **{field: word(name_of(Logistics, field)) for field in LOGISTICS},
        **DAYS,
        **dict.fromkeys(Logistics.SENSITIVE, timezone.now()),
        needs_visa=True,
        nights=3,
    )
    question = make_answer(delegate=delegate, value=word("answer.value")).question
    hand_over = make_handover(stage.a, predecessor=stage.people["alice"].mandates.get(), invitation=make_invitation())
    enquiry = make_enquiry(organization=stage.a)
    offer = make_offer(stage.meeting, offered_for=stage.a, delegate=delegate, user=stage.people["paul"], state="asked")
    offer.organizations.set([stage.a, stage.b])
    make_message()
    Delegate.objects.filter(pk=delegate.pk).update(privacy_accepted_at=timezone.now(), country="EE", age_band="18_25")
    Delegation.objects.filter(pk=delegation.pk).update(
        called_at=timezone.now(), answer="coming", quota_override=1, quota_reason="x"
    )
    for rows in (
        Delegate.objects.filter(pk=delegate.pk),
        Delegation.objects.filter(pk=delegation.pk),
        HandOver.objects.filter(pk=hand_over.pk),
        Invitation.objects.filter(hand_over=hand_over),
        Enquiry.objects.filter(pk=enquiry.pk),
        Offer.objects.filter(pk=offer.pk),
        OfferEvent.objects.filter(pk=make_offerevent(offer, kind="asked").pk),
        Message.objects.all(),
        Organization.objects.filter(pk=stage.a.pk),
        User.objects.filter(pk=stage.people["alice"].pk),
    ):
        let_sing(rows)
    return Aviary(stage, delegate, delegation, hand_over, enquiry, question, offer)


def open_registration(stage: Stage) -> None:
    now, day = timezone.now(), today()
    meeting = stage.meeting
    meeting.starts_on, meeting.ends_on = str(day + timedelta(20)), str(day + timedelta(23))
    meeting.registration_opens_at, meeting.registration_closes_at = now - timedelta(5), now + timedelta(10)
    meeting.call_closes_at = now + timedelta(9)
    meeting.save()
    meeting.delegations.update(attended=None)


def begin(meeting) -> None:
    """The meeting has begun: nobody registers any more, and what was told can only be read."""
    meeting.starts_on, meeting.registration_closes_at = str(today()), timezone.now() - timedelta(1)
    meeting.save()


def let_sing(rows) -> None:
    texts, addresses = FIELDS[rows.model]
    values = {field: word(name_of(rows.model, field)) for field in texts}
    values |= {field: f"{word(name_of(rows.model, field))}@example.org" for field in addresses}
    assert rows.update(**values) == 1, f"{rows.model.__name__} has no canary"
