"""A scenario that was planted on one day and is wanted on another."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ifiso.dates import PartialDate
from ifiso.scenario.anchor import read_anchor
from ifiso.scenario.planting import plant
from ifiso.scenario.shifting import moved, shift
from meetings.changes import traces_of
from meetings.models import Meeting, Report, Session
from meetings.releasing import draft_of
from organizations.models import Agreement, Enquiry, Liaison
from tests.factories import make_liaison, make_meeting

AUTUMN, SPRING = date(2026, 10, 20), date(2027, 4, 20)
TALLINN = ZoneInfo("Europe/Tallinn")

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted():
    plant(AUTUMN)


def shift_to(day):
    shift(read_anchor(), day)


def meeting_at(city):
    return Meeting.objects.get(city=city)


@pytest.mark.usefixtures("planted")
def test_meetings_keep_their_distance_from_the_day():
    shift_to(AUTUMN + timedelta(days=10))
    running = meeting_at("Tallinn")
    assert (str(running.starts_on), str(running.ends_on)) == ("2026-10-29", "2026-11-01")
    assert str(meeting_at("Nairobi").ends_on) == "2026-10-21"
    assert str(meeting_at("Valletta").starts_on) == "2027-09"
    assert str(Report.objects.published().get().published_on) == "2026-10-25"


@pytest.mark.usefixtures("planted")
def test_sessions_keep_their_time_on_the_wall_when_the_clocks_change():
    lunch = Session.objects.get(title="Lunch", day=2)
    before = lunch.starts_at.astimezone(TALLINN)
    shift_to(AUTUMN + timedelta(days=10))
    lunch.refresh_from_db()
    after = lunch.starts_at.astimezone(TALLINN)
    assert (before.hour, before.minute, before.utcoffset()) == (12, 30, timedelta(hours=3))
    assert (after.hour, after.minute, after.utcoffset()) == (12, 30, timedelta(hours=2))
    assert after.date() == AUTUMN + timedelta(days=10)


@pytest.mark.usefixtures("planted")
def test_a_session_that_falls_into_the_skipped_hour_keeps_its_length():
    session = Session.objects.get(title="Farewell evening")
    session.starts_at = datetime(2026, 10, 22, 3, 30, tzinfo=TALLINN)
    session.ends_at = datetime(2026, 10, 22, 4, 15, tzinfo=TALLINN)
    session.save()
    shift_to(AUTUMN + (date(2027, 3, 28) - date(2026, 10, 22)))
    session.refresh_from_db()
    assert session.ends_at - session.starts_at == timedelta(minutes=45)


@pytest.mark.usefixtures("planted")
def test_registration_stays_open():
    shift_to(SPRING)
    upcoming = meeting_at("Ljubljana")
    assert upcoming.registration_opens_at == datetime(2027, 3, 30, 9, tzinfo=upcoming.zone)
    assert upcoming.registration_closes_at == datetime(2027, 7, 29, 18, tzinfo=upcoming.zone)


@pytest.mark.usefixtures("planted")
def test_mandates_and_agreements_move_along_and_nobody_is_left_without_a_mandate():
    shift_to(SPRING)
    assert Liaison.objects.current_on(SPRING).count() == 15
    assert Liaison.objects.beginning_after(SPRING).count() == 1
    assert str(Agreement.objects.get(state="renewal_intended").until) == "2027-06"


@pytest.mark.usefixtures("planted")
def test_meetings_take_the_names_of_their_new_seasons_there_and_back():
    shift_to(SPRING)
    assert [meeting_at(city).slug for city in ("Nairobi", "Tallinn", "Ljubljana", "Valletta")] == [
        "training-days-2027",
        "spring-2027",
        "autumn-2027",
        "spring-2028",
    ]
    shift_to(AUTUMN)
    assert str(meeting_at("Tallinn")) == "Autumn 2026"
    assert meeting_at("Nairobi").title == "Training Days 2026"


@pytest.mark.usefixtures("planted")
def test_a_meeting_that_people_renamed_keeps_its_name():
    Meeting.objects.filter(city="Ljubljana").update(slug="our-spring")
    shift_to(SPRING)
    assert meeting_at("Ljubljana").slug == "our-spring"
    assert meeting_at("Ljubljana").season == "spring"
    assert meeting_at("Tallinn").slug == "autumn-2027"


@pytest.mark.usefixtures("planted")
def test_a_meeting_that_people_removed_stays_away():
    meeting_at("Valletta").delete()
    shift_to(SPRING)
    assert Meeting.objects.filter(is_demo=True).count() == 4


@pytest.mark.usefixtures("planted")
def test_what_people_changed_moves_but_stays_changed():
    session = Session.objects.get(title="Open space", meeting__city="Tallinn")
    session.title, session.starts_at = "Very open space", session.starts_at - timedelta(minutes=15)
    session.save()
    shift_to(AUTUMN + timedelta(days=1))
    session.refresh_from_db()
    assert session.title == "Very open space"
    assert f"{session.starts_at.astimezone(TALLINN):%d %H:%M}" == "21 15:45"


@pytest.mark.usefixtures("planted")
def test_real_meetings_and_mandates_do_not_move():
    real, mandate = make_meeting(starts_on="2016-11-17"), make_liaison()
    shift_to(SPRING)
    real.refresh_from_db()
    mandate.refresh_from_db()
    assert str(real.starts_on) == "2016-11-17"
    assert mandate.since == date(2020, 1, 1)


@pytest.mark.usefixtures("planted")
def test_waiting_enquiries_wait_as_long_as_before_and_answered_ones_are_history():
    waiting, answered = Enquiry.objects.get(fingerprint="demo-overdue"), Enquiry.objects.exclude(answered_at=None).get()
    shift_to(AUTUMN + timedelta(days=3))
    assert Enquiry.objects.get(pk=waiting.pk).due_at == waiting.due_at + timedelta(days=3)
    assert Enquiry.objects.get(pk=answered.pk).due_at == answered.due_at


@pytest.mark.usefixtures("planted")
def test_moving_writes_no_history():
    shift_to(SPRING)
    assert meeting_at("Tallinn").history.count() == 1


def test_years_and_unknown_dates_stay():
    assert moved(None, AUTUMN, SPRING) is None
    assert moved(PartialDate("2024"), AUTUMN, SPRING) == PartialDate("2024")


@pytest.mark.usefixtures("planted")
def test_agendas_are_released_and_their_releases_move_along():
    running = meeting_at("Tallinn")
    cancelled = Session.objects.get(title="A press release in an hour")
    assert (cancelled.state, [release.number for release in running.releases.all()]) == ("cancelled", [2, 1])
    assert draft_of(running).is_empty
    shift_to(AUTUMN + timedelta(days=10))
    running = meeting_at("Tallinn")
    assert draft_of(running).is_empty
    assert traces_of(running)[cancelled.uid].words == "It was planned for Friday 30 October, 14:00–15:30, Studio."
