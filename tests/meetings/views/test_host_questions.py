"""The editor of the host's questions."""

import pytest

from meetings.models import Question
from tests.factories import make_answer, make_delegate, make_question
from tests.support.hosting import address, set_hosting

pytestmark = pytest.mark.django_db

ASKED = {"text": "Which size?", "kind": "choice", "options": "S\r\n M \r\n\r\nL", "help": "", "stamp": ""}


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def typed(response):
    form = response.context["form"]
    values = {field.name: "" if field.value() is None else field.value() for field in form}
    return {name: value for name, value in values.items() if value is not False}


def test_a_question_is_asked_and_listed_with_its_answers_counted(stage, erin):
    page = erin.post(address(stage, "host_add_question"), ASKED | {"required": "on"}, follow=True)
    question = Question.objects.get()
    assert (question.choices, question.required) == (["S", "M", "L"], True)
    make_answer(question, make_delegate(stage.a.delegations.get()), "S")
    assert "Which size?" in page.text
    assert "1 answer" in erin.get(address(stage, "host_questions")).text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "required"),
        ({"text": "x" * 201}, "at most 200"),
        ({"kind": "riddle"}, "not one of the available choices"),
        ({"options": "S"}, "at least two options"),
        ({"options": "S\nS"}, "stands there twice"),
        ({"options": "\n".join(map(str, range(31)))}, "At most 30 options"),
        ({"required_from": "2027-01-01"}, "only for a required answer"),
        ({"required": "on", "required_from": "2027-02-01", "frozen_after": "2027-01-01"}, "before it is required"),
        ({"frozen_after": "yesterday"}, "valid date"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(stage, erin, change, words):
    page = erin.post(address(stage, "host_add_question"), ASKED | change)
    assert page.status_code == 422
    assert words in page.text
    assert not Question.objects.exists()


def test_nothing_is_asked_twice(stage, erin):
    make_question(stage.meeting, text="Which size?")
    page = erin.post(address(stage, "host_add_question"), ASKED)
    assert page.status_code == 422
    assert "asks this already" in page.text


def test_questions_change_places_by_buttons(stage, erin):
    first, second = (make_question(stage.meeting, text=text, position=n) for n, text in enumerate("AB"))
    url = address(stage, "host_questions")
    assert erin.post(url, {"up": second.pk}).url == url
    assert [question.text for question in stage.meeting.questions.all()] == ["B", "A"]
    assert list(erin.get(url).context["questions"]) == [second, first]
    erin.post(url, {"down": second.pk})
    assert list(stage.meeting.questions.all()) == [first, second]
    elsewhere = make_question()
    for pk in (elsewhere.pk, "x", "9" * 30, ""):
        assert erin.post(url, {"up": pk}).status_code == 404


def test_changing_and_being_late(stage, erin):
    question = make_question(stage.meeting, text="Size?")
    url = address(stage, "host_question", question.pk)
    mine = typed(erin.get(url)) | {"text": "My size?"}
    assert erin.post(url, typed(erin.get(url)) | {"text": "Your size?"}).status_code == 302
    late = erin.post(url, mine)
    assert late.status_code == 409
    assert [(one.yours, one.theirs) for one in late.context["differences"]] == [("My size?", "Your size?")]
    assert erin.post(url, mine | {"stamp": typed(late)["stamp"]}).status_code == 302
    question.refresh_from_db()
    assert question.text == "My size?"


def test_an_answered_question_keeps_its_kind(stage, erin):
    question = make_answer(make_question(stage.meeting)).question
    url = address(stage, "host_question", question.pk)
    page = erin.post(url, typed(erin.get(url)) | {"kind": "number"})
    assert page.status_code == 422
    assert "so the kind of answer stays" in page.text


def test_deleting_says_what_would_be_lost_and_asks(stage, erin):
    question = make_answer(make_question(stage.meeting)).question
    url = address(stage, "host_question", question.pk)
    asked = erin.post(url, {"delete": "1"})
    assert asked.status_code == 409
    assert "1 person has answered this" in asked.text
    assert Question.objects.exists()
    assert erin.post(url, {"delete": "1", "answers": "1"}).status_code == 302
    assert not Question.objects.exists()


def test_a_question_without_answers_goes_at_once(stage, erin):
    question = make_question(stage.meeting)
    assert erin.post(address(stage, "host_question", question.pk), {"delete": "1"}).status_code == 302
    assert not Question.objects.exists()


def test_questions_of_other_meetings_are_not_there(stage, erin):
    url = address(stage, "host_question", make_question().pk)
    assert erin.get(url).status_code == 404
    assert erin.post(url, {"delete": "1"}).status_code == 404
    assert Question.objects.exists()
