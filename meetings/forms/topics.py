"""Topics in a form: those that there are, to be ticked, and further ones by name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Paragraphs
from meetings.models import Topic

MOST_TOPICS, LONGEST_TOPIC = 12, 80


class Keys(forms.TypedMultipleChoiceField):
    """Rows of a table, by their keys."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(coerce=int, empty_value=[], required=False, **kwargs)


class TopicsForm(forms.Form):
    """A form's last two fields. `topics` are primary keys; `new_topics` are names, each once."""

    topics = Keys(label=_("Topics"))
    new_topics = Paragraphs(
        label=_("Further topics"),
        required=False,
        max_length=1_500,
        help_text=_("One a line. What is there already under another spelling is not made twice."),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in {"topics", "new_topics"}])
        self.fields["topics"].choices = list(Topic.objects.values_list("pk", "name"))

    def clean_new_topics(self) -> list[str]:
        """ValidationError where there are too many, or one is too long."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["new_topics"].splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        if len(names) > MOST_TOPICS or any(len(name) > LONGEST_TOPIC for name in names):
            raise ValidationError(_("At most 12 topics at once, of at most 80 characters each."))
        return names
