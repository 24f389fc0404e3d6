"""From whom things are known: shown beside each statement, added by people, decided in the office."""

import pytest
from django.urls import reverse

from organizations.models import Evidence, Figure
from tests.factories import make_evidence, make_figure, make_milestone, make_source, make_turnout
from tests.personas import set_stage

pytestmark = pytest.mark.django_db

SOURCE = {"title": "Annual report", "url": "https://reports.example/2027", "place": "", "dated": "2027", "note": ""}


@pytest.fixture
def stage():
    return set_stage()


def form_of(slug, row):
    return reverse("source_add", args=[slug, row.pk])


def test_a_liaison_adds_a_different_figure_of_the_own_organization_and_both_stand(stage, client):
    figure = make_figure(stage.a, kind="members", value=100, as_of="2020")
    said = {**SOURCE, "stance": "differs", "value": "120", "as_of": "2027", "said": ""}
    answer = stage.client("alice").post(form_of("figure", figure), said, follow=True)
    assert "It stands there now." in answer.text
    page = client.get(stage.a.get_absolute_url()).text
    assert "<b>100</b>" in page
    assert "<b>120</b>" in page
    assert figure.source.title in page
    assert "Annual report" in page


def test_what_a_liaison_finds_out_about_others_waits_for_the_management_team(stage, client):
    figure = make_figure(stage.b, kind="members", value=100)
    said = {**SOURCE, "stance": "differs", "value": "120", "as_of": "", "said": "120 in all"}
    answer = stage.client("alice").post(form_of("figure", figure), said, follow=True)
    assert "The management team looks at it first." in answer.text
    assert "<b>120</b>" not in client.get(stage.b.get_absolute_url()).text
    dana = stage.client("dana")
    assert "Sources that people found: 1 waits for you" in dana.get(reverse("office")).text
    office = dana.get(reverse("office_sources")).text
    assert "120 in all" in office
    assert "Found by Alice" in office
    evidence = Evidence.objects.get()
    answer = dana.post(reverse("office_sources"), {"pk": evidence.pk, "do": "accept"}, follow=True)
    assert "Everybody reads it now" in answer.text
    assert "<b>120</b>" in client.get(stage.b.get_absolute_url()).text


def test_the_office_says_why_it_leaves_something_out_and_keeps_what_was_typed(stage):
    evidence = make_evidence(stage.b, state="proposed", added_by=stage.people["alice"])
    other = make_evidence(stage.a, state="proposed")
    dana, path = stage.client("dana"), reverse("office_sources")
    refused = dana.post(path, {"pk": evidence.pk, "do": "decline", "reason": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.text
    dana.post(path, {"pk": evidence.pk, "do": "decline", "reason": "Another forum."})
    assert "Another forum." in dana.get(f"{path}?state=decided").text
    late = dana.post(path, {"pk": evidence.pk, "do": "accept"}, follow=True)
    assert "Somebody else had decided already: declined." in late.text
    other.refresh_from_db()
    assert other.state == "proposed"
    assert dana.post(path, {"pk": 0, "do": "accept"}).status_code == 422
    assert dana.post(path, {"pk": 999_999, "do": "accept"}).status_code == 404


@pytest.mark.parametrize(("who", "at_once"), [("erin", True), ("alice", False), ("dana", True), ("root", True)])
def test_the_host_counts_the_own_meeting_at_once_and_others_propose(stage, who, at_once):
    turnout = make_turnout(stage.meeting, value=9)
    said = {**SOURCE, "stance": "differs", "value": "10"}
    stage.client(who).post(form_of("turnout", turnout), said)
    assert (stage.meeting.turnouts.count() == 2) is at_once


def test_marks_of_further_sources_stand_beside_the_first_with_their_words_where_they_differ(client):
    milestone = make_milestone(source=make_source(title="The first"))
    make_evidence(milestone, source=make_source(title="The second"))
    make_evidence(milestone, source=make_source(title="The third"), stance="differs", said="in <June>")
    make_evidence(milestone, source=make_source(title="The fourth"), state="proposed")
    page = client.get("/history/").text
    assert [number for number in "123" if f'href="#source-{number}"' in page] == ["1", "2", "3"]
    assert "another source: “in &lt;June&gt;”" in page
    assert "The third" in page
    assert "The fourth" not in page


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"title": ""}, "This field is required."),
        ({"url": ""}, "Say where it can be read"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"stance": "differs", "value": ""}, "Which number does it give?"),
        ({"stance": "differs", "value": "-1"}, "greater than or equal to 0"),
        ({"stance": "differs", "value": "100"}, "This is the number that stands there."),
        ({"stance": "perhaps"}, "Select a valid choice."),
        ({"dated": "last year"}, "2014-04-17"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_typed_is_lost(stage, typed, fault):
    figure = make_figure(stage.a, kind="members", value=100)
    said = {**SOURCE, "stance": "supports", "value": "", "as_of": "", "said": "Typed words", **typed}
    answer = stage.client("alice").post(form_of("figure", figure), said)
    assert answer.status_code == 422
    assert fault in answer.text
    assert "Typed words" in answer.text
    assert not Evidence.objects.exists()
    assert Figure.objects.count() == 1


def test_who_added_a_source_takes_it_back_and_so_does_the_management_team(stage):
    for who in ("alice", "dana"):
        evidence = make_evidence(stage.a, added_by=stage.people["alice"])
        answer = stage.client(who).post(reverse("source_withdraw", args=[evidence.pk]), follow=True)
        assert "Taken back." in answer.text
        assert not Evidence.objects.accepted().exists()


def test_statements_of_a_draft_meeting_are_not_there(stage):
    stage.meeting.state = "draft"
    stage.meeting.save()
    alice = stage.client("alice")
    assert alice.get(reverse("statements", args=["meeting", stage.meeting.slug])).status_code == 404
    assert alice.get(form_of("meeting", stage.meeting)).status_code == 404
    assert alice.get("/statements/forum/nothing/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(stage, django_assert_num_queries):
    alice, path = stage.client("alice"), reverse("statements", args=["member", stage.a.slug])
    make_evidence(make_figure(stage.a))
    with django_assert_num_queries(16):
        alice.get(path)
    for _ in range(30):
        make_evidence(make_figure(stage.a))
    with django_assert_num_queries(16):
        alice.get(path)


def test_the_office_costs_the_same_for_one_and_for_many(stage, django_assert_num_queries):
    dana, path = stage.client("dana"), reverse("office_sources")
    make_evidence(make_figure(stage.a), state="proposed")
    with django_assert_num_queries(7):
        dana.get(path)
    for _ in range(19):
        make_evidence(make_figure(stage.a), state="proposed")
    with django_assert_num_queries(7):
        dana.get(path)
