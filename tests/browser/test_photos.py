"""An album in a real browser: photos chosen and dropped, described, published and looked at, also without a script."""

import base64

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from meetings.actions.photos import add_photo
from meetings.models import Photo
from tests.support.accounts import sign_in
from tests.support.hosting import address, set_hosting
from tests.support.pages import assert_accessible, assert_fits, every_look
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """([files, type]) => {
  const data = new DataTransfer();
  for (const [name, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name, { type }));
  const form = document.getElementById("add");
  for (const kind of ["dragenter", "dragover", "drop"])
    form.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    return set_hosting()


def enter(page, live_server, user):
    client = Client()
    sign_in(client, user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def upload(name, **options):
    content = picture("JPEG", **{"size": (1200, 900), **options}).getvalue()
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def published(stage, colour, size=(1200, 900), **fields):
    photo = add_photo(meeting=stage.meeting, file=picture("JPEG", size, colour), by=stage.people["erin"])
    words = {"caption": f"A {colour} day", "alternative": f"Everything is {colour}", "credit": "Ada", **fields}
    Photo.objects.filter(pk=photo.pk).update(published_at=timezone.now(), **words)
    return photo


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


def test_photos_are_chosen_and_dropped_described_and_published(page, stage, live_server, console):
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_photos"))
    broken = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"}
    page.get_by_label("Add photos").set_input_files([upload("red.jpg"), broken, upload("again.jpg")])
    status = page.locator(".said")
    expect(status).to_have_text("3 of 3 photos are through, 2 of them refused.")
    lines = page.locator(".uploads > li")
    expect(lines.nth(0)).to_contain_text("added")
    expect(lines.nth(1)).to_contain_text("no PNG, JPEG or WebP picture")
    expect(lines.nth(2)).to_contain_text("in the album already")
    assert all("422" in fault for fault in console)
    console.clear()

    # What was typed for the first stays while the next ones come.
    page.get_by_label("Caption").fill("All of us")
    dropped = [[name, base64.b64encode(upload(name, colour=name)["buffer"]).decode()] for name in ("green", "blue")]
    page.evaluate(DROP, [dropped, "image/jpeg"])
    expect(status).to_have_text("5 of 5 photos are through, 2 of them refused.")
    expect(page.locator(".photo-card")).to_have_count(3)
    expect(page.get_by_label("Caption").first).to_have_value("All of us")
    page.get_by_label("Alternative text").first.fill("Forty people on stairs")
    page.get_by_role("button", name="Publish all that are complete").click()
    expect(page.get_by_role("status").first).to_contain_text("1 photo is published.")
    expect(page.locator(".fate").first).to_contain_text("published")
    page.get_by_role("button", name="This is the group photo").first.click()
    expect(page.locator(".fate").first).to_contain_text("the group photo")
    page.locator(".ups [name=down]").first.press("Enter")
    expect(page.locator(".photo-card").nth(1).get_by_label("Caption")).to_have_value("All of us")

    page.goto(stage.meeting.get_absolute_url())
    expect(page.get_by_role("img", name="Forty people on stairs")).to_be_visible()
    page.get_by_role("link", name="The album, 1 photo").click()
    page.get_by_role("link", name="Forty people on stairs").press("Enter")
    expect(page.get_by_role("heading", name="All of us")).to_be_visible()
    shown = page.get_by_role("img", name="Forty people on stairs")
    assert shown.evaluate("image => image.naturalWidth") > 0


def test_a_file_that_is_too_large_is_not_even_sent(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_photos"))
    page.locator("#add").evaluate("form => { form.dataset.most = 100 }")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("Add photos").set_input_files([upload("large.jpg")])
    expect(page.locator(".uploads > li")).to_contain_text("larger than 20 MB")
    assert not sent


def test_without_a_script_several_files_are_added_described_and_taken_out(new_context, stage, live_server):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_photos"))
    page.get_by_label("Add photos").set_input_files([upload("red.jpg"), upload("blue.jpg", colour="blue")])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("2 photos are added.")).to_be_visible()
    page.get_by_label("Caption").first.fill("All of us")
    page.get_by_label("Alternative text").first.fill("Forty people")
    page.get_by_role("button", name="Publish", exact=True).first.click()
    expect(page.get_by_text("The photo is published.")).to_be_visible()
    page.get_by_role("link", name="Take out…").first.click()
    page.get_by_label("A person in the photo asked for this").check()
    page.get_by_label("Reason").fill("Asked by mail")
    page.get_by_role("button", name="Take the photo out").click()
    expect(page.get_by_text("1 photo was taken out.")).to_be_visible()
    expect(page.locator(".photo-card")).to_have_count(1)


@pytest.mark.slow
def test_every_page_of_an_album_suits_everybody(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    group = published(stage, "teal", is_group_photo=True)
    published(stage, "brown", size=(900, 1200), caption="A" + " very long caption" * 16)
    published(stage, "navy")
    paths = [group.get_absolute_url(), stage.meeting.get_absolute_url(), address(stage, "album")]
    names = [("host_photos",), ("photo_edit", group.pk), ("photo_remove", group.pk)]
    for path in [*paths, *(address(stage, *name) for name in names)]:
        assert page.goto(path).status == 200
        look_at(page)


def test_pictures_take_their_place_before_they_have_come(page, stage):
    for colour in ("teal", "navy", "brown", "olive"):
        published(stage, colour, size=(900, 1200) if colour == "navy" else (1200, 900))
    held, is_open = [], False
    page.route("**/*.webp", lambda route: route.continue_() if is_open else held.append(route))
    page.goto(address(stage, "album"), wait_until="domcontentloaded")
    expect(page.locator(".album img")).to_have_count(4)
    page.wait_for_timeout(200)
    boxes = "[...document.querySelectorAll('.album li')].map((one) => JSON.stringify(one.getBoundingClientRect()))"
    before = page.evaluate(boxes)
    assert held
    is_open = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    assert page.locator(".album img").first.evaluate("image => image.naturalWidth") > 0
    assert page.evaluate(boxes) == before
