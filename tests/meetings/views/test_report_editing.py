"""Writing a report or news, as those do who speak for an organization."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Report, ReportDraft, Topic
from organizations.clock import today
from organizations.models import Activity
from tests.factories import make_report, make_reportdraft
from tests.personas import set_stage
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def draft(stage):
    values = {"meeting": stage.meeting, "organization": stage.a, "state": "draft", "published_on": None}
    return make_report(slug="ours", title="Our view", body="One.\n\nTwo.", **values)


@pytest.fixture
def alice(stage):
    return stage.client("alice")


def typed(report, **values):
    names = ("title", "summary", "body")
    return {"version": report.version, **{name: getattr(report, name) for name in names}, **values}


def edit(client, values, status=302, path="/reports/ours/edit/"):
    response = client.post(path, values)
    assert response.status_code == status, response.text
    return response.text


def test_it_begins_with_a_title_and_leads_to_the_editor(alice, stage):
    values = {"organization": stage.a.pk, "kind": "report", "meeting": stage.meeting.pk, "title": "Our view"}
    assert alice.post("/reports/new/", values).url == "/reports/our-view/edit/"
    report = Report.objects.get()
    assert (report.organization, report.meeting, report.kind, report.state) == (
        stage.a,
        stage.meeting,
        "report",
        "draft",
    )


def test_news_need_no_meeting_and_an_account_does(alice, stage):
    values = {"organization": stage.a.pk, "title": "We renew"}
    assert alice.post("/reports/new/", {**values, "kind": "report"}).status_code == 422
    assert alice.post("/reports/new/", {**values, "kind": "news"}).status_code == 302


def test_nobody_writes_in_anothers_name(alice, stage):
    values = {"organization": stage.b.pk, "kind": "news", "title": "We leave"}
    assert alice.post("/reports/new/", values).status_code == 422
    assert alice.get("/reports/new/?organization=bbb").status_code == 404
    assert not Report.objects.exists()


def test_who_stands_in_for_an_empty_seat_is_led_there_by_the_address(stage):
    stage.people["charlie"].mandates.all().delete()
    assert "BBB" in stage.client("dana").get("/reports/new/?organization=bbb").text


def test_the_host_is_led_to_where_its_report_begins(stage):
    values = {"organization": stage.host.pk, "kind": "report", "meeting": stage.meeting.pk, "title": "Ours"}
    assert stage.client("erin").post("/reports/new/", values).url == f"/meetings/{stage.meeting.slug}/host/report/"
    assert not Report.objects.exists()


def test_what_is_saved_is_a_draft_until_it_is_published(alice, draft, client):
    edit(alice, typed(draft, body="Three.", new_topics="Grants", published_on="2026-11"))
    draft.refresh_from_db()
    assert (draft.body, str(draft.published_on), draft.state, draft.version) == ("Three.", "2026-11", "draft", 2)
    assert list(draft.topics.all()) == [Topic.objects.get(name="Grants")]
    assert client.get("/reports/ours/").status_code == 404

    edit(alice, typed(draft, publish=1))
    page = client.get("/reports/ours/").text
    assert "Three." in page
    assert client.get("/reports/").text.count("Our view") == 1
    assert "Our view" in client.get("/reports/feed/").text


def test_published_without_a_date_it_is_of_today(alice, draft):
    edit(alice, typed(draft, publish=1))
    draft.refresh_from_db()
    assert str(draft.published_on) == str(today())


@pytest.mark.parametrize("name", ["summary", "body"])
def test_what_lacks_its_text_is_kept_as_a_draft_and_not_published(alice, draft, name):
    assert 'href="#id_' + name in edit(alice, typed(draft, publish=1, **{name: ""}), status=422)
    edit(alice, typed(draft, **{name: ""}))
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_hosts_report_is_not_published_from_here(stage):
    make_report(slug="ours", meeting=stage.meeting, organization=stage.host, state="draft")
    erin = stage.client("erin")
    assert "Save and publish" not in erin.get("/reports/ours/edit/").text
    edit(erin, {**typed(Report.objects.get()), "publish": 1})
    assert Report.objects.get().state == "draft"


def test_saving_the_same_twice_says_so(alice, draft):
    edit(alice, typed(draft))
    assert "Nothing had changed." in alice.get("/reports/ours/edit/").text
    assert draft.history.count() == 1


def test_two_at_once_see_both_versions_and_lose_nothing(alice, stage, draft):
    edit(stage.client("bob"), typed(draft, body="One.\n\nBob met two."))
    page = edit(alice, typed(draft, body="One.\n\nI met two.", title="My view"), status=409)
    for words in (
        "Saved by Bob",
        "<b>Bob</b>",
        "<b>I</b>",
        "I met two.</textarea>",
        "My view",
        'name="version" value="2"',
    ):
        assert words in page
    draft.refresh_from_db()
    assert draft.body == "One.\n\nBob met two."
    edit(alice, typed(draft, body="One.\n\nBoth.", version=2))
    draft.refresh_from_db()
    assert (draft.body, draft.version) == ("One.\n\nBoth.", 3)


def test_a_preview_is_the_page_and_saves_nothing(alice, draft):
    words = {"title": "Mine", "body": "## Day\n\n<script>alert(1)</script> *It*"}
    for page in (
        edit(alice, typed(draft, preview=1, **words), status=200),
        alice.post("/reports/ours/edit/preview/", words).text,
    ):
        assert '<h2 id="text-day">Day</h2>' in page
        assert "<em>It</em>" in page
        assert "<script>alert" not in page
    assert draft.history.count() == 1


def test_without_a_script_a_picture_comes_to_the_end_and_the_text_stays(alice, draft):
    values = typed(draft, body="Half a sentence", add_image=1, alternative="A [hall]", caption="Ours")
    page = edit(alice, {**values, "image": picture()}, status=200)
    image = draft.images.get()
    assert f"Half a sentence\n\n![A \\[hall\\]]({image.get_absolute_url()} &quot;Ours&quot;)" in page
    assert 'alt="A [hall]"' in page
    assert draft.history.count() == 1


@pytest.mark.parametrize(("name", "value"), [("alternative", ""), ("image", ""), ("image", b"<svg/>")])
def test_a_picture_needs_words_and_pixels(alice, draft, name, value):
    file = picture()
    if isinstance(value, bytes):
        file.seek(0)
        file.write(value)
        file.truncate()
        file.seek(0)
        value = file
    values = {"image": file, "alternative": "A hall", name: value}
    answer = alice.post("/reports/ours/edit/image/", values)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [name]
    assert "One.\n\nTwo.</textarea>" in edit(alice, typed(draft, add_image=1, **values), status=422)
    assert not draft.images.exists()


def test_what_is_typed_is_kept_offered_and_taken_over_or_thrown_away(alice, draft):
    answer = alice.post("/reports/ours/edit/autosave/", typed(draft, body="One.\n\nHalf"))
    assert "Kept for you at" in answer.text
    page = alice.get("/reports/ours/edit/").text
    assert "You typed something here and did not save it" in page
    assert "</textarea>" not in page
    assert "One.\n\nHalf</textarea>" in alice.get("/reports/ours/edit/?draft").text
    edit(alice, {"discard": 1})
    assert "One.\n\nTwo.</textarea>" in alice.get("/reports/ours/edit/").text


def test_saving_ends_what_was_kept(alice, draft):
    alice.post("/reports/ours/edit/autosave/", typed(draft, body="Half"))
    edit(alice, typed(draft, body="Whole."))
    assert not ReportDraft.objects.exists()


def test_nothing_is_kept_of_what_would_not_fit_and_that_is_said(alice, draft):
    answer = alice.post("/reports/ours/edit/autosave/", typed(draft, summary="x" * 401))
    assert answer.status_code == 422
    assert "Not kept:" in answer.text


def test_each_is_told_who_else_writes_and_who_has_saved(alice, stage, draft):
    bob = stage.client("bob")
    bob.post("/reports/ours/edit/autosave/", typed(draft, body="Bob's"))
    assert "Bob is writing here, too." in alice.get("/reports/ours/edit/").text
    edit(bob, typed(draft, body="Bob's"))
    answer = alice.post("/reports/ours/edit/autosave/", typed(draft, body="Mine")).text
    assert "Saved by Bob on" in answer
    assert "is writing here" not in answer


def test_what_was_typed_long_ago_is_nobodys_writing(alice, stage, draft):
    make_reportdraft(draft, stage.people["bob"], typed_at=timezone.now() - timedelta(minutes=11))
    assert "is writing here" not in alice.get("/reports/ours/edit/").text


def test_who_oversees_reads_and_does_not_write(stage, draft):
    page = stage.client("dana").get("/reports/ours/edit/").text
    assert "Two." in page
    assert "</textarea>" not in page


def test_what_was_published_goes_back_into_a_draft_with_a_reason(alice, stage, client):
    make_report(slug="ours", meeting=stage.meeting, organization=stage.a)
    edit(alice, {"reason": ""}, status=422, path="/reports/ours/withdraw/")
    edit(alice, {"reason": "A name too many."}, path="/reports/ours/withdraw/")
    assert client.get("/reports/ours/").status_code == 404
    assert Activity.objects.get(verb="withdrew").detail == {"reason": "A name too many."}


def test_the_hosts_report_is_not_withdrawn_from_here(stage):
    make_report(slug="ours", meeting=stage.meeting, organization=stage.host)
    edit(stage.client("erin"), {"reason": "Hm."}, path="/reports/ours/withdraw/")
    assert Report.objects.get().state == "published"
