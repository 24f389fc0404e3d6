"""Form fields for text that strangers type or programs send."""

import unicodedata

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

# Characters that nobody types on purpose: control characters, and those that turn the direction of the text around.
BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """`text` without control characters, its line ends as \\n, so that a length is what a browser counts."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) == "Cc" or c in BIDIRECTIONAL))


def whole_number(text: str) -> int:
    """0 for what is no number, or an absurd one."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


class Line(forms.CharField):
    """One line: whatever breaks lines becomes a space, so it can stand in the head of a mail."""

    def to_python(self, value):
        return " ".join(printable(super().to_python(value)).split())


class Paragraphs(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value):
        return printable(super().to_python(value)).strip()


SELECTED = mark_safe(" selected")


class LongSelect(forms.Select):
    """A list of hundreds: Django renders a template for each option, which takes longer than the rest of a page."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(attributes), options)
