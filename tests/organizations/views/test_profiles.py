"""The liaison's page of the organization."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organizations.actions.profiles import update_profile, version_of
from organizations.models import Figure, Organization
from tests.factories import make_figure, make_liaison, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def iaps():
    return make_organization("IAPS", city="Mulhouse", country="FR", about="We *are*.")


@pytest.fixture
def alice(iaps, client):
    """The liaison, signed in."""
    user = make_liaison(organization=iaps).user
    client.force_login(user)
    return user


def typed(organization, **changes):
    """What the browser sends of an untouched form, but for `changes`."""
    fields = {"about": organization.about, "city": organization.city, "country": organization.country.code}
    return {"version": version_of(organization), "founded": "", "website": "", "role_email": "", **fields, **changes}


def png():
    file = BytesIO()
    Image.new("RGB", (30, 30), "red").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue())


def test_member_edit_saves_and_shows_it_to_everybody(client, iaps, alice):
    answer = client.post(
        "/members/iaps/edit/", typed(iaps, city="Paris", role_email="external@iaps.example"), follow=True
    )
    assert b"Saved. The public page shows it now." in answer.content
    public = client.get("/members/iaps/").content.decode()
    assert "Paris" in public
    assert "external@iaps.example" not in public


def test_member_edit_shows_who_changed_what(client, iaps, alice):
    client.post("/members/iaps/edit/", typed(iaps, city="Paris"))
    page = client.get("/members/iaps/edit/").content.decode()
    assert "Changed the profile" in page
    assert str(alice) in page


def test_member_edit_previews_without_saving(client, iaps, alice):
    answer = client.post("/members/iaps/edit/", typed(iaps, about="We are **bold**.", preview="1"))
    assert b"<strong>bold</strong>" in answer.content
    assert b"Nothing is saved yet." in answer.content
    assert Organization.objects.get().about == "We *are*."


def test_member_edit_answers_htmx_with_the_preview_alone(client, iaps, alice):
    answer = client.post("/members/iaps/edit/", typed(iaps, preview="1"), headers={"hx-request": "true"})
    assert answer.content.strip().startswith(b'<section id="preview"')


def test_member_edit_loses_nothing_of_what_was_wrong(client, iaps, alice):
    answer = client.post("/members/iaps/edit/", typed(iaps, website="no address", about="Long thoughts"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a valid URL." in page
    assert "Long thoughts" in page
    assert Organization.objects.get().about == "We *are*."


def test_member_edit_shows_both_versions_to_the_slower_of_two(client, iaps, alice):
    stale = typed(iaps, city="Paris")
    update_profile(organization=iaps, version=version_of(iaps), by=make_user(), city="Lyon")
    answer = client.post("/members/iaps/edit/", stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Paris" in page
    assert "Lyon" in page
    assert Organization.objects.get().city == "Lyon"
    again = {**stale, "version": answer.context["form"]["version"].value()}
    assert client.post("/members/iaps/edit/", again).status_code == 302
    assert Organization.objects.get().city == "Paris"


def test_member_edit_takes_a_logo_and_everybody_sees_it(client, iaps, alice):
    client.post("/members/iaps/edit/", typed(iaps, logo=png()))
    url = Organization.objects.get().logo_url
    assert url in client.get("/members/iaps/").content.decode()
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("content", [b"<svg><script>alert(1)</script></svg>", b"\x89PNG broken", b"x" * 3_000_000])
def test_member_edit_refuses_a_logo_that_is_none(client, iaps, alice, content):
    answer = client.post("/members/iaps/edit/", typed(iaps, city="Paris", logo=SimpleUploadedFile("logo.png", content)))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"logo"}
    assert 'value="Paris"' in answer.content.decode()


def test_member_logo_of_yesterday_is_gone(client, iaps):
    assert client.get("/members/iaps/logo/iaps-0000.png").status_code == 404


FIGURE = {
    "kind": "countries",
    "value": "52",
    "as_of": "2026",
    "as_worded": "",
    "source_title": "Report",
    "source_url": "",
}


def test_member_figure_adds_and_withdraws(client, iaps, alice):
    client.post("/members/iaps/edit/figures/", FIGURE)
    figure = Figure.objects.get()
    assert "52" in client.get("/members/iaps/").content.decode()
    client.post("/members/iaps/edit/figures/", {"withdraw": figure.pk})
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"value": "many"}, {"as_of": "lately"}, {"source_title": ""}, {"kind": "member_organizations"}]
)
def test_member_figure_says_what_is_wrong(client, iaps, alice, wrong):
    answer = client.post("/members/iaps/edit/figures/", FIGURE | wrong)
    assert answer.status_code == 422
    assert answer.context["figure_form"].errors.keys() == wrong.keys()


@pytest.mark.parametrize("pk", ["0", "999", "x", ""])
def test_member_figure_of_another_cannot_be_withdrawn(client, iaps, alice, pk):
    make_figure(make_organization())
    assert client.post("/members/iaps/edit/figures/", {"withdraw": pk}).status_code == 404
    assert Figure.objects.count() == 1


def test_member_edit_is_closed_from_the_day_after_the_mandate(client, iaps):
    past = make_liaison(organization=iaps, until=date.today() - timedelta(days=2))  # noqa: DTZ011 - zones differ by a day
    client.force_login(past.user)
    assert client.get("/members/iaps/edit/").status_code == 404
    assert client.post("/members/iaps/edit/", typed(iaps, city="Paris")).status_code == 404


def test_member_edit_can_be_looked_at_by_those_elect(client, iaps):
    elect = make_liaison(organization=iaps, since=date.today() + timedelta(days=20))  # noqa: DTZ011 - zones differ by a day
    client.force_login(elect.user)
    assert client.get("/members/iaps/edit/").status_code == 200
    assert client.post("/members/iaps/edit/", typed(iaps, city="Paris")).status_code == 403
    assert Organization.objects.get().city == "Mulhouse"
