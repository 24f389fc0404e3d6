"""Pictures that are put into a report."""

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from meetings.actions import report_images
from meetings.actions.report_images import add_image
from organizations.models import Activity
from tests.factories import make_report, make_reportimage, make_user
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db


def add(report, file, alternative="Forty people"):
    return add_image(report=report, file=file, alternative=alternative, by=None)


def test_a_picture_is_drawn_anew_and_smaller():
    image = add(make_report(), picture("PNG", (3200, 800)))
    assert (image.width, image.height) == (1600, 400)
    with Image.open(image.file) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (1600, 400))
    assert image.get_absolute_url() == f"/reports/images/{image.pk}/{image.file_name}"


def test_the_same_file_is_one_picture_of_the_report_and_another_ones_too():
    report = make_report()
    first = add(report, picture())
    assert add(report, picture(), "Others") == first
    assert add(make_report(), picture()) != first
    assert add(report, picture(colour="blue")) != first
    assert Activity.objects.filter(verb="added a picture").count() == 3


def test_who_added_it_is_on_record():
    alice = make_user()
    image = add_image(report=make_report(), file=picture(), alternative="", by=alice)
    assert (image.added_by, Activity.objects.get().actor) == (alice, alice)


def test_a_report_has_so_many_pictures_and_no_more(monkeypatch):
    monkeypatch.setattr(report_images, "MOST_IMAGES", 1)
    report = make_reportimage().report
    with pytest.raises(ValidationError):
        add(report, picture())


@pytest.mark.parametrize("payload", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\x89PNG\r\n"])
def test_what_is_no_picture_is_refused(payload, tmp_path):
    file = tmp_path / "x.png"
    file.write_bytes(payload)
    report = make_report()
    with file.open("rb") as opened, pytest.raises(ValidationError):
        add(report, opened)
    assert not report.images.exists()
