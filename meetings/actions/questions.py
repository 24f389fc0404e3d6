"""What the host asks: no answer is lost, or turned into one to another question, without the host's knowing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions.positions import next_position, swap
from meetings.actions.registrations import lock
from meetings.models import Answer, Question
from meetings.stamps import stamp_of
from organizations.actions.records import record
from organizations.models import User

ASKED = ("text", "help", "kind", "options", "required", "required_from", "frozen_after")


class StaleQuestionError(Exception):
    """Somebody changed it meanwhile; `question` is what stands there now."""

    def __init__(self, question: Question):
        super().__init__(str(question))
        self.question = question


class AnswersWouldBeLostError(Exception):
    """`count` people have answered."""

    def __init__(self, count: int):
        super().__init__(str(count))
        self.count = count


@transaction.atomic
def add_question(*, question: Question, by: User) -> Question:
    """Save an unsaved question after the meeting's others. ValidationError where the meeting asks it already."""
    meeting = lock(question.meeting_id)
    question.position = next_position(meeting.questions.all())
    question.full_clean()
    question.save()
    record("asked", question, by=by, changes_pages=False)
    return question


def wording_of(question: Question) -> dict[str, Any]:
    """What a host has written of it, by field."""
    return {name: getattr(question, name) for name in ASKED}


@transaction.atomic
def change_question(*, question: Question, stamp: str, values: dict[str, Any], by: User) -> Question:
    """Give `question` other `values`, by field, if `stamp` is still that of its wording.

    StaleQuestionError where it is not; ValidationError where people have answered it and their answers would not fit.
    """
    present = Question.objects.select_for_update().get(pk=question.pk)
    before = wording_of(present)
    if stamp_of(before) != stamp:
        raise StaleQuestionError(present)
    choices = present.choices
    for name, value in values.items():
        setattr(present, name, value)
    present.full_clean()
    refuse_what_answers_contradict(present, before["kind"], choices)
    present.save()
    changed = [name for name in ASKED if getattr(present, name) != before[name]]
    record("changed", present, by=by, changes_pages=False, fields=changed)
    return present


def refuse_what_answers_contradict(question: Question, kind: str, choices: list[str]) -> None:
    if not question.answers.exists():
        return
    if question.kind != kind:
        raise ValidationError({"kind": _("People have answered already, so the kind of answer stays.")})
    dropped = set(choices) - set(question.choices)
    if lost := chosen(question) & dropped:
        words = ngettext(
            "People have chosen %(options)s already, so that option stays.",
            "People have chosen %(options)s already, so those options stay.",
            len(lost),
        )
        raise ValidationError({"options": words % {"options": ", ".join(f"“{option}”" for option in sorted(lost))}})


def chosen(question: Question) -> set[str]:
    """The options that somebody has chosen."""
    values = Answer.objects.filter(question=question).values_list("value", flat=True)
    return {str(one) for value in values for one in (value if isinstance(value, list) else [value])}


@transaction.atomic
def move_question(*, question: Question, up: bool, by: User) -> bool:
    """Ask it before the one that stands above it, or after the one below; False where there is none."""
    meeting = lock(question.meeting_id)
    moved = swap(meeting.questions.all(), question, up=up)
    if moved:
        record("moved", question, by=by, changes_pages=False, up=up)
    return moved


@transaction.atomic
def delete_question(*, question: Question, with_answers: int, by: User) -> None:
    """Delete it with the answers, of which the host knows how many; AnswersWouldBeLostError where there are more."""
    lock(question.meeting_id)
    count = question.answers.count()
    if count > with_answers:
        raise AnswersWouldBeLostError(count)
    record("deleted", question, by=by, changes_pages=False, answers=count)
    question.delete()
