"""Who was at a meeting, and whose name may be read."""

import pytest
from django.utils import timezone

from meetings.reads.participants import company_of, groups_of, people_at
from tests.factories import (
    make_delegate,
    make_delegation,
    make_host,
    make_meeting,
    make_organization,
    make_partner,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting()


def names(meeting):
    groups = groups_of(company_of(meeting, people_at(meeting)))
    return {group.title: [participant.name for participant in group.participants] for group in groups}


def test_hosts_come_first_then_the_alphabet_and_roles_are_told_apart(meeting):
    for acronym, fields in {
        "ZETA": {},
        "alpha": {},
        "WATCH": {"role": "observer"},
        "R2RC": {"role": "guest"},
        "GONE": {"attended": False},
        "SOON": {"attended": None, "answer": "coming"},
        "MUTE": {"attended": None},
        "HOST": {},
    }.items():
        make_delegation(meeting, make_organization(acronym), **fields)
    make_delegation(meeting, partner=make_partner("StudyPortals"), role="partner")
    make_host(meeting, meeting.delegations.get(organization__acronym="HOST").organization)
    assert names(meeting) == {
        "Members": ["HOST", "alpha", "ZETA"],
        "Observers": ["WATCH"],
        "Guests": ["R2RC"],
        "Partners": ["StudyPortals"],
        "Coming, by their own word": ["SOON"],
        "Absent": ["GONE"],
    }
    assert company_of(meeting).named == 5


def test_a_host_is_present_without_a_delegation(meeting):
    host = make_host(meeting, make_organization("ESTIEM"), local_group="ESTIEM Istanbul", source=make_source())
    (one,) = company_of(meeting).present
    assert (one.name, one.host, one.source) == ("ESTIEM", host, host.source)


def test_a_name_is_read_only_with_consent(meeting):
    delegation = make_delegation(meeting, make_organization("IAPS"))
    make_delegate(delegation, name="Open Olga", role_title="Liaison", listed_publicly_since=timezone.now())
    make_delegate(delegation, name="Quiet Quentin")
    people = people_at(meeting)[delegation.pk]
    assert people.named == ["Open Olga, Liaison"]
    assert people.unnamed_in_words == "1 more delegate"


def test_without_any_consent_people_are_counted(meeting):
    delegation = make_delegation(meeting)
    make_delegate(delegation)
    make_delegate(delegation)
    assert people_at(meeting)[delegation.pk].unnamed_in_words == "2 delegates"


def test_a_group_has_one_source_only_if_it_tells_of_all(meeting):
    source = make_source()
    make_delegation(meeting, source=source)
    assert groups_of(company_of(meeting))[0].source == source
    make_delegation(meeting, source=make_source())
    assert groups_of(company_of(meeting))[0].source is None
