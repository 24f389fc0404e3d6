"""What delegates told is forgotten when the meeting needs it no longer, at the meeting's own midnight, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ifiso.moments import in_words
from meetings.actions.erasure import NOBODY
from meetings.actions.own_data import give_consent, withdraw_consent
from meetings.actions.retention import (
    erase_old_contacts,
    erase_old_logistics,
    logistics_erased_at,
    old_contacts,
    old_logistics,
)
from meetings.models import Answer, Delegate, Logistics
from organizations.actions.records import record
from organizations.models import Activity, Message
from tests.factories import (
    make_answer,
    make_delegate,
    make_delegation,
    make_host,
    make_liaison,
    make_logistics,
    make_meeting,
    make_user,
)

pytestmark = pytest.mark.django_db

ENDED = {"starts_on": "2026-11-12", "ends_on": "2026-11-15"}
# In Lord Howe the clocks are eleven hours ahead, so its 16 December begins in Europe's early afternoon.
LAST_MOMENT = datetime(2026, 12, 15, 12, 59, 59, tzinfo=UTC)
FIRST_MOMENT = LAST_MOMENT + timedelta(seconds=1)
YEAR_LATER = datetime(2027, 12, 1, tzinfo=UTC)


@pytest.fixture
def meeting():
    return make_meeting(**ENDED, time_zone="Australia/Lord_Howe")


def tell_all(meeting, **fields):
    """A delegate of whom there is a phone number, one row of logistics and one answer."""
    delegate = make_delegate(meeting=meeting, phone="+372 555 0100", **fields)
    make_logistics(delegate, emergency_phone="+372 555 0199", emergency_consent_at=FIRST_MOMENT)
    make_answer(delegate=delegate)
    return delegate


def test_they_go_thirty_days_after_the_last_day_by_the_clock_of_the_place(meeting):
    tell_all(meeting)
    assert erase_old_logistics(now=LAST_MOMENT) == {}
    assert erase_old_logistics(now=FIRST_MOMENT) == {meeting: 3}
    assert not Logistics.objects.exists()
    assert not Answer.objects.exists()
    assert Delegate.objects.get().phone == ""
    assert Delegate.objects.get().name == "Dora Delegate"


def test_the_meeting_says_for_how_long(meeting):
    meeting.logistics_kept_days = 3
    meeting.save()
    tell_all(meeting)
    assert old_logistics(FIRST_MOMENT - timedelta(days=27))
    assert not old_logistics(LAST_MOMENT - timedelta(days=27))


@pytest.mark.parametrize(
    ("known", "kept_until"),
    [
        ({"starts_on": "2026-02", "ends_on": "2026-02"}, datetime(2026, 3, 30, tzinfo=UTC)),
        ({"starts_on": "2026-02-03"}, datetime(2026, 3, 5, tzinfo=UTC)),
        ({"starts_on": "2026"}, datetime(2027, 1, 30, tzinfo=UTC)),
        ({"year": 2026}, datetime(2027, 1, 30, tzinfo=UTC)),
    ],
)
def test_without_an_exact_day_it_counts_from_the_last_that_there_may_be(known, kept_until):
    tell_all(make_meeting(**known))
    assert not old_logistics(kept_until)
    assert old_logistics(kept_until + timedelta(days=1))


def test_meetings_whose_time_is_not_up_keep_theirs(meeting):
    tell_all(make_meeting(starts_on="2026-12-01", ends_on="2026-12-04"))
    tell_all(meeting)
    erase_old_logistics(now=FIRST_MOMENT)
    assert Logistics.objects.count() == 1


def test_who_does_not_come_is_forgotten_at_once():
    meeting = make_meeting(starts_on="2027-05-01", ends_on="2027-05-04")
    coming = tell_all(meeting)
    tell_all(meeting, state=Delegate.State.WITHDRAWN)
    assert erase_old_logistics(now=FIRST_MOMENT) == {meeting: 3}
    assert Logistics.objects.get().delegate == coming
    assert logistics_erased_at(meeting) is None


def test_it_is_written_down_once_and_the_second_night_finds_nothing(meeting):
    tell_all(meeting)
    tell_all(meeting)
    before = timezone.now()
    erase_old_logistics(now=FIRST_MOMENT)
    assert before <= logistics_erased_at(meeting) <= timezone.now()
    assert erase_old_logistics(now=FIRST_MOMENT) == {}
    assert Activity.objects.get().detail == {"rows": 6}


def test_what_was_done_to_them_no_longer_says_whose_they_were(meeting):
    delegate = tell_all(meeting)
    record("changed", delegate.logistics, by=make_user(), diet="vegan")
    erase_old_logistics(now=FIRST_MOMENT)
    activity = Activity.objects.get(target_type="meetings.logistics")
    assert (activity.target_label, activity.detail) == (NOBODY, {})


def test_a_year_later_addresses_go_and_names_that_nobody_may_read(meeting):
    delegation = make_delegation(meeting)
    unlisted = make_delegate(delegation, name="Una", country="EE", age_band="18_25")
    listed = make_delegate(delegation, name="Lisa", role_title="President", listed_publicly_since=FIRST_MOMENT)
    known = make_delegate(delegation, name="Kim", email="kim@example.org", user=make_user())
    Message.objects.create(key=f"delegate-{listed.pk}-registered", to=listed.email, subject="Welcome", text="Lisa")
    assert not old_contacts(datetime(2027, 11, 15, 12, 59, tzinfo=UTC))
    assert set(old_contacts(datetime(2027, 11, 15, 13, tzinfo=UTC))) == {unlisted, listed}
    erase_old_contacts(now=YEAR_LATER)
    for delegate in (unlisted, listed, known):
        delegate.refresh_from_db()
    assert (unlisted.name, unlisted.country, unlisted.age_band, unlisted.state) == (NOBODY, "", "", "confirmed")
    assert (listed.name, listed.role_title, listed.listed_publicly_since) == ("Lisa", "President", FIRST_MOMENT)
    assert unlisted.email.endswith(".invalid")
    assert listed.email.endswith(".invalid")
    assert (known.name, known.email) == ("Kim", "kim@example.org")
    assert not Message.objects.exists()
    assert not old_contacts(YEAR_LATER)


def test_a_consent_withdrawn_after_that_takes_the_name_too(meeting):
    delegate = make_delegate(meeting=meeting, listed_publicly_since=FIRST_MOMENT)
    erase_old_contacts(now=YEAR_LATER)
    withdraw_consent(delegate=delegate, consent="listed_publicly_since", by=None)
    erase_old_contacts(now=YEAR_LATER)
    delegate.refresh_from_db()
    assert delegate.name == NOBODY


def test_the_host_reads_that_they_were_erased_and_when(client):
    meeting = make_meeting(starts_on="2016-11-17", ends_on="2016-11-20", time_zone="Europe/Lisbon")
    client.force_login(make_liaison(organization=make_host(meeting).organization).user)
    tell_all(meeting)
    pages = [f"/meetings/{meeting.slug}/host/", f"/meetings/{meeting.slug}/host/lists/"]
    assert all("are kept is over" in client.get(page).text for page in pages)
    erase_old_logistics(now=timezone.now())
    moment = in_words(logistics_erased_at(meeting), meeting.zone)
    assert all(f"were erased on {moment}" in client.get(page).text for page in pages)


def test_a_name_leaves_the_finished_page_with_its_consent(client, meeting):
    delegate = make_delegate(make_delegation(meeting))
    address = f"/meetings/{meeting.slug}/participants/"
    give_consent(delegate=delegate, consent="listed_publicly_since", by=None, now=FIRST_MOMENT)
    page = client.get(address)
    assert "Dora Delegate" in page.text
    withdraw_consent(delegate=delegate, consent="listed_publicly_since", by=None)
    again = client.get(address, headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 200
    assert "Dora Delegate" not in again.text
    assert "1 delegate" in again.text
