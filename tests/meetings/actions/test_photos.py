"""An album's photos: added, described, published, moved and taken out."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from meetings.actions import photos
from meetings.actions.photos import (
    StalePhotoError,
    add_photo,
    describe_photo,
    files_of,
    hide_photo,
    mark_group_photo,
    move_photo,
    publish_photo,
    remove_photo,
    words_of,
)
from meetings.models import Photo
from meetings.stamps import stamp_of
from organizations.models import Activity, ContentVersion
from tests.factories import make_meeting, make_photo, make_user
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user()


def add(meeting, by, **options):
    return add_photo(meeting=meeting, file=picture("JPEG", **{"size": (2400, 1200), **options}), by=by)


def describe(photo, by, **words):
    present = words_of(Photo.objects.get(pk=photo.pk))
    return describe_photo(photo=photo, stamp=stamp_of(present), **{**present, **words}, by=by)


def remove(photo, by, on_request=True):
    return remove_photo(photo=photo, reason="Asked", on_request=on_request, by=by, now=timezone.now())


def test_a_photo_is_stored_in_three_sizes_under_names_that_nobody_can_guess(by):
    photo = add(make_meeting(slug="autumn-2027"), by)
    assert (photo.width, photo.height) == (1920, 960)
    assert photo.published_at is None
    widths = []
    for size, name in zip(Photo.SIDES, files_of(photo), strict=True):
        assert re.fullmatch(rf"photos/autumn-2027-[0-9a-f]{{16}}-{size}\.webp", name)
        with default_storage.open(name) as file, Image.open(file) as image:
            assert image.format == "WEBP"
            widths.append(image.width)
    assert widths == [1920, 960, 480]


def test_place_time_and_camera_are_forgotten_and_it_stands_upright(by):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SECRET CAMERA"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    photo = add(make_meeting(), by, exif=exif)
    assert (photo.width, photo.height) == (960, 1920)
    for name in files_of(photo):
        with default_storage.open(name) as file:
            content = file.read()
        assert b"SECRET" not in content
        assert b"EXIF" not in content
        with Image.open(BytesIO(content)) as image:
            assert image.height > image.width


def test_the_same_photo_is_known_again_but_not_in_another_album(by):
    meeting = make_meeting()
    add(meeting, by)
    with pytest.raises(ValidationError, match="in the album already"):
        add(meeting, by)
    add(make_meeting(), by)
    assert Photo.objects.count() == 2


def test_what_is_refused_leaves_no_file(by, monkeypatch):
    stored = set(default_storage.listdir("photos")[1]) if default_storage.exists("photos") else set()
    monkeypatch.setattr(photos, "MOST_PHOTOS", 1)
    meeting = make_meeting()
    kept = add(meeting, by)
    with pytest.raises(ValidationError, match="at most 1 photos"):
        add(meeting, by, colour="blue")
    with pytest.raises(ValidationError, match="no PNG, JPEG or WebP"):
        add_photo(meeting=meeting, file=BytesIO(b"<svg/>"), by=by)
    assert len(set(default_storage.listdir("photos")[1]) - stored) == len(files_of(kept))


def test_photos_come_one_after_the_other_and_change_places(by):
    meeting = make_meeting()
    first, second, third = (add(meeting, by, colour=colour) for colour in ("red", "green", "blue"))
    assert list(meeting.photos.all()) == [first, second, third]
    assert move_photo(photo=third, up=True, by=by)
    assert list(meeting.photos.all()) == [first, third, second]
    assert not move_photo(photo=first, up=True, by=by)
    assert not move_photo(photo=second, up=False, by=by)


@pytest.mark.parametrize("missing", ["caption", "alternative"])
def test_nothing_is_published_without_its_words(by, missing):
    photo = make_photo(**{missing: ""})
    with pytest.raises(ValidationError, match="needs a caption and an alternative text"):
        publish_photo(photo=photo, by=by, now=timezone.now())
    describe(photo, by, **{missing: "Forty of us"})
    assert publish_photo(photo=photo, by=by, now=timezone.now())
    assert not publish_photo(photo=photo, by=by, now=timezone.now())
    with pytest.raises(ValidationError, match="needs a caption and an alternative text"):
        describe(photo, by, **{missing: ""})
    assert list(Photo.objects.published()) == [photo]


@pytest.mark.parametrize("missing", ["caption", "alternative"])
def test_the_database_itself_knows_that_rule(missing):
    photo = make_photo(**{missing: ""})
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(published_at=timezone.now())


def test_words_that_somebody_else_changed_are_not_overwritten(by):
    photo = make_photo(caption="All of us")
    stamp = stamp_of(words_of(photo))
    describe(photo, by, caption="Everybody")
    with pytest.raises(StalePhotoError) as stale:
        describe_photo(photo=photo, stamp=stamp, caption="We", alternative="Forty", credit="", by=by)
    assert stale.value.photo.caption == "Everybody"
    assert not describe(photo, by)


def test_public_pages_learn_of_what_is_public_alone(by):
    photo = make_photo()
    describe(photo, by, caption="Everybody")
    assert ContentVersion.current() == 0
    publish_photo(photo=photo, by=by, now=timezone.now())
    describe(photo, by, caption="We")
    hide_photo(photo=photo, by=by)
    assert ContentVersion.current() == 3
    assert not hide_photo(photo=photo, by=by)
    assert not Photo.objects.published()


def test_one_photo_is_the_group_photo(by):
    meeting = make_meeting()
    first, second = make_photo(meeting), make_photo(meeting)
    other = make_photo(is_group_photo=True)
    for photo in (first, second, second):
        mark_group_photo(photo=photo, by=by)
        assert meeting.photos.get(is_group_photo=True) == photo
    assert Photo.objects.get(pk=other.pk).is_group_photo


def test_a_photo_that_is_taken_out_leaves_a_record_and_no_file(by, django_capture_on_commit_callbacks):
    photo = add(make_meeting(), by)
    describe(photo, by, caption="Ada and Grace", alternative="Two people", credit="Ada")
    publish_photo(photo=photo, by=by, now=timezone.now())
    mark_group_photo(photo=photo, by=by)
    files = files_of(photo)
    with django_capture_on_commit_callbacks() as later:
        assert remove(photo, by)
        assert all(map(default_storage.exists, files))
    for delete in later:
        delete()
    assert not any(map(default_storage.exists, files))
    row = Photo.objects.get()
    assert row.removed_at
    assert (row.caption, row.alternative, row.credit, row.is_group_photo, files_of(row)) == (
        "",
        "",
        "",
        False,
        [""] * 3,
    )
    deed = Activity.objects.get(verb="removed")
    assert deed.detail == {"reason": "Asked", "on_request": True}
    assert not remove(photo, by)


def test_records_do_not_name_who_is_in_a_photo(by):
    photo = make_photo(caption="Ada and Grace")
    publish_photo(photo=photo, by=by, now=timezone.now())
    remove(photo, by)
    assert not any("Ada" in f"{deed.target_label} {deed.detail}" for deed in Activity.objects.all())


def test_what_somebody_asked_to_have_taken_out_does_not_come_back(by):
    meeting = make_meeting()
    remove(add(meeting, by), by, on_request=True)
    with pytest.raises(ValidationError, match="so it stays out"):
        add(meeting, by)
    remove(add(meeting, by, colour="blue"), by, on_request=False)
    assert add(meeting, by, colour="blue").pk
