"""The host's own questions, as a form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Paragraphs
from meetings.models import Delegate, Question

Kind = Question.Kind
YES_NO = {"yes": True, "no": False}


class AnswersForm(forms.Form):
    """One field for each question that can still be answered; `values` fits `save_answers`."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, delegate: Delegate, version: str, day: date):
        answers = dict(delegate.answers.values_list("question_id", "value"))
        questions = list(delegate.meeting.questions.all())
        self.open = [question for question in questions if not question.is_frozen_on(day)]
        self.frozen = [(q, in_words(answers.get(q.pk))) for q in questions if q.is_frozen_on(day)]
        initial = {name_of(question): as_typed(answers.get(question.pk)) for question in self.open}
        super().__init__(data, initial={**initial, "version": version})
        for question in self.open:
            self.fields[name_of(question)] = field_for(question, required=question.is_required_on(day))

    @property
    def values(self) -> dict[int, Any]:
        return {question.pk: as_stored(self.cleaned_data[name_of(question)], question.kind) for question in self.open}


def name_of(question: Question) -> str:
    return f"question_{question.pk}"


def field_for(question: Question, *, required: bool) -> forms.Field:
    common = {"label": question.text, "help_text": question.help, "required": required}
    options = [(option, option) for option in question.choices]
    match question.kind:
        case Kind.NUMBER:
            return forms.FloatField(**common, min_value=-1e12, max_value=1e12)
        case Kind.CHOICE:
            return forms.ChoiceField(**common, choices=[("", _("Choose")), *options])
        case Kind.SEVERAL:
            return forms.MultipleChoiceField(**common, choices=options, widget=forms.CheckboxSelectMultiple)
        case Kind.YES_NO:
            choices = [("", _("Choose")), ("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(**common, choices=choices)
        case _kind:
            return Paragraphs(**common, max_length=2000, widget=forms.Textarea({"rows": 3}))


def as_stored(value, kind: str) -> Any:
    """A text, a number, a list of texts or a boolean; None for no answer."""
    if value in ("", None, []):
        return None
    if kind == Kind.YES_NO:
        return YES_NO[value]
    return int(value) if kind == Kind.NUMBER and value == int(value) else value


def as_typed(value) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def in_words(value) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return ", ".join(value) if isinstance(value, list) else str(value if value is not None else "")
