"""The host's workspace: who sees how the registration stands, and what the host sets."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from organizations.clock import today
from tests.factories import (
    make_delegate,
    make_host,
    make_liaison,
    make_meeting,
    make_organization,
    make_question,
    make_user,
)
from tests.personas import ANONYMOUS
from tests.support.hosting import TOLD, address, make_waiting, set_hosting, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    made = set_hosting()
    tell(made.people["paul"].delegates.get())
    return made


def set_host_of_another_meeting(stage):
    """Charlie hosts one too, but not this one."""
    make_host(make_meeting(), stage.b)


def form_of(response):
    form = response.context["form"]
    return {field.name: field.value() if field.value() is not None else "" for field in form}


def typed(response):
    """The settings as a browser would send them back."""
    form = response.context["form"]
    return {
        field.name: "" if field.value() is None else field.field.widget.format_value(field.value()) for field in form
    }


def test_the_host_sees_what_it_plans_with(stage):
    page = stage.client("erin").get(address(stage, "host"))
    for words in (
        "Who comes",
        "xdietx",
        "Arrivals by hour",
        "Tallinn time",
        "23:00",
        "Beds each night",
        "Still missing",
    ):
        assert words in page.text
    assert "private" in page.headers["Cache-Control"]


@pytest.mark.parametrize("who", ["dana", "root"])
def test_who_oversees_all_sees_counts_and_nothing_of_diet_travel_and_nights(stage, who):
    page = stage.client(who).get(address(stage, "host"))
    assert "AAA" in page.text
    assert "Country of residence" in page.text
    for words in ("xdietx", "Diet</h2>", "Arrivals by hour", "Beds each night", "Invite a guest"):
        assert words not in page.text


def test_the_hosts_of_other_meetings_and_liaisons_of_guests_see_nothing(stage):
    set_host_of_another_meeting(stage)
    for who in ("alice", "bob", "charlie", "paul"):
        assert stage.client(who).get(address(stage, "host")).status_code == 404
    assert stage.client(ANONYMOUS).get(address(stage, "host")).status_code == 302


def test_the_hosts_deputy_does_what_the_host_does(stage):
    deputy = make_liaison(make_user("dep@example.org"), stage.host, kind="deputy").user
    stage.people["deputy"] = deputy
    client = stage.client("deputy")
    assert "xdietx" in client.get(address(stage, "host")).text
    assert client.get(address(stage, "host_settings")).status_code == 200


def test_who_was_the_hosts_liaison_sees_nothing_any_more(stage):
    stage.people["erin"].mandates.update(until=today() - timedelta(days=2))
    assert stage.client("erin").get(address(stage, "host")).status_code == 404


def test_after_the_promised_days_even_the_host_sees_no_logistics_though_nothing_was_erased_yet(stage):
    past = today() - timedelta(days=stage.meeting.logistics_kept_days + 1)
    Meeting.objects.update(starts_on=str(past), ends_on=str(past))
    client = stage.client("erin")
    page = client.get(address(stage, "host"))
    assert "are kept is over" in page.text
    delegate = stage.people["paul"].delegates.get()
    pages = page.text + client.get(address(stage, "host_delegate", delegate.pk)).text
    assert not [word for word in TOLD.values() if word in pages]
    assert client.get(address(stage, "host_list", "kitchen")).status_code == 403
    assert client.get(address(stage, "host_export", "rooms", "csv")).status_code == 403


def test_where_no_host_is_in_office_the_management_team_acts_and_still_sees_no_logistics(stage):
    stage.people["erin"].mandates.update(until="2021-01-01")
    client = stage.client("dana")
    assert client.get(address(stage, "host_settings")).status_code == 200
    assert client.get(address(stage, "host_list", "kitchen")).status_code == 403
    assert "xdietx" not in client.get(address(stage, "host")).text


def test_htmx_gets_the_figures_alone(stage):
    client = stage.client("erin")
    region = client.get(address(stage, "host"), headers={"HX-Request": "true"})
    assert region.text.lstrip().startswith('<div id="counts"')
    assert "HX-Request" in region.headers["Vary"]
    assert f'data-hx-get="{address(stage, "host")}"' in client.get(address(stage, "host")).text


def test_500_people_are_counted_in_few_queries(stage, django_assert_max_num_queries):
    make_question(stage.meeting, required=True)
    delegation = stage.a.delegations.get()
    for number in range(500):
        make_delegate(delegation, name=f"Person {number}", country="EE")
    client = stage.client("erin")
    with django_assert_max_num_queries(15):
        assert client.get(address(stage, "host")).context["counts"].parties[0].confirmed == 501
    with django_assert_max_num_queries(15):
        assert len(client.get(address(stage, "host_delegates")).context["page"]) == 100


def test_settings_are_typed_by_the_clocks_at_the_meeting(stage):
    client, url = stage.client("erin"), address(stage, "host_settings")
    values = typed(client.get(url)) | {"frozen_at": f"{stage.meeting.starts_on}T08:00", "capacity": "30", "quota": "2"}
    assert client.post(url, values).url == url
    stage.meeting.refresh_from_db()
    assert (stage.meeting.capacity, stage.meeting.quota) == (30, 2)
    assert f"{stage.meeting.frozen_at.astimezone(stage.meeting.zone):%H:%M}" == "08:00"
    assert "Nothing had changed." in client.post(url, typed(client.get(url)), follow=True).text


def test_a_doubled_hour_is_asked_for(stage):
    Meeting.objects.update(starts_on="2027-12-01", ends_on="2027-12-04", year=2027)
    client, url = stage.client("erin"), address(stage, "host_settings")
    values = typed(client.get(url)) | {"frozen_at": "2027-10-31T03:30"}
    asked = client.post(url, values)
    assert asked.status_code == 422
    assert "Say which one you mean" in asked.text
    client.post(url, values | {"frozen_at_reading": "1"})
    stage.meeting.refresh_from_db()
    assert stage.meeting.frozen_at.isoformat() == "2027-10-31T01:30:00+00:00"
    assert typed(client.get(url))["frozen_at_reading"] == ["1"]


def test_contradictory_settings_are_refused_and_kept_as_typed(stage):
    client, url = stage.client("erin"), address(stage, "host_settings")
    values = typed(client.get(url)) | {"capacity": "2", "quota": "3"}
    page = client.post(url, values)
    assert page.status_code == 422
    assert "more places than there are" in page.text
    assert form_of(page)["capacity"] == "2"


def test_who_saves_second_sees_both_versions_and_may_insist(stage):
    client, url = stage.client("erin"), address(stage, "host_settings")
    mine = typed(client.get(url)) | {"quota": "7"}
    Meeting.objects.filter(pk=stage.meeting.pk).update(quota=5)
    late = client.post(url, mine)
    assert late.status_code == 409
    assert [(one.yours, one.theirs) for one in late.context["differences"]] == [("7", "5")]
    assert client.post(url, mine | {"stamp": form_of(late)["stamp"]}).status_code == 302
    stage.meeting.refresh_from_db()
    assert stage.meeting.quota == 7


def test_an_organization_without_a_delegation_changes_nothing_about_the_page(stage):
    make_organization("ZZZ")
    make_waiting(stage.a.delegations.get(), registered_at=timezone.now())
    counts = stage.client("erin").get(address(stage, "host")).context["counts"]
    assert (counts.waiting, [row.party for row in counts.parties]) == (1, ["AAA"])
    assert reverse("host", args=["nowhere-1900"]) != address(stage, "host")
    assert stage.client("erin").get(reverse("host", args=["nowhere-1900"])).status_code == 404
