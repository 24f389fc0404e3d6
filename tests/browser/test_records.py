"""Reports, outcomes, partners and history in a real browser: each look, the keyboard, and no script at all."""

import pytest
from playwright.sync_api import expect

from organizations.models import Figure
from tests.factories import (
    make_agreement,
    make_document,
    make_figure,
    make_meeting,
    make_milestone,
    make_organization,
    make_outcome,
    make_partner,
    make_report,
    make_session,
    make_source,
)
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look

BODY = """Fifteen came.[^1]

## Day 1

> Alliances begin with two people.

| Organization | Delegates |
|---|--:|
| IFMSA | 2 |

![The group](/static/apple-touch-icon.png "On the stairs")

![Elsewhere](https://elsewhere.example/photo.jpg)

[^1]: One came late.
"""


@pytest.fixture
def paths(transactional_db):
    """Every page of records over one small archive, and the same pages with choices made."""
    ifmsa, lisbon = make_organization("IFMSA"), make_meeting(season="autumn", year=2016, city="Lisbon", slug="lisbon")
    source = make_source("ifmsa-2016", title="The report of 2016", url="https://example.org/")
    partner = make_partner("StudyPortals", source=source, website="https://example.org/")
    make_agreement(partner, ifmsa, source=source, note="To be renewed.")
    session = make_session(lisbon, title="Forming alliances", leads=[ifmsa, partner], source=source)
    outcome = make_outcome(lisbon, session=session, owners=[ifmsa], source=source, text="To be assessed.")
    make_outcome(lisbon, state="agreed", due_meeting=make_meeting(season="spring", year=2017), source=source)
    for number in range(14):
        make_report(published_on=str(2000 + number), organization=make_organization())
    make_report(slug="lisbon", body=BODY, meeting=lisbon, organization=ifmsa, source=source, is_demo=True)
    make_report(meeting=lisbon)
    for dated in ("1993", "1997", "2004-07-28"):
        make_milestone(dated=dated, source=source)
    for kind, value in ((Figure.Kind.MEMBER_ORGANIZATIONS, 28), (Figure.Kind.STUDENTS, 2_000_000)):
        make_figure(None, kind=kind, value=value, source=source, doubt="Perhaps.")
        make_figure(None, kind=kind, value=value * 9, as_of="2018", source=make_source())
    make_document(title="Minutes of IMISO", custodian=ifmsa, source=source)
    return [
        *("/reports/", "/reports/?year=2010&kind=report", "/reports/?year=1", "/reports/lisbon/"),
        *("/outcomes/", "/outcomes/?state=dropped", f"/outcomes/{outcome.pk}/", "/partners/", "/history/"),
    ]


@pytest.mark.slow
def test_every_page_of_records_is_good_in_every_look(page, paths):
    for path in paths:
        page.goto(path)
        for _ in every_look(page):
            assert_fits(page)
            assert_accessible(page)


def test_every_page_of_records_is_valid(client, paths):
    assert_valid_html({path: client.get(path).content.decode() for path in paths})


def test_a_reader_narrows_the_list_with_the_keyboard_and_without_a_script(new_context, paths):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/reports/")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    choice = page.get_by_role("link", name="2010 1")
    expect(choice).to_be_visible()
    choice.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/?year=2010")
    expect(page.locator(".writings > li")).to_have_count(1)
    expect(page.get_by_role("link", name="2010 1")).to_have_attribute("aria-current", "true")


def test_a_footnote_is_reached_and_left_again(page, paths):
    page.goto("/reports/lisbon/")
    page.get_by_role("link", name="[1]").click()
    expect(page.get_by_text("One came late.")).to_be_in_viewport()
    assert page.url.endswith("#text-fn1")
    page.locator(".footnote-backref").click()
    assert page.url.endswith("#text-fnref1")
