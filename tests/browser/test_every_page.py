"""Every kind of page, with the archive and the demo in it: in each look, by keyboard, without scripts, as HTML."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Session
from organizations.models import Enquiry, User
from tests.support.accounts import sign_in
from tests.support.full_site import full_site, session_of
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look, set_look
from tests.support.registry import demo_meeting, public_paths

__all__ = ["full_site", "session_of"]

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

# One page of each kind, and more where a kind looks different when there is more, less or nothing to show.
PAGES = [
    "/",
    "/members/",
    "/members/?q=law&standing=former",
    "/members/ifmsa/",
    "/members/elsa/",
    "/members/inastra/",
    "/meetings/",
    "/meetings/autumn-2016/",
    "/meetings/autumn-2013/",
    "/meetings/autumn-2016/agenda/",
    "session",
    "/meetings/autumn-2016/participants/",
    "running",
    "running/agenda/",
    "running/participants/",
    "open",
    "announced",
    "/attendance/",
    "/attendance/?kind=other",
    "/reports/",
    "/reports/ifmsa-at-lisbon-2016/",
    "/outcomes/",
    "outcome",
    "/search/?q=fundrasing",
    "/topics/",
    "/topics/grants-and-fundraising/",
    "/partners/",
    "/history/",
    "/enquire/",
    "/privacy/",
    "/demo/",
]
# As HTML they are read here; how they look is seen where their own tests are.
MORE = ["/members/?q=xyzzy", "/demo/", "/nowhere/", "/accounts/login/", "/accounts/signup/", "/accounts/invitation/x/"]
FILES = (".ics", ".json", ".txt", ".xml", "/feed/")
ACCOUNT = [
    f"/accounts/{page}/" for page in ("2fa", "2fa/totp/activate", "2fa/webauthn/add", "sessions", "email", "logout")
]
PRIVATE = {"/desk/": "alice", "/office/": "dana", "enquiry": "dana"}


@pytest.fixture(scope="module")
def browser_context_args(full_site):
    return {"base_url": full_site, "reduced_motion": "reduce"}


def address(name):
    """The path of a page; of those whose address depends on today, by what they show."""
    if name.startswith("/"):
        return name
    if name == "session":
        return Session.objects.public().filter(meeting__slug="autumn-2016").exclude(abstract="")[0].get_absolute_url()
    if name == "outcome":
        return next(path for path in public_paths() if path.startswith("/outcomes/") and path != "/outcomes/")
    if name == "enquiry":
        return reverse("office_enquiry", args=[Enquiry.objects.waiting().first().pk])
    phase, _, rest = name.partition("/")
    return demo_meeting({"open": "registration_open"}.get(phase, phase)).get_absolute_url() + rest


def assert_good(page):
    for _look in every_look(page):
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize("name", PAGES)
def test_public_pages_are_good_in_every_look(page, name):
    assert page.goto(address(name)).status == 200
    assert_good(page)


@pytest.mark.parametrize("name", PRIVATE)
def test_private_pages_are_good_in_every_look(page, session_of, name):
    page.context.add_cookies([session_of[PRIVATE[name]]])
    assert page.goto(address(name)).status == 200
    assert_good(page)


def test_the_page_for_what_is_not_there_is_good_in_every_look(page, console):
    assert page.goto("/members/nobody/").status == 404
    assert_good(page)
    assert "404" in console.pop()


def test_every_page_is_valid_html(full_site):
    stranger, alice, dana = Client(), Client(), Client()
    sign_in(alice, User.objects.get(email="alice@demo.example"))
    sign_in(dana, User.objects.get(email="dana@demo.example"))
    asked = [(stranger, path) for path in [*public_paths(), *MORE]]
    asked += [(alice, path) for path in ("/desk/", *ACCOUNT)]
    asked += [(dana, path) for path in ("/desk/", "/office/", "/office/?state=answered", address("enquiry"))]
    answers = {f"{number} {path}": client.get(path) for number, (client, path) in enumerate(asked)}
    pages = {name: answer.text for name, answer in answers.items() if "text/html" in answer.headers["Content-Type"]}
    files = [name for name in answers if name.endswith(FILES)]
    assert len(pages) + len(files) == len(asked)
    assert_valid_html(pages)


# For each thing that can be focused: does it show when it is? (Its own outline or shadow, or that of what holds it.)
UNMARKED = """() => {
  const shows = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  };
  const found = [];
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (element.tabIndex < 0 || !element.checkVisibility()) continue;
    element.focus({focusVisible: true, preventScroll: true});
    if (document.activeElement !== element) found.push("takes no focus: " + element.outerHTML.slice(0, 120));
    else if (!shows(element)) found.push("shows no focus: " + element.outerHTML.slice(0, 120));
  }
  return found;
}"""


def test_every_page_can_be_used_by_keyboard(page):
    set_look(page, "light", 1280)
    for name in PAGES:
        page.goto(address(name))
        page.keyboard.press("Tab")
        skip = page.locator("a.skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        assert page.evaluate(UNMARKED) == [], name
        skip.focus()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_every_page_has_its_content_without_scripts(new_context):
    page = new_context(java_script_enabled=False).new_page()
    for name in PAGES:
        page.goto(address(name))
        expect(page.locator("main h1")).to_be_visible()
        assert len(page.locator("main").inner_text()) > 100, name


def test_without_scripts_the_button_filters_the_directory(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/members/")
    everybody = page.locator(".dir-row").count()
    page.get_by_label("Search").fill("medical")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url("/members/?q=medical&field=&country=&standing=")
    assert 0 < page.locator(".dir-row").count() < everybody
    expect(page.get_by_label("Search")).to_have_value("medical")


def test_with_scripts_the_directory_searches_while_one_types_and_remembers(page):
    page.goto("/members/")
    rows = page.locator(".dir-row")
    everybody = rows.count()
    page.get_by_label("Search").press_sequentially("iaps", delay=20)
    expect(rows).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("1 organization")
    expect(page).to_have_url("/members/?q=iaps&field=&country=&standing=")
    page.reload()
    expect(rows).to_have_count(1)
    expect(page.get_by_label("Search")).to_have_value("iaps")
    rows.first.click()
    expect(page).to_have_url("/members/iaps/")
    page.go_back()
    expect(rows).to_have_count(1)
    page.get_by_label("Search").fill("")
    expect(rows).to_have_count(everybody)
    page.go_back()
    expect(rows).to_have_count(1)
