"""Two versions of a form, side by side."""

from datetime import date, datetime

from django import forms
from django.http import QueryDict

from ifiso.differences import differences, side_by_side


class Visit(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Name", required=False)
    comes = forms.BooleanField(label="Comes", required=False)
    means = forms.ChoiceField(
        label="Means", choices=[("", "Choose"), ("t", "train"), ("Road", [("b", "bus"), ("c", "car")])], required=False
    )
    days = forms.MultipleChoiceField(label="Days", choices=[(1, "Monday"), (2, "Tuesday")], required=False)
    at = forms.DateTimeField(
        label="At",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    born = forms.DateField(label="Born", required=False, widget=forms.DateInput(format="%Y-%m-%d"))


def told(typed, stored):
    return [(one.label, one.yours, one.theirs) for one in differences(Visit(typed), Visit(initial=stored))]


def test_equal_versions_differ_in_nothing():
    typed = {"name": "Dora", "comes": "on", "means": "b", "days": ["1"], "at": "2026-11-20T18:30", "born": "2001-02-03"}
    stored = {
        "name": "Dora",
        "comes": True,
        "means": "b",
        "days": [1],
        "at": datetime(2026, 11, 20, 18, 30),  # noqa: DTZ001 - a form shows the time on the wall
        "born": date(2001, 2, 3),
    }
    assert told({**typed, "version": 1}, {**stored, "version": 2}) == []


def test_what_differs_is_told_in_the_words_of_the_page():
    typed = {"name": "", "means": "t", "days": ["1", "2"], "at": "2026-11-20T18:30"}
    assert told(typed, {"name": "Dora", "comes": True, "means": "c", "days": [2]}) == [
        ("Name", "", "Dora"),
        ("Comes", "No", "Yes"),
        ("Means", "train", "car"),
        ("Days", "Monday, Tuesday", "Tuesday"),
        ("At", "2026-11-20 18:30", ""),
    ]


def test_what_cannot_be_read_is_shown_as_it_was_typed():
    assert told({"at": "soon", "means": "x", "born": "<b>"}, {}) == [("At", "soon", ""), ("Born", "<b>", "")]


def test_what_was_typed_too_late_stays_and_would_now_replace_the_other_version():
    typed = Visit(QueryDict("v-name=Dora&v-version=1"), prefix="v")
    found = side_by_side(typed, Visit(initial={"name": "Dorothea", "version": 2}, prefix="v"))
    assert [(one.label, one.yours, one.theirs) for one in found] == [("Name", "Dora", "Dorothea")]
    assert (typed["name"].value(), typed["version"].value()) == ("Dora", 2)
