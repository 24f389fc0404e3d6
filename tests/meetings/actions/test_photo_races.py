"""The same photo, added twice at one moment: one row, three files."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection

from meetings.actions import photos
from meetings.models import Photo
from tests.factories import make_meeting, make_photo, make_user
from tests.support.pictures import picture

AT_ONCE = 4

pytestmark = pytest.mark.django_db(transaction=True)


def stored():
    return set(default_storage.listdir("photos")[1]) if default_storage.exists("photos") else set()


@pytest.fixture
def together(monkeypatch):
    """Lets all draw before the first is hung."""
    barrier, hang = Barrier(AT_ONCE, timeout=20), photos.hang

    def waiting(*args):
        barrier.wait()
        return hang(*args)

    monkeypatch.setattr(photos, "hang", waiting)


def upload(meeting, by):
    """What the upload came to."""
    try:
        return photos.add_photo(meeting=meeting, file=picture("JPEG", (600, 400)), by=by)
    except (ValidationError, IntegrityError) as refused:
        return refused
    finally:
        connection.close()


def upload_at_once():
    meeting, by, before = make_meeting(), make_user(), stored()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        came = list(pool.map(lambda _: upload(meeting, by), range(AT_ONCE)))
    return came, stored() - before


@pytest.mark.usefixtures("together")
def test_one_is_hung_and_the_others_hear_that_it_is_there():
    came, files = upload_at_once()
    assert sum(isinstance(one, Photo) for one in came) == 1
    assert sum(isinstance(one, ValidationError) and "already" in str(one) for one in came) == AT_ONCE - 1
    assert Photo.objects.count() == 1
    assert len(files) == len(Photo.SIDES)


@pytest.mark.usefixtures("together")
def test_without_looking_the_database_still_takes_one(monkeypatch):
    """The control: had the action not asked again under its lock, the constraint would stand behind it."""
    monkeypatch.setattr(photos, "refuse_known", lambda *args: None)
    came, files = upload_at_once()
    assert sum(isinstance(one, IntegrityError) for one in came) == AT_ONCE - 1
    assert Photo.objects.count() == 1
    assert len(files) == len(Photo.SIDES)


def test_the_group_photo_is_one_whoever_marks_it():
    meeting, by = make_meeting(), make_user()
    rows = [make_photo(meeting) for _ in range(AT_ONCE)]

    def mark(photo):
        try:
            photos.mark_group_photo(photo=photo, by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(mark, rows))
    assert meeting.photos.filter(is_group_photo=True).count() == 1
