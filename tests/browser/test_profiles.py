"""A liaison keeps the organization's page up to date in a real browser."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from organizations.actions.profiles import update_profile, version_of
from organizations.models import Organization
from tests.factories import make_field, make_figure, make_liaison, make_organization, make_user
from tests.support.accounts import sign_in
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look

pytestmark = pytest.mark.django_db(transaction=True)
EDIT = "/members/abc/edit/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def abc():
    make_field("law")
    organization = make_organization("ABC", about="We *are*.", city="Ghent", country="BE", study_fields=["music"])
    make_figure(organization, kind="countries", value=12)
    return organization


@pytest.fixture
def enter(abc, client, live_server):
    """Signs the liaison in on a page and opens the form."""

    def open_form(page):
        sign_in(client, make_liaison(organization=abc).user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}{EDIT}")
        return page

    return open_form


def logo():
    file = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(file, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_what_becomes_public_is_seen_before_it_is_saved(page, enter, abc, live_server):
    enter(page)
    page.get_by_label("About").fill("We **sing**.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("sing")
    assert Organization.objects.get().about == "We *are*."
    page.get_by_label("Law").check()
    page.get_by_label("New logo").set_input_files(logo())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    page.goto(f"{live_server.url}/members/abc/")
    expect(page.locator("main strong")).to_have_text("sing")
    assert page.locator(".profile-head img").evaluate("image => image.complete && image.naturalWidth") == 300


def test_without_a_script_too(new_context, enter, live_server):
    page = enter(new_context(java_script_enabled=False).new_page())
    page.get_by_label("City of the seat").fill("Bruges")
    page.get_by_role("button", name="Preview").click()
    assert "Bruges" in page.locator("#preview").inner_text()
    page.get_by_role("button", name="Save", exact=True).click()
    assert Organization.objects.get().city == "Bruges"
    page.get_by_label("Number").fill("31")
    page.get_by_label("As of").fill("2026")
    page.get_by_label("Source", exact=True).fill("Annual report")
    page.get_by_role("button", name="Add the figure").click()
    page.goto(f"{live_server.url}/members/abc/")
    assert "31" in page.locator("main").inner_text()


@pytest.mark.slow
@pytest.mark.once
def test_the_form_is_fit_for_everybody(page, enter, abc):
    enter(page)
    for _look in every_look(page):
        assert_fits(page)
        assert_accessible(page)
    assert_valid_html({"edit": page.content()})


@pytest.mark.once
def test_the_slower_of_two_sees_both_versions(page, enter, abc, console):
    enter(page)
    update_profile(organization=abc, version=version_of(abc), by=make_user(), city="Lyon")
    page.get_by_label("City of the seat").fill("Bruges")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".alert")).to_contain_text("Lyon")
    assert all("409" in fault for fault in console)
    console.clear()
    for _look in every_look(page):
        assert_fits(page)
        assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    assert Organization.objects.get().city == "Bruges"
