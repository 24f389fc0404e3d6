"""Stars are given and taken back as often as a device sends them, and only for sessions that everybody sees."""

import pytest

from meetings.actions.stars import change_stars
from meetings.models import Star
from organizations.models import Activity, ContentVersion
from tests.factories import make_meeting, make_session, make_star, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting()


def change(meeting, user, add=(), remove=()):
    change_stars(meeting=meeting, add={str(one.pk) for one in add}, remove={str(one.pk) for one in remove}, by=user)
    return {star.session for star in user.stars.all()}


def test_giving_twice_gives_one_and_taking_back_twice_is_no_fault(meeting):
    user, session = make_user(), make_session(meeting)
    assert change(meeting, user, add=[session]) == change(meeting, user, add=[session]) == {session}
    assert change(meeting, user, remove=[session]) == change(meeting, user, remove=[session]) == set()


def test_drafts_breaks_and_other_meetings_get_none(meeting):
    others = [make_session(meeting, state="draft"), make_session(meeting, kind="break"), make_session()]
    assert change(meeting, make_user(), add=others) == set()


@pytest.mark.parametrize("junk", ["", "x", "-1", "9" * 40, "1.5", "\0", "٣"])
def test_what_is_no_session_is_nothing(meeting, junk):
    session, user = make_session(meeting), make_user()
    change_stars(meeting=meeting, add={junk, str(session.pk)}, remove={junk}, by=user)
    assert user.stars.get().session == session


def test_nobody_elses_stars_change_and_no_record_is_made(meeting):
    session = make_session(meeting)
    other = make_star(session=session)
    version = ContentVersion.current()
    change(meeting, make_user(), add=[session], remove=[session])
    assert list(Star.objects.all()) == [other]
    assert not Activity.objects.exists()
    assert ContentVersion.current() == version
