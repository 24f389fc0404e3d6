"""The host's page before a release, and the pages on which everybody reads what was released."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions.plans import add_plan, change_plan, remove_plan
from meetings.actions.releases import release
from meetings.releasing import last_step
from organizations.models import Message
from tests.factories import make_agendarelease, make_helper, make_meeting, make_room, make_star, make_user
from tests.personas import EVERYBODY, set_stage
from tests.support.accounts import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def noon(stage):
    """Of the meeting's second day."""
    day = stage.meeting.starts_on.earliest + timedelta(days=1)
    return timezone.datetime(day.year, day.month, day.day, 12, tzinfo=stage.meeting.zone)


def plan(stage, **values):
    return add_plan(meeting=stage.meeting, values=values, by=stage.people["erin"], now=timezone.now())


def change(stage, row, **values):
    row.refresh_from_db()
    step = {"version": row.version, "by": stage.people["erin"], "now": timezone.now()}
    return change_plan(plan=row, values=values, **step) if values else remove_plan(plan=row, **step)


def released(stage, note=""):
    fields = {"note": note, "seen": last_step(stage.meeting), "by": stage.people["erin"], "now": timezone.now()}
    return release(meeting=stage.meeting, despite_soft=True, **fields).release


def host_page(stage):
    return f"/meetings/{stage.meeting.slug}/host/agenda/release/"


def shown(stage, who="erin"):
    return stage.client(who).get(host_page(stage)).text


def hidden(text):
    """What the page sends along."""
    return dict(re.findall(r'name="(seen|seal)" value="([^"]*)"', text))


def press(stage, text, **typed):
    return stage.client("erin").post(host_page(stage), {**hidden(text), **typed})


def public(stage, *number):
    path = f"/meetings/{stage.meeting.slug}/agenda/releases/" + "".join(f"{one}/" for one in number)
    return stage.client("anonymous").get(path)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_plans_sees_what_a_release_would_change(stage, noon, who):
    plan(stage, title="Grants", starts_at=noon)
    response = stage.client(who).get(host_page(stage))
    assert response.status_code == {"anonymous": 302, "erin": 200, "dana": 200, "root": 200}.get(who, 404)
    assert ("Release number 1" in response.text) == (who == "erin")


def test_a_helper_for_the_agenda_releases_it(stage, noon):
    helper = make_helper(stage.meeting, plans_agenda=True).user
    plan(stage, title="Grants", starts_at=noon)
    client = stage.client("anonymous")
    sign_in(client, helper, method="mfa", type="webauthn")
    answer = client.post(host_page(stage), hidden(client.get(host_page(stage)).text))
    assert (answer.status_code, stage.meeting.releases.get().released_by) == (302, helper)


def test_nothing_planned_and_nothing_changed_say_so(stage, noon):
    assert "Nothing is planned yet" in shown(stage)
    plan(stage, title="Grants", starts_at=noon)
    released(stage)
    text = shown(stage)
    assert "Nothing has changed since then" in text
    assert "Release number" not in text


def test_the_page_names_what_changes_in_words(stage, noon):
    row = plan(stage, title="Grants", starts_at=noon)
    released(stage)
    change(stage, row, starts_at=noon + timedelta(hours=2), title="Money")
    text = shown(stage)
    assert "Moved" in text
    assert "from 12:00–13:00 to 14:00–15:00" in text
    assert "It was called “Grants”." in text


def test_hard_faults_lead_to_the_editor_and_leave_no_button(stage, noon):
    room = make_room(stage.meeting, name="Aula")
    rows = [plan(stage, title=title, starts_at=noon, room=room.pk) for title in "AB"]
    text = shown(stage)
    assert "Aula is taken by “B”." in text
    assert f"/host/agenda/{rows[0].pk}/" in text
    assert "Release number" not in text
    assert press(stage, text).status_code == 422
    assert not stage.meeting.releases.exists()


def test_soft_faults_ask_once(stage, noon):
    plan(stage, title="A", starts_at=noon, leads=[(stage.b.pk, None, None)])
    text = shown(stage)
    assert "BBB has nobody with a place at the meeting." in text
    refused = press(stage, text, note="Typed already")
    assert (refused.status_code, stage.meeting.releases.count()) == (422, 0)
    assert "Typed already" in refused.text
    assert press(stage, refused.text, despite_soft="on").status_code == 302


def test_somebody_planned_on_meanwhile(stage, noon):
    row = plan(stage, title="Grants", starts_at=noon)
    text = shown(stage)
    change(stage, row, title="Money")
    stale = press(stage, text, note="Typed already")
    assert stale.status_code == 409
    assert "renamed “Grants” to “Money”" in stale.text
    assert "Typed already" in stale.text
    assert not stage.meeting.releases.exists()
    assert press(stage, stale.text).status_code == 302


def test_the_mail_is_seen_before_it_leaves_and_only_if_the_host_says_so(stage, noon):
    plan(stage, title="Grants", starts_at=noon, leads=[(stage.a.pk, None, None)])
    text = shown(stage)
    assert "2 people who lead these sessions get a mail each." in text
    assert "alice@example.org" in text
    assert "(Your note stands here, if you write one.)" in text
    press(stage, text, note="Welcome!", tell="on")
    assert set(Message.objects.values_list("to", flat=True)) == {"alice@example.org", "bob@example.org"}
    assert "Welcome!" in Message.objects.first().text


def test_without_the_tick_nobody_is_told(stage, noon):
    plan(stage, title="Grants", starts_at=noon, leads=[(stage.a.pk, None, None)])
    press(stage, shown(stage))
    assert stage.meeting.releases.count() == 1
    assert not Message.objects.exists()


def test_another_mail_than_the_one_shown_is_shown_first(stage, noon):
    row = plan(stage, title="Grants", starts_at=noon)
    released(stage)
    change(stage, row, title="Money")
    make_star(make_user(), stage.meeting.sessions.get())
    text = shown(stage)
    make_star(make_user(), stage.meeting.sessions.get())
    answer = press(stage, text, tell="on")
    assert (answer.status_code, stage.meeting.releases.count()) == (409, 1)
    assert "2 people who starred" in answer.text


def test_a_second_press_says_that_it_is_done(stage, noon):
    plan(stage, title="Grants", starts_at=noon)
    text = shown(stage)
    client = stage.client("erin")
    client.post(host_page(stage), hidden(text))
    again = client.post(host_page(stage), hidden(text), follow=True)
    assert "Release 1 shows all of this already." in again.text
    assert stage.meeting.releases.count() == 1


@pytest.mark.parametrize("typed", [{}, {"seen": "x"}, {"seen": "-1"}, {"seen": "0", "note": "x" * 501}])
def test_bad_input_is_refused(stage, noon, typed):
    plan(stage, title="Grants", starts_at=noon)
    assert stage.client("erin").post(host_page(stage), typed).status_code == 422


def test_everybody_reads_the_releases(stage, noon):
    row = plan(stage, title="Grants", starts_at=noon)
    released(stage, note="Here it is")
    change(stage, row)
    released(stage, note="Sorry")
    text = public(stage).text
    assert text.index("Release 2") < text.index("Release 1")
    assert "Here it is" in text
    assert "1 session changed" in text
    latest = public(stage, 2).text
    assert "It was planned for" in latest
    assert "What holds now" not in latest


def test_an_old_release_keeps_its_own_words_and_clocks(stage, noon):
    row = plan(stage, title="Grants", starts_at=noon)
    released(stage)
    stage.meeting.time_zone = "Asia/Kathmandu"
    stage.meeting.save()
    change(stage, row, title="Money", starts_at=noon + timedelta(hours=1))
    released(stage)
    old = public(stage, 1).text
    assert "Grants" in old
    assert "12:00–13:00" in old
    assert "noindex" in old
    new = public(stage, 2).text
    assert "before by those in" in new
    assert "Kathmandu time" in new


def test_a_session_that_is_gone_has_no_link(stage, noon):
    row = plan(stage, title="Grants", starts_at=noon)
    released(stage)
    session = stage.meeting.sessions.get()
    assert session.get_absolute_url() in public(stage, 1).text
    change(stage, row, starts_at=None, day=None)
    released(stage)
    text = public(stage, 1).text
    assert "Grants" in text
    assert session.get_absolute_url() not in text


def test_what_was_never_released_has_no_such_page(stage):
    assert public(stage).status_code == 404
    assert public(stage, 1).status_code == 404
    draft = make_meeting(state="draft")
    make_agendarelease(draft)
    assert stage.client("anonymous").get(f"/meetings/{draft.slug}/agenda/releases/1/").status_code == 404


def test_more_sessions_and_releases_ask_no_more_questions(stage, noon, django_assert_max_num_queries):
    for number in range(20):
        plan(stage, title=f"{number}", starts_at=noon + timedelta(minutes=number), leads=[(stage.b.pk, None, None)])
    with django_assert_max_num_queries(40):
        shown(stage)
    for _number in range(3):
        released(stage)
        plan(stage, title="One more", starts_at=noon)
    with django_assert_max_num_queries(4):
        public(stage)
    with django_assert_max_num_queries(5):
        public(stage, 2)
