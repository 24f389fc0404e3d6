"""The host's questions: in the order that the host wants, and no answer is lost unawares."""

import pytest
from django.core.exceptions import ValidationError

from meetings.actions.questions import (
    AnswersWouldBeLostError,
    StaleQuestionError,
    add_question,
    change_question,
    delete_question,
    move_question,
    wording_of,
)
from meetings.models import Answer, Question
from meetings.stamps import stamp_of
from organizations.models import Activity, ContentVersion
from tests.factories import make_answer, make_delegate, make_delegation, make_meeting, make_question, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting()


@pytest.fixture
def answered(meeting):
    question = make_question(meeting, kind="choice", options="S\nM\nL")
    make_answer(question, make_delegate(make_delegation(meeting)), "M")
    return question


def change(question, stamp=None, **changes):
    before = wording_of(question)
    return change_question(
        question=question, stamp=stamp or stamp_of(before), values={**before, **changes}, by=make_user()
    )


def texts(meeting):
    return [question.text for question in meeting.questions.all()]


def test_a_new_question_comes_last_and_no_public_page_is_made_anew_for_it(meeting):
    for text in ("First?", "Second?", "Third?"):
        add_question(question=Question(meeting=meeting, text=text), by=make_user())
    assert texts(meeting) == ["First?", "Second?", "Third?"]
    assert ContentVersion.current() == 0
    with pytest.raises(ValidationError, match="asks this already"):
        add_question(question=Question(meeting=meeting, text="First?"), by=make_user())


def test_questions_are_moved_and_stay_at_the_ends(meeting):
    first, second, third = (make_question(meeting, text=text) for text in ("1", "2", "3"))
    user = make_user()
    assert move_question(question=third, up=True, by=user)
    assert texts(meeting) == ["1", "3", "2"]
    assert move_question(question=first, up=False, by=user)
    assert texts(meeting) == ["3", "1", "2"]
    assert not move_question(question=third, up=True, by=user)
    assert not move_question(question=second, up=False, by=user)


def test_an_answered_question_keeps_its_kind_and_the_options_that_were_chosen(answered):
    with pytest.raises(ValidationError, match="kind of answer stays"):
        change(answered, kind="text")
    with pytest.raises(ValidationError, match="“M”"):
        change(answered, options="S\nL")
    assert change(answered, options="M\nXL", text="Which size?").choices == ["M", "XL"]


def test_who_is_second_is_shown_what_the_first_saved(answered):
    stamp = stamp_of(wording_of(answered))
    change(answered, help="In the European sizes.")
    with pytest.raises(StaleQuestionError) as stale:
        change(answered, stamp, text="Size?")
    assert stale.value.question.help == "In the European sizes."


def test_answers_are_deleted_only_by_who_knows_how_many(answered):
    user = make_user()
    with pytest.raises(AnswersWouldBeLostError) as lost:
        delete_question(question=answered, with_answers=0, by=user)
    assert lost.value.count == 1
    make_answer(answered, make_delegate(make_delegation(answered.meeting)), "S")
    with pytest.raises(AnswersWouldBeLostError):
        delete_question(question=answered, with_answers=1, by=user)
    delete_question(question=answered, with_answers=2, by=user)
    assert not Question.objects.exists()
    assert not Answer.objects.exists()
    assert Activity.objects.get(verb="deleted").detail == {"answers": 2}
