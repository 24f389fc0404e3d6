"""The desk: to each what their dated records give them today, and not a day longer."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, Outcome
from organizations.clock import today
from organizations.models import Liaison
from tests.factories import (
    make_delegate,
    make_delegation,
    make_enquiry,
    make_evidence,
    make_handover,
    make_host,
    make_liaison,
    make_management_term,
    make_meeting,
    make_offer,
    make_organization,
    make_outcome,
    make_report,
    make_user,
)

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def desk_of(client, user):
    client.force_login(user)
    return client.get("/desk/").text


def meeting_ahead(**fields):
    first = today() + 30 * DAY
    return make_meeting(year=first.year, starts_on=first, ends_on=first + 3 * DAY, **fields)


def test_a_stranger_signs_in_first(client):
    assert client.get("/desk/").url == "/accounts/login/?next=/desk/"


def test_a_liaison_sees_the_mandate_until_its_last_day_and_not_on_the_next(client):
    organization = make_organization("IAPS")
    alice = make_liaison(make_user(name="Alice"), organization, title="NGO Ambassador", until=today()).user
    page = desk_of(client, alice)
    assert "Hello, Alice" in page
    assert "NGO Ambassador" in page
    assert 'href="/members/iaps/"' in page
    Liaison.objects.update(until=today() - DAY)
    page = desk_of(client, alice)
    assert "NGO Ambassador" not in page
    assert "No mandate is recorded for you today" in page


def test_what_the_organization_began_to_write_waits_until_it_is_published(client):
    iaps = make_organization("IAPS")
    alice = make_liaison(organization=iaps).user
    draft = make_report(title="Half a page", slug="half", organization=iaps, state="draft")
    make_report(title="Not ours", organization=make_organization(), state="draft")
    page = desk_of(client, alice)
    assert "/reports/half/edit/" in page
    assert "/reports/new/?organization=iaps" in page
    assert "Not ours" not in page
    draft.state = draft.State.PUBLISHED
    draft.save()
    assert "Half a page" not in desk_of(client, alice)


def test_whoever_is_elect_sees_when_it_begins_and_has_no_rights_yet(client):
    organization = make_organization("IAPS")
    bob = make_liaison(organization=organization, since=date(2099, 1, 1), until=date(2099, 12, 31)).user
    make_outcome(owners=[organization], title="A common calendar")
    page = desk_of(client, bob)
    assert "from 1 January 2099 until 31 December 2099" in page
    assert "A common calendar" not in page
    assert "/office/" not in page


def test_open_outcomes_of_the_own_organization_and_no_others(client):
    organization = make_organization()
    make_outcome(owners=[organization], title="A common calendar")
    make_outcome(owners=[organization], title="Done long ago", state=Outcome.State.DONE)
    make_outcome(owners=[make_organization()], title="Somebody else's")
    page = desk_of(client, make_liaison(organization=organization).user)
    assert "A common calendar" in page
    assert "Done long ago" not in page
    assert "Somebody else" not in page


def test_a_delegate_finds_the_meeting_a_host_the_one_that_the_organization_runs(client):
    organization, meeting = make_organization("LINSCO"), meeting_ahead()
    make_host(meeting, organization)
    paul = make_user()
    make_delegate(make_delegation(meeting, make_organization("IAPS"), attended=None), user=paul)
    make_delegate(make_delegation(meeting, make_organization("ELSA"), attended=None), user=make_user())
    page = desk_of(client, paul)
    assert "You are a delegate of IAPS." in page
    assert "ELSA" not in page
    assert "hosts it" not in page
    page = desk_of(client, make_liaison(organization=organization).user)
    assert "LINSCO hosts it." in page
    assert f"/meetings/{meeting.slug}/agenda/" in page


@pytest.mark.parametrize(
    ("answer", "words"), [("", "has not answered"), ("coming", "takes part"), ("not_coming", "does not take part")]
)
def test_a_liaison_sees_what_the_organization_answered(client, answer, words):
    organization = make_organization("IAPS")
    make_delegation(meeting_ahead(), organization, attended=None, answer=answer)
    assert f"IAPS {words}" in desk_of(client, make_liaison(organization=organization).user)


def test_drafts_and_meetings_that_are_over_stay_away(client):
    meeting_ahead(kind="other", title="Secret plans", state="draft")
    make_meeting(kind="other", title="Long ago", year=1990)
    page = desk_of(client, make_user())
    assert "Secret plans" not in page
    assert "Long ago" not in page


def test_hosts_find_what_they_have_not_finished(client):
    erin = make_liaison(organization=make_organization("HOST"))
    past = today() - 20 * DAY
    for title, fields in (
        ("Just over", {"starts_on": past, "ends_on": past}),
        ("Reported", {"starts_on": past, "ends_on": past}),
        ("Corrected", {"starts_on": past, "ends_on": past}),
        ("Still secret", {"state": "draft"}),
        ("Long ago", {"year": 1990, "starts_on": "1990-05-01", "ends_on": "1990-05-02"}),
    ):
        meeting = make_meeting(**{"kind": "other", "title": title, "year": past.year, **fields})
        make_host(meeting, erin.organization)
    for title, day in (("Reported", today() - 15 * DAY), ("Corrected", today() - 14 * DAY)):
        meeting = Meeting.objects.get(title=title)
        make_report(meeting=meeting, organization=erin.organization, state="final", final_on=day)
    # A guest's own account ends nothing for the hosts.
    make_report(meeting=Meeting.objects.get(title="Just over"), organization=make_organization(), state="final")
    page = desk_of(client, erin.user)
    titles = ["Just over", "Still secret", "Corrected", "Reported", "Long ago"]
    assert [title for title in titles if title in page] == titles[:3]
    assert "Just over" not in desk_of(client, make_user())


def test_management_sees_its_term_and_how_many_wait(client):
    make_enquiry()
    make_enquiry(organization=make_organization())
    page = desk_of(client, make_management_term(make_user()).user)
    assert "Management team" in page
    assert "2 answers are overdue." in page
    assert 'href="/office/"' in page


def test_management_sees_how_many_sources_wait_for_it_and_nobody_else_does(client):
    dana = make_management_term(make_user(), make_organization()).user
    assert "/office/sources/" not in desk_of(client, dana)
    make_evidence(state="proposed")
    make_evidence(state="accepted")
    page = desk_of(client, dana)
    assert "One waits for your decision." in page
    assert 'href="/office/sources/"' in page
    make_evidence(state="proposed")
    assert "2 wait for your decision." in desk_of(client, dana)
    assert "/office/sources/" not in desk_of(client, make_liaison().user)


def test_a_liaison_is_told_of_the_own_organizations_enquiries_only(client):
    organization = make_organization()
    make_enquiry(organization=organization)
    make_enquiry()
    assert "One person waits" in desk_of(client, make_liaison(organization=organization).user)


def test_the_back_office_is_shown_to_staff_alone(client):
    assert "/admin/" in desk_of(client, make_user(is_staff=True))
    assert "/admin/" not in desk_of(client, make_user())


def test_a_hand_over_waits_on_the_successors_desk_and_is_followed_on_the_predecessors(client):
    alice = make_liaison(make_user(name="Alice"), make_organization("IAPS"))
    hand_over = make_handover(alice.organization, predecessor=alice, name="Sam", title="Ambassador")
    assert "Sam has not accepted the invitation yet." in desk_of(client, alice.user)
    hand_over.successor = make_liaison(make_user(name="Sam"), alice.organization, since=date(2099, 1, 1))
    hand_over.save()
    assert "Sam has accepted and has still to confirm." in desk_of(client, alice.user)
    page = desk_of(client, hand_over.successor.user)
    assert "Alice hands the seat over to you." in page
    assert f"/members/iaps/liaisons/hand-overs/{hand_over.pk}/" in page
    assert "hands the seat over" not in desk_of(client, make_liaison().user)


def test_empty_seats_are_shown_to_those_who_look_after_them(client):
    make_liaison(organization=make_organization("FULL"))
    make_liaison(organization=make_organization("EMPTY"), kind="deputy")
    make_organization("GONE", member=False)
    page = desk_of(client, make_management_term(make_user(), make_liaison().organization).user)
    assert "One member has no primary liaison" in page
    assert 'href="/members/empty/liaisons/"' in page
    assert "Empty seats" not in desk_of(client, make_liaison().user)


def test_a_full_desk_costs_as_many_queries_as_a_small_one(client):
    def fill(user, number):
        for _ in range(number):
            organization, meeting = make_organization(), meeting_ahead(kind="other")
            make_liaison(user, organization)
            make_host(meeting, organization)
            make_delegate(make_delegation(meeting, organization), user=user)
            make_outcome(meeting, owners=[organization])

    def cost(user):
        client.force_login(user)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/desk/")
        return len(queries)

    small, large = make_user(), make_user()
    fill(small, 1)
    first = cost(small)
    fill(large, 20)
    assert cost(large) == first <= 24


def test_a_liaison_offers_sessions_and_finds_what_a_host_asked_about_them(client):
    meeting, alice = meeting_ahead(), make_liaison(organization=make_organization("AAA"))
    make_offer(meeting, title="Asked about", state="asked", offered_for=alice.organization)
    make_offer(meeting, title="Waiting", offered_for=alice.organization)
    make_offer(meeting, title="Somebody else's", state="asked")
    page = desk_of(client, alice.user)
    assert f'href="/meetings/{meeting.slug}/offers/"' in page
    assert "Asked about" in page
    assert "Waiting" not in page
    assert "Somebody else" not in page
    paul = make_user()
    assert "/offers/" not in desk_of(client, paul)
    delegate = make_delegate(make_delegation(meeting), user=paul)
    make_offer(meeting, title="Paul is asked", state="asked", delegate=delegate)
    assert "Paul is asked" in desk_of(client, paul)
