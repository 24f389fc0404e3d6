"""What each part in running a meeting opens of its workspace, and what not."""

from datetime import timedelta

import pytest

from meetings.models import Meeting
from organizations.clock import today
from tests.factories import make_helper, make_liaison, make_room
from tests.support.hosting import TOLD, address, set_hosting, tell

pytestmark = pytest.mark.django_db

EVERYBODYS = {"host", "host_details"}
PLANNERS = {"host_rooms"}
WATCHERS = {"call", "host_delegates", "host_waiting", "host_questions", "host_lists"}
WHOLE = {"host_settings", "host_helpers"}
OPEN = {
    "erin": EVERYBODYS | PLANNERS | WATCHERS | WHOLE,
    "elect": EVERYBODYS | PLANNERS | WATCHERS | WHOLE,
    "agenda": EVERYBODYS | PLANNERS,
    "logistics": EVERYBODYS | WATCHERS,
    "door": EVERYBODYS | WATCHERS,
    "charlie": set(),
}
# Where a part may change something, though it is not the host.
CHANGES = {"agenda": {"host_rooms"}}
TAKES_POSTS = ["host_details", "host_rooms", "host_settings", "host_helpers", "host_questions", "host_guest"]


@pytest.fixture
def stage():
    made = set_hosting()
    for name, role in {"agenda": "plans_agenda", "logistics": "sees_logistics", "door": "keeps_door"}.items():
        made.people[name] = make_helper(made.meeting, **{role: True}).user
    made.people["elect"] = make_liaison(organization=made.host, since=today() + timedelta(days=2)).user
    tell(made.people["paul"].delegates.get())
    make_room(made.meeting)
    return made


@pytest.mark.parametrize("who", OPEN)
def test_each_sees_its_own_pages_and_is_led_to_no_others(stage, who):
    client = stage.client(who)
    pages = {name: client.get(address(stage, name)) for name in EVERYBODYS | PLANNERS | WATCHERS | WHOLE}
    assert {name for name, page in pages.items() if page.status_code == 200} == OPEN[who]
    assert {page.status_code for name, page in pages.items() if name not in OPEN[who]} <= {404}
    if OPEN[who]:
        links = [link.url for _label, links in pages["host"].context["nav"] for link in links]
        assert {name for name in pages if address(stage, name) in links} == OPEN[who]
        assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("who", ["elect", "agenda", "logistics", "door"])
def test_whoever_is_no_host_changes_nothing_but_what_the_part_is_for(stage, who):
    client = stage.client(who)
    for name in TAKES_POSTS:
        expected = {422} if name in CHANGES.get(who, ()) else {403, 404}
        assert client.post(address(stage, name)).status_code in expected, name


def test_only_who_helps_with_logistics_sees_them_beside_the_host(stage):
    delegate = stage.people["paul"].delegates.get()
    paths = [
        address(stage, "host"),
        address(stage, "host_delegate", delegate.pk),
        address(stage, "host_list", "kitchen"),
    ]
    seen = {}
    for who in ("erin", "logistics", "door", "elect", "agenda"):
        client = stage.client(who)
        text = "".join(client.get(path).text for path in paths)
        seen[who] = {word for word in (TOLD["diet"], TOLD["allergies"]) if word in text}
    assert seen == {"erin": {"xdietx", "xallergyx"}, "logistics": {"xdietx", "xallergyx"}} | {
        who: set() for who in ("door", "elect", "agenda")
    }


def test_the_front_counts_people_only_for_those_who_may_know(stage):
    for who, counts in {"erin": True, "door": True, "agenda": False}.items():
        page = stage.client(who).get(address(stage, "host"))
        assert "Agenda released" in page.text
        assert ("Who comes" in page.text) is counts
    part = stage.client("agenda").get(address(stage, "host"), headers={"HX-Request": "true"})
    assert "Who comes" not in part.text


def test_the_desk_leads_those_elect_and_helpers_to_it_and_only_watchers_to_the_answers(stage):
    for who, answers in {"elect": True, "agenda": False}.items():
        page = stage.client(who).get("/desk/").text
        assert address(stage, "host") in page
        assert (address(stage, "call") in page) is answers


def test_a_meeting_that_was_called_off_asks_for_nothing(stage):
    Meeting.objects.update(state="cancelled")
    assert "Agenda released" not in stage.client("erin").get(address(stage, "host")).text
