"""What two people changed at once in the same form: shown side by side, so that nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

# The fields by which a form knows which version of a row it shows.
VERSIONS = {"stamp", "version"}


@dataclass(frozen=True)
class Difference:
    """A field that holds other words in the two versions; empty words for an empty field."""

    label: str
    yours: str
    theirs: str


def differences(typed: forms.BaseForm, stored: forms.BaseForm) -> list[Difference]:
    """The visible fields in which `typed`, a bound form, differs from `stored`, the same form of what is saved now."""
    pairs = [(field, stored[field.name]) for field in typed.visible_fields() if field.name in stored.fields]
    found = [Difference(yours.label, in_words(yours), in_words(theirs)) for yours, theirs in pairs]
    return [difference for difference in found if difference.yours != difference.theirs]


def side_by_side(typed: forms.Form, stored: forms.Form) -> list[Difference]:
    """The differences for somebody who comes too late.

    What was typed stays in the form, which now knows of the version of `stored` and would replace that.
    """
    data = cast(QueryDict, typed.data).copy()
    for name in VERSIONS & stored.fields.keys():
        data[typed.add_prefix(name)] = stored[name].value()
    typed.data = data
    return differences(typed, stored)


def in_words(bound: BoundField) -> str:
    """The field's value as the page shows it."""
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(bound.field, forms.ChoiceField):
        chosen = set(map(str, value if isinstance(value, list | tuple) else [value]))
        return ", ".join(str(label) for key, label in pairs_of(bound.field.choices) if key and str(key) in chosen)
    text = bound.field.widget.format_value(value) or ""
    written_as_a_moment = isinstance(bound.field, forms.DateTimeField) and not isinstance(text, datetime)
    return text.replace("T", " ") if written_as_a_moment else str(text)


def pairs_of(choices) -> Iterator[tuple]:
    """Keys and labels, those of groups included."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
