"""The agenda in visitors' hands: on a corridor, in another zone, without a network, without a script, on paper."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from organizations.pages import shelf
from tests.factories import make_meeting, make_organization, make_room, make_session, make_star, make_topic, make_user
from tests.support.accounts import sign_in
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/meetings/big/agenda/"
# The sum of all layout shifts so far that the viewer did not cause.
SHIFTS = """() => new Promise((done) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) total += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(total), 400);
})"""
# A busy machine paints lines that are still being read, and completes them; a font that comes late moves far more.
UNSEEN = 0.002
KEPT = "(path) => caches.match(path, { ignoreVary: true }).then(Boolean)"


@pytest.fixture
def first_day():
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.fixture
def meeting(first_day):
    """It runs: four days from today, each with fifteen sessions, most of them three at once."""
    shelf.clear()
    last = first_day + timedelta(days=3)
    made = make_meeting(
        slug="big", kind="other", title="Big", year=last.year, starts_on=f"{first_day:%F}", ends_on=f"{last:%F}"
    )
    rooms = [make_room(made, name=name, position=place) for place, name in enumerate(("Aula", "Loft", "Studio"))]
    topics, leads = (
        [make_topic("Boards"), make_topic("Alumni")],
        [make_organization("IAPS"), make_organization("EFPSA")],
    )
    for day in range(4):
        fill_day(made, first_day + timedelta(days=day), day + 1, rooms, topics, leads)
    return made


def fill_day(meeting, midnight, day, rooms, topics, leads):
    def add(start, minutes, title, **fields):
        starts_at = midnight + timedelta(hours=start)
        times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes)}
        return make_session(meeting, day=day, title=f"{title} {day}", **times, **fields)

    add(9, 60, "Opening", kind="plenary", everywhere=True)
    for start in (10, 12, 14):
        for room in rooms:
            fields = {"room": room, "leads": leads[: start % 4], "kind": "training" if room == rooms[0] else "workshop"}
            session = add(start, 90, f"{room} at {start}", **fields)
            if room != rooms[2]:
                session.topics.add(topics[rooms.index(room)])
        add(start + 1.5, 30, "Break", kind="break")
    add(16, 60, "Open space", kind="open_space", room=rooms[0])
    add(20, 300, "Evening", kind="social", everywhere=True)


@pytest.fixture
def now(page, first_day):
    """Let the device think that it is so many hours after the first day's midnight."""
    return lambda hours: page.clock.set_fixed_time(first_day + timedelta(hours=hours))


@pytest.fixture
def account(live_server):
    """The cookie of somebody who is signed in, and who that is."""
    client, user = Client(), make_user()
    sign_in(client, user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": live_server.url}, user


def star(page, title):
    return page.get_by_role("button", name=f"Star: {title}", exact=True)


def shown(page):
    return page.locator("#agenda article:visible").count()


@pytest.mark.slow
def test_it_is_good_in_every_look(page, meeting):
    page.goto(PATH)
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.slow
def test_its_pages_are_valid_html(client, meeting):
    paths = [PATH, f"{PATH}?kind=training", meeting.sessions.first().get_absolute_url()]
    assert_valid_html({path: client.get(path).text for path in paths})


def test_parallel_sessions_stand_side_by_side_on_a_desk_and_below_each_other_on_a_phone(page, meeting):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(PATH)
    boxes = [page.get_by_role("article").filter(has_text=f"{room} at 10 1").bounding_box() for room in ("Aula", "Loft")]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    opening = page.get_by_role("article").filter(has_text="Opening 1").bounding_box()
    assert opening["width"] > 2 * boxes[0]["width"]
    page.set_viewport_size({"width": 375, "height": 800})
    boxes = [page.get_by_role("article").filter(has_text=f"{room} at 10 1").bounding_box() for room in ("Aula", "Loft")]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu"])
@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_while_it_loads(new_context, meeting, width, zone):
    page = new_context(viewport={"width": width, "height": 700}, timezone_id=zone).new_page()
    for path in (PATH, f"{PATH}?topic=alumni", meeting.sessions.first().get_absolute_url()):
        page.goto(path)
        assert page.evaluate(SHIFTS) < UNSEEN, path


def test_it_jumps_to_what_is_on_once_and_says_what_is_next(page, meeting, now):
    now(12.25)
    page.goto(PATH)
    on = page.get_by_role("article").filter(has_text="Loft at 12 1")
    expect(on).to_have_attribute("aria-current", "time")
    expect(on).to_be_in_viewport()
    bar = page.locator("#now-next")
    expect(bar).to_contain_text("Now Aula at 12 1, Loft at 12 1, Studio at 12 1")
    expect(bar).to_contain_text("Next 13:30 Break 1")
    expect(page.locator("[aria-current=time]")).to_have_count(3)
    page.evaluate("scrollTo(0, 0)")
    page.reload()
    expect(bar).to_contain_text("Loft at 12 1")
    assert page.evaluate("scrollY") == 0
    now(23.5 + 24)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(bar).to_contain_text("Now Evening 2")
    expect(bar).to_contain_text(re.compile(r"Next \w{3} \d+ 09:00 Opening 3"))


def test_a_link_to_a_day_is_not_jumped_away_from(page, meeting, now):
    now(12.25)
    page.goto(f"{PATH}#day-3")
    expect(page.locator("#now-next")).to_contain_text("Loft at 12 1")
    expect(page.locator("#day-3")).to_be_in_viewport()


def test_the_viewers_own_clock_stands_beside_the_meetings_where_it_differs(new_context, meeting):
    page = new_context(timezone_id="Asia/Kathmandu").new_page()
    page.goto(PATH)
    expect(page.get_by_text("Where you are:")).to_contain_text("UTC+05:45")
    opening, evening = (
        page.locator(".slot", has_text=f"{title} 1").locator(".clock") for title in ("Opening", "Evening")
    )
    expect(opening).to_have_attribute("data-yours", "14:45")
    expect(evening).to_have_attribute("data-yours", re.compile(r"^\w{3} \d+ 01:45$"))
    same = new_context(timezone_id="Africa/Abidjan").new_page()
    same.goto(PATH)
    expect(same.get_by_text("Where you are:")).to_be_hidden()


def test_filters_work_at_once_and_their_address_can_be_shared(page, meeting):
    page.goto(PATH)
    page.get_by_label("Kind").select_option("training")
    expect(page.get_by_role("status").filter(has_text="12 of 48 sessions")).to_be_visible()
    assert shown(page) == 12
    page.get_by_label("Topic").select_option("alumni")
    expect(page.get_by_text("No session matches all of this.")).to_be_visible()
    page.get_by_label("Kind").select_option("")
    assert shown(page) == 12
    expect(page).to_have_url(re.compile(r"\?topic=alumni$"))
    page.reload()
    assert shown(page) == 12
    page.get_by_label("Topic").select_option("")
    assert shown(page) == 60


def test_without_scripts_a_button_filters_and_nothing_is_missing(new_context, meeting):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(PATH)
    assert shown(page) == 60
    expect(page.get_by_label("My stars only")).to_be_hidden()
    expect(page.locator(".star").first).to_be_hidden()
    page.get_by_label("Topic").select_option("alumni")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"\?topic=alumni&kind=&organization=$"))
    assert shown(page) == 12


def test_stars_stay_on_the_device(page, meeting):
    page.goto(PATH)
    star(page, "Loft at 10 1").click()
    star(page, "Evening 2").click()
    page.reload()
    expect(star(page, "Loft at 10 1")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("My stars only").check()
    assert shown(page) == 2
    star(page, "Evening 2").click()
    assert shown(page) == 1
    page.locator("#agenda").get_by_role("link", name="Loft at 10 1").click()
    expect(page.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "true")


def test_a_device_hands_its_stars_over_and_then_keeps_in_step_with_the_account(page, meeting, account):
    cookie, user = account
    page.goto(PATH)
    star(page, "Loft at 10 1").click()
    page.context.add_cookies([cookie])
    page.goto(f"{PATH}mine/")
    expect(page.get_by_text("This device keeps stars that are not in your account: Loft at 10 1.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Take over the stars of this device").click()
    expect(page.get_by_role("button", name="Remove: Loft at 10 1")).to_be_visible()
    expect(page.get_by_text("This device keeps")).to_be_hidden()
    make_star(user, meeting.sessions.get(title="Evening 3"))
    page.goto(PATH)
    expect(star(page, "Evening 3")).to_have_attribute("aria-pressed", "true")
    with page.expect_response(lambda response: response.request.method == "POST"):
        star(page, "Loft at 10 1").click()
    assert [one.session.title for one in user.stars.all()] == ["Evening 3"]
    page.context.clear_cookies()
    page.reload()
    expect(star(page, "Evening 3")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_last_seen_agenda_opens_without_a_network(page, meeting, console):
    session = meeting.sessions.get(title="Opening 1").get_absolute_url()
    page.goto(PATH)
    page.wait_for_function(KEPT, arg=PATH)
    page.goto(session)
    page.wait_for_function(KEPT, arg=session)
    page.context.set_offline(True)
    page.goto(PATH)
    expect(page.get_by_text("You are offline. This is the agenda as of")).to_be_visible()
    assert_accessible(page)
    assert shown(page) == 60
    page.goto(f"{PATH}?kind=training")
    assert shown(page) == 12
    page.goto(session)
    expect(page.get_by_role("heading", level=1)).to_have_text("Opening 1")
    page.context.set_offline(False)
    page.goto(PATH)
    expect(page.get_by_text("You are offline.")).to_be_hidden()
    console.clear()


def test_no_private_page_is_kept(page, meeting, account):
    page.context.add_cookies([account[0]])
    page.goto(PATH)
    page.wait_for_function(KEPT, arg=PATH)
    page.goto(f"{PATH}mine/")
    page.goto("/desk/")
    page.goto("/members/")
    kept = page.evaluate(
        "caches.open('agenda-pages-1').then((cache) => cache.keys()).then((all) => all.map((one) => one.url))"
    )
    assert [re.sub("^http://[^/]+", "", url) for url in kept] == [PATH]


def test_each_day_is_one_sheet_of_paper(page, meeting):
    page.goto(PATH)
    document = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 4
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][\d.]* 84[12][\d.]*\]", document)  # A4 in points
