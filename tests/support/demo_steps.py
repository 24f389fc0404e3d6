"""Steps that several stories of the demo have in common, each of a person in a browser."""

import re

from playwright.sync_api import expect


def sign_in_as(page, name):
    """By the demo's own page."""
    page.goto("/demo/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    expect(page).to_have_url(re.compile("/desk/$"))
    return page


def mail_to(page, address):
    """The newest mail to `address` on the demo's page, opened."""
    page.goto("/demo/")
    letter = page.locator("details.letter").filter(has_text=f"to {address}").first
    if letter.get_attribute("open") is None:
        letter.locator("summary").click()
    return letter


def name_successor(page, before, name, address, note, since=None):
    """`page` is that of `before`, a person's name; `address` becomes the successor's, `since` another first day."""
    page.goto("/desk/")
    page.get_by_role("link", name="Who speaks for it").click()
    page.get_by_role("link", name=f"Name a successor to {before}").click()
    page.get_by_label("E-mail", exact=True).fill(address)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("A note for the hand-over", exact=True).fill(note)
    if since:
        page.get_by_label("First day of the successor").fill(str(since))
    page.get_by_role("button", name="Name and invite").click()
    expect(page).to_have_url(re.compile("/hand-overs/"))


def take_over(page, address, *told):
    """The successor has no account, comes by the link of the mail, and reads what was `told`."""
    mail_to(page, address).get_by_role("link").first.click()
    page.get_by_role("button", name="Accept and sign in").click()
    expect(page).to_have_url(re.compile("/hand-overs/"))
    main = page.locator("main")
    for words in told:
        expect(main).to_contain_text(words)
    page.get_by_role("button", name="I take over").click()
    expect(main).to_contain_text("The hand-over is complete.")
