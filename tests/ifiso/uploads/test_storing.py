"""Files go with their rows, whichever way the rows go, and never before that is certain."""

import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from ifiso.images import drawn
from ifiso.uploads.storing import let_files_go_with, stored
from meetings.actions.photos import add_photo
from meetings.actions.post_imports import forget_import, keep_posts
from meetings.actions.report_images import STORAGE, add_image
from meetings.models import Document, Meeting, Photo, Report, ReportImage
from tests.factories import (
    make_document,
    make_importedpicture,
    make_meeting,
    make_photo,
    make_report,
    make_reportimage,
    make_source,
    make_user,
)
from tests.support.admin import admin_url, change
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)


class UndoneError(Exception):
    pass


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(media):
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def content(name):
    return ContentFile(b"x", name=name)


def photo_of(meeting):
    return make_photo(meeting=meeting, **{size: content(f"{size}.webp") for size in Photo.SIDES})


@pytest.fixture
def meeting(media):
    """With a document and a photo, and a report that holds a picture."""
    meeting = make_meeting()
    make_document(meeting=meeting, file=content("minutes.pdf"))
    make_photo(meeting=meeting, **{size: content(f"{size}.webp") for size in Photo.SIDES})
    make_reportimage(report=make_report(meeting=meeting), file=content("stairs.webp"))
    return meeting


def delete(rows):
    with transaction.atomic():
        let_files_go_with(rows)
        rows.delete()


def test_the_files_of_a_meeting_go_with_it_and_those_of_its_report_with_that(meeting, media):
    assert len(files(media)) == 5
    delete(Meeting.objects.all())
    assert files(media) == ["stairs.webp"]
    delete(Report.objects.all())
    assert files(media) == []


def test_files_stay_where_the_deletion_is_undone(meeting, media):
    before = files(media)
    with pytest.raises(UndoneError), transaction.atomic():
        delete(Meeting.objects.all())
        delete(Report.objects.all())
        assert not ReportImage.objects.exists()
        raise UndoneError
    assert files(media) == before
    assert Document.objects.get().file.read() == b"x"


def test_a_file_that_two_rows_name_goes_with_the_last_of_them(media):
    first = make_document(file=content("minutes.pdf"))
    make_document(file=first.file.name)
    delete(Document.objects.filter(pk=first.pk))
    assert files(media) == ["minutes.pdf"]
    delete(Document.objects.all())
    assert files(media) == []


def test_the_back_office_deletes_the_files_of_what_it_deletes(client, root, media):
    meeting = make_meeting()
    make_document(meeting=meeting, file=content("minutes.pdf"))
    client.post(admin_url(meeting, "delete", meeting.pk), {"post": "yes"})
    assert (Meeting.objects.count(), files(media)) == (0, [])


def test_the_back_office_deletes_the_files_of_several_at_once(client, root, media):
    chosen = [make_document(meeting=make_meeting(), file=content("minutes.pdf")).meeting_id for _ in range(2)]
    said = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    client.post(admin_url(Meeting, "changelist"), said)
    assert (Meeting.objects.count(), files(media)) == (0, [])


def test_the_back_office_deletes_the_files_of_rows_that_are_struck_out(client, root, media):
    report = make_report(source=make_source())
    _struck, kept = (make_reportimage(report=report, file=content(f"{name}.webp")) for name in ("stairs", "hall"))
    change(client, report, **{"images-0-DELETE": "on"})
    assert [*ReportImage.objects.all()] == [kept]
    assert files(media) == ["hall.webp"]


def test_pictures_go_with_the_import_that_brought_them(media):
    picture = make_importedpicture(file=content("all-of-us.webp"))
    forget_import(post_import=picture.post_import, by=None)
    assert files(media) == []


def test_a_file_is_gone_if_what_speaks_of_it_fails(media):
    with pytest.raises(UndoneError), stored("documents/minutes.pdf", content("minutes.pdf"), storage=STORAGE):
        assert files(media) == ["minutes.pdf"]
        raise UndoneError
    assert files(media) == []


def add_to_report():
    add_image(report=make_report(), file=picture(), alternative="", by=None)


def add_to_album():
    add_photo(meeting=make_meeting(), file=picture(), by=None)


def send_in():
    drawings = drawn(picture(), sides=[100, 50])
    keep_posts(proposals=[], drawings=[("a.png", drawings[0]), ("b.png", drawings[1])], by=make_user())


@pytest.mark.parametrize(
    ("add", "module", "count"),
    [(add_to_report, "report_images", 1), (add_to_album, "photos", 3), (send_in, "post_imports", 2)],
)
def test_pictures_that_are_not_recorded_leave_no_file(media, monkeypatch, add, module, count):
    seen = []

    def fail(*args, **kwargs):
        seen.extend(files(media))
        raise UndoneError

    monkeypatch.setattr(f"meetings.actions.{module}.record", fail)
    with pytest.raises(UndoneError):
        add()
    assert len(seen) == count
    assert files(media) == []
