"""Whom a release is told: leads and those who starred what changed, each in one mail, once the host has seen it."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.plans import change_plan, remove_plan
from meetings.actions.release_mails import mailing_of
from meetings.actions.releases import release
from meetings.models import Session
from meetings.releasing import draft_of
from organizations.actions.mailings import NotAsShownError
from organizations.clock import today
from organizations.models import Message
from tests.factories import (
    make_delegate,
    make_delegation,
    make_liaison,
    make_meeting,
    make_organization,
    make_plan,
    make_plannedlead,
    make_star,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
NINE = datetime(2027, 3, 11, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def meeting():
    return make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14", time_zone="Europe/Brussels")


@pytest.fixture
def erin():
    return make_user("erin@example.org")


@pytest.fixture
def alice():
    """Liaison of A."""
    return make_liaison(make_user("alice@example.org", name="Alice"), make_organization(acronym="A")).user


def organization_of(user):
    return user.mandates.get().organization


def shown(meeting):
    return mailing_of(draft_of(meeting), today())


def released(meeting, by, *, note="", tell=True):
    draft = draft_of(meeting)
    mailing = mailing_of(draft, today())
    seal = mailing.seal(by) if tell and mailing else None
    return release(meeting=meeting, note=note, seen=draft.seen, by=by, now=NOW, despite_soft=True, seal=seal)


def change(plan, by, **values):
    plan.refresh_from_db()
    return change_plan(plan=plan, version=plan.version, values=values, by=by, now=NOW)


def mails():
    return {message.to: message for message in Message.objects.order_by("pk")}


def test_leads_are_told_that_their_session_is_in_the_agenda(meeting, erin, alice):
    make_plan(meeting, title="Grants", starts_at=NINE, leads=[organization_of(alice)])
    make_plan(meeting, title="Alumni", starts_at=NINE + HOUR, leads=[organization_of(alice)])
    assert released(meeting, erin, note="See you soon!").mails == 1
    mail = mails()["alice@example.org"]
    assert mail.subject == f"Your session at {meeting}"
    assert mail.text.startswith("Dear Alice,")
    for words in ("Grants\n- New. Thursday 11 March, 09:00–10:00.", "Alumni\n- New.", "See you soon!", "/agenda/"):
        assert words in mail.text


def test_an_organization_without_liaison_is_told_at_its_seat(meeting, erin):
    organization = make_organization(role_email="external@a.example")
    make_plan(meeting, starts_at=NINE, leads=[organization])
    released(meeting, erin)
    assert mails()["external@a.example"].text.startswith("Hello,")


def test_the_person_who_leads_is_told_too_but_not_who_withdrew(meeting, erin):
    delegation = make_delegation(meeting)
    dora = make_delegate(delegation, email="dora@example.org")
    gone = make_delegate(delegation, email="gone@example.org", state="withdrawn")
    for number, person in enumerate((dora, gone)):
        plan = make_plan(meeting, starts_at=NINE + number * HOUR)
        make_plannedlead(plan, organization=delegation.organization, delegate=person)
    released(meeting, erin)
    assert mails().keys() == {"dora@example.org"}
    assert mails()["dora@example.org"].key.startswith(f"delegate-{dora.pk}-")


def test_who_starred_is_told_of_what_changed_and_of_nothing_else(meeting, erin, alice):
    starred = make_plan(meeting, title="Grants", starts_at=NINE, leads=[organization_of(alice)])
    other = make_plan(meeting, title="Alumni", starts_at=NINE + HOUR)
    untouched = make_plan(meeting, title="Law", starts_at=NINE + 2 * HOUR)
    released(meeting, erin, tell=False)
    make_star(alice, Session.objects.get(plan=other))
    make_star(make_user("fan@example.org"), Session.objects.get(plan=starred))
    make_star(make_user("law@example.org"), Session.objects.get(plan=untouched))
    change(starred, erin, starts_at=NINE + 3 * HOUR)
    other.refresh_from_db()
    remove_plan(plan=other, version=other.version, by=erin, now=NOW)
    assert released(meeting, erin).mails == 2
    assert mails().keys() == {"alice@example.org", "fan@example.org"}
    alices, fans = mails()["alice@example.org"].text, mails()["fan@example.org"].text
    assert "- Moved. Thursday 11 March: from 09:00–10:00 to 12:00–13:00." in fans
    assert "Alumni" not in fans
    assert "- Cancelled. It was planned for Thursday 11 March, 10:00–11:00." in alices
    assert "Grants" in alices


def test_an_organization_that_leads_no_longer_is_told(meeting, erin, alice):
    plan = make_plan(meeting, starts_at=NINE, leads=[organization_of(alice)])
    released(meeting, erin, tell=False)
    change(plan, erin, leads=[(make_organization().pk, None, None)])
    released(meeting, erin)
    assert mails().keys() == {"alice@example.org"}


def test_the_first_release_tells_nobody_who_starred(meeting, erin):
    session = Session.objects.create(meeting=meeting, title="Old", day=1)
    make_star(make_user(), session)
    make_plan(meeting, session=session, title="New", day=1)
    assert shown(meeting) is None


def test_nobody_is_told_unless_the_host_says_so(meeting, erin, alice):
    make_plan(meeting, starts_at=NINE, leads=[organization_of(alice)])
    assert released(meeting, erin, tell=False).mails == 0
    assert not Message.objects.exists()


def test_a_mail_that_is_not_the_one_shown_releases_nothing(meeting, erin, alice):
    plan = make_plan(meeting, starts_at=NINE, leads=[organization_of(alice)])
    seal = shown(meeting).seal(erin)
    make_liaison(make_user(), organization_of(alice), kind="deputy")
    with pytest.raises(NotAsShownError):
        release(meeting=meeting, note="", seen=0, by=erin, now=NOW, seal=seal)
    plan.refresh_from_db()
    assert (plan.session, Message.objects.count()) == (None, 0)


def test_the_host_learns_how_many_starred_but_neither_who_nor_what(meeting, erin):
    plan = make_plan(meeting, title="Grants", starts_at=NINE)
    released(meeting, erin)
    make_star(make_user("fan@example.org", name="Fanny Fan"), Session.objects.get())
    change(plan, erin, title="Money")
    mailing = shown(meeting)
    assert (mailing.leads, mailing.starred) == (0, 1)
    assert "Fanny" not in mailing.text
    assert "(Your note stands here" in mailing.text


def test_more_readers_ask_no_more_questions(meeting, erin, django_assert_max_num_queries):
    plan = make_plan(meeting, starts_at=NINE, leads=[make_liaison().organization for _number in range(10)])
    released(meeting, erin, tell=False)
    for _number in range(20):
        make_star(make_user(), Session.objects.get())
    change(plan, erin, title="Money")
    with django_assert_max_num_queries(14):
        assert len(shown(meeting).readers) == 30
