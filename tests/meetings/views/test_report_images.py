"""Pictures in reports, for whoever may read the report."""

import pytest

from meetings.actions.report_images import add_image
from meetings.models import Report
from tests.factories import make_report, make_reportimage
from tests.personas import set_stage
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return add_image(report=make_report(), file=picture(size=(60, 40)), alternative="Forty people", by=None)


def test_everybody_sees_it_for_good_and_nothing_in_it_runs(client, image):
    response = client.get(image.get_absolute_url())
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"


def test_of_a_draft_only_those_see_it_who_see_the_draft_and_nobody_keeps_it(image):
    stage = set_stage()
    Report.objects.update(state="draft", organization=stage.a)
    path = image.get_absolute_url()
    assert stage.client("charlie").get(path).status_code == 404
    response = stage.client("alice").get(path)
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["x.webp", "..%2Fx.webp", "%00", "x" * 3000])
def test_under_another_name_there_is_none(client, image, name):
    assert client.get(f"/reports/images/{image.pk}/{name}").status_code == 404


def test_a_file_that_is_gone_is_not_found(client):
    assert client.get(make_reportimage().get_absolute_url()).status_code == 404


def test_its_page_knows_its_size_before_it_comes(client, image):
    make_report(slug="with", body=f"![Forty people]({image.get_absolute_url()})")
    page = client.get("/reports/with/").text
    assert 'width="60"' in page
    assert 'height="40"' in page
