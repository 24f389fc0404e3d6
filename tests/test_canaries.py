"""What is sensitive is read where the rules say so and nowhere else: on no page, in no file, mail, record or log."""

import logging

import pytest

from meetings.models import Logistics
from tests.support.canaries import CANARIES, COMMON, TECHNICAL, begin, found_in, set_aviary
from tests.support.sightings import Sightings

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TOLD = {"link": "registration_logistics registration_record"}
ON_LISTS = {"erin": "host_delegate host_export host_list", **TOLD}
PASSPORT = {"erin": "host_delegate", **TOLD}
OWN_PAGE = {"link": "registration registration_data registration_record"}
IN_OFFICE = dict.fromkeys(("alice", "bob", "dana"), "office office_enquiry")
ANSWERED = dict.fromkeys(["alice", "bob", "dana"], "office_enquiry")
OFFERED = {
    **dict.fromkeys(("alice", "bob", "paul"), "offer"),
    **dict.fromkeys(("dana", "erin"), "host_offer"),
    "link": "registration_offer registration_record",
}
SUBJECT = dict.fromkeys(("alice", "bob", "dana"), "hand_over office office_enquiry")

# Who reads what, and where. The link is the delegate's own, out of a mail; erin is the host, alice and bob speak for
# the delegate's organization, dana and root oversee all. charlie, who speaks for another organization, paul, who has
# an account alone, and strangers stand nowhere here. `mail` and `record` name the mails and deeds that say it.
MAY_READ = {
    # What the host must know: neither the delegate's own organization nor who oversees all reads a word of it.
    "logistics.diet": {"erin": "host host_delegate host_export host_list", **TOLD},
    "logistics.allergies": ON_LISTS,
    "logistics.room_mate": ON_LISTS,
    "logistics.emergency_name": ON_LISTS,
    "logistics.emergency_phone": ON_LISTS,
    "logistics.emergency_relation": ON_LISTS,
    "logistics.arrival_number": ON_LISTS,
    "logistics.departure_number": ON_LISTS,
    "logistics.arrives_at": {"erin": "host_delegate host_export", **TOLD},
    "logistics.departs_at": {"erin": "host_delegate host_export", **TOLD},
    # On no list that could be handed around.
    "logistics.passport_name": PASSPORT,
    "logistics.passport_number": PASSPORT,
    "logistics.passport_expires_on": PASSPORT,
    "logistics.born_on": PASSPORT,
    "answer.value": {
        "erin": "host_delegate host_export host_list",
        "link": "registration_questions registration_record",
    },
    "delegate.phone": {"erin": "host_delegate host_export host_list", **OWN_PAGE},
    # The person, who has not agreed to be named in public.
    "delegate.name": {
        "alice": "delegation delegation_replace delegation_withdraw offer offer_add",
        "bob": "delegation delegation_replace delegation_withdraw offer offer_add",
        "dana": "host_attendance host_delegate host_delegates host_offer",
        "erin": "host_attendance host_delegate host_delegates host_export host_list host_message host_offer host_plan "
        "host_plan_add",
        "mail": "delegate_offer_declined delegate_refused delegate_registered delegate_replaced delegate_withdrawn",
        "record": "gave_consent refused replaced sent_the_link_again withdrew withdrew_consent",
        "paul": "offer",
        "root": "admin:meetings_delegate admin:meetings_delegation admin:meetings_offer host_attendance host_delegate "
        "host_delegates host_offer",
        "link": "registration registration_data registration_offer registration_record",
    },
    "delegate.pronouns": {
        "dana": "host_delegate",
        "erin": "host_delegate",
        "root": "admin:meetings_delegate host_delegate",
        **OWN_PAGE,
    },
    "delegate.role_title": {
        "alice": "delegation delegation_replace",
        "bob": "delegation delegation_replace",
        "dana": "host_delegate host_delegates",
        "erin": "host_delegate host_delegates",
        "root": "admin:meetings_delegate admin:meetings_delegation host_delegate host_delegates",
        **OWN_PAGE,
    },
    "delegate.state_reason": {
        "alice": "delegation",
        "bob": "delegation",
        "dana": "host_delegate",
        "erin": "host_delegate",
        "link": "registration registration_record",
        "root": "admin:meetings_delegate host_delegate",
    },
    "delegate.email": {
        "alice": "delegation",
        "bob": "delegation",
        "dana": "host_delegate",
        "erin": "host_delegate host_message",
        "mail": "delegate_erased delegate_offer_declined delegate_refused delegate_registered delegate_replaced "
        "delegate_withdrawn",
        "root": "admin:meetings_delegate admin:meetings_delegation host_delegate",
        **OWN_PAGE,
    },
    # What the organization says.
    "delegation.answer_reason": {
        "alice": "delegation my_call",
        "bob": "delegation my_call",
        "dana": "call",
        "erin": "call",
        "link": "call_answer",
        "root": "admin:meetings_delegation call",
    },
    "delegation.quota_reason": {
        "alice": "delegation",
        "bob": "delegation",
        "dana": "host_waiting",
        "erin": "host_quota host_waiting",
        "root": "admin:meetings_delegation host_waiting",
    },
    "organization.role_email": {
        "alice": "member_edit member_figure",
        "bob": "member_edit member_figure",
        "mail": "enquiry_answered",
        "root": "admin:organizations_organization",
    },
    # Seats: the note is for the successor alone, and alice wrote it.
    "handover.note": {"alice": "hand_over"},
    "handover.name": {
        "alice": "desk hand_over liaisons name_successor",
        "bob": "hand_over liaisons",
        "dana": "hand_over liaisons",
        "root": "admin:organizations_handover hand_over liaisons",
    },
    "handover.email": {
        "alice": "liaisons",
        "bob": "liaisons",
        "dana": "liaisons",
        "root": "admin:organizations_handover liaisons",
    },
    "invitation.name": {"root": "admin:organizations_invitation"},
    "invitation.email": {"root": "admin:organizations_handover admin:organizations_invitation"},
    # alice's own address.
    "user.email": {
        "alice": "account_email desk liaisons mfa_add_webauthn",
        "bob": "hand_over liaisons",
        "dana": "hand_over liaisons",
        "mail": "offer_declined",
        "root": "admin:organizations_user hand_over liaisons",
    },
    # What A offers, with B named in it: what it needs is between the host and those who offer.
    "offer.title": {
        **dict.fromkeys(("alice", "bob", "paul"), "desk offer offers"),
        **dict.fromkeys(("dana", "erin"), "host_offer host_offers"),
        "charlie": "offer offers",
        "link": "registration_offer registration_offers registration_record",
        "mail": "delegate_offer_declined offer_answered offer_declined offer_withdrawn",
        "record": "offer_answered offer_declined offer_withdrawn",
        "root": "admin:meetings_offer admin:meetings_offerevent host_offer host_offers",
    },
    "offer.abstract": {**OFFERED, "charlie": "offer", "root": "admin:meetings_offer host_offer"},
    "offer.needs": {**OFFERED, "root": "admin:meetings_offer host_offer"},
    "offerevent.note": {**OFFERED, "charlie": "offer", "root": "admin:meetings_offerevent host_offer"},
    # What the public asks A.
    "enquiry.name": {**IN_OFFICE, "root": "admin:organizations_enquiry office office_enquiry"},
    "enquiry.subject": {
        **SUBJECT,
        "mail": "enquiry_answered",
        "root": "admin:organizations_enquiry hand_over office office_enquiry",
    },
    "enquiry.text": {**ANSWERED, "mail": "enquiry_answered", "root": "admin:organizations_enquiry office_enquiry"},
    "enquiry.email": {**ANSWERED, "mail": "enquiry_answered", "root": "admin:organizations_enquiry office_enquiry"},
    # Mail that went out: what it says may hold a link that opens an account.
    "message.text": {},
    "message.html": {},
    "message.subject": {"root": "admin:organizations_message"},
    "message.to": {"root": "admin:organizations_message"},
    "message.reply_to": {"root": "admin:organizations_message"},
}


@pytest.mark.slow
def test_sensitive_words_are_read_by_those_alone_who_may(caplog):
    """Before the meeting and while it runs; the library's pages and the back office do not depend on it."""
    caplog.set_level(logging.DEBUG)
    aviary = set_aviary()
    sightings = Sightings(aviary)
    sightings.walk()
    sightings.walk_library()
    sightings.walk_back_office()
    begin(aviary.stage.meeting)
    sightings.walk("meetings/<slug:slug>/")
    seen = {canary: {who: " ".join(sorted(names)) for who, names in readers.items()} for canary, readers in sightings}
    assert seen == MAY_READ
    assert found_in(caplog.text) == set()


def test_every_field_of_logistics_is_watched_over():
    watched = {name.removeprefix("logistics.") for name in CANARIES if name.startswith("logistics.")}
    fields = {field.name for field in Logistics._meta.get_fields()}
    assert watched | COMMON | TECHNICAL == fields
    assert not watched & (COMMON | TECHNICAL)
    assert MAY_READ.keys() == CANARIES.keys()
