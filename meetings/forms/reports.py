"""What an organization writes about a meeting, or as news."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, LongSelect, Paragraphs
from ifiso.dates import PartialDateFormField
from ifiso.uploads.budget import MEGABYTE
from meetings.actions.report_images import LARGEST_IMAGE
from meetings.forms.outcomes import MeetingChoice
from meetings.forms.topics import TopicsForm
from meetings.models import Meeting, Report, Topic
from organizations.models import Organization

LONGEST_TEXT = 200_000
MOST_VERSIONS = 1_000_000
# A picture may come along with the whole text, of which each letter takes up to four bytes.
LARGEST_REQUEST = LARGEST_IMAGE + 2 * MEGABYTE
TOO_LARGE = _("Pictures of up to 10 MB are taken. Save it smaller, and try again.")
KINDS = [
    (Report.Kind.REPORT.value, _("Our account of a meeting")),
    (Report.Kind.NEWS.value, _("News")),
]


class NewReportForm(forms.Form):
    """After `is_valid`, `cleaned_data` fits `create_report`."""

    organization = forms.ModelChoiceField(queryset=Organization.objects.none(), label=_("By"), empty_label=None)
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, widget=forms.RadioSelect)
    meeting = MeetingChoice(
        queryset=Meeting.objects.none(),
        required=False,
        label=_("About which meeting"),
        empty_label=_("none in particular"),
        help_text=_("News need none."),
    )
    title = Line(label=_("Title"), max_length=200, help_text=_("It can be changed later."))

    def __init__(self, *args, organizations: Iterable[Organization], **kwargs):
        super().__init__(*args, **kwargs)
        known = Organization.objects.filter(pk__in=[organization.pk for organization in organizations])
        self.fields["organization"].queryset = known
        self.fields["meeting"].queryset = Meeting.objects.published().chronological().reverse()
        self.fields["meeting"].widget = LongSelect(choices=self.fields["meeting"].choices)

    def clean(self):
        if self.cleaned_data.get("kind") == Report.Kind.REPORT and not self.cleaned_data.get("meeting"):
            self.add_error("meeting", _("Say which meeting it tells of."))

    @property
    def is_hosts(self) -> bool:
        """Whether it would be the host's own report, which begins elsewhere, from a skeleton."""
        meeting, organization = self.cleaned_data["meeting"], self.cleaned_data["organization"]
        hosted = meeting and meeting.hosts.filter(organization=organization).exists()
        return bool(hosted) and self.cleaned_data["kind"] == Report.Kind.REPORT


class ReportForm(TopicsForm):
    """`values`, `chosen_topics` and `new_topics` fit `change_report`. A draft may lack its text and what sums it up."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = Line(label=_("Title"), max_length=200)
    summary = Line(
        label=_("In one or two sentences"),
        max_length=400,
        required=False,
        help_text=_("They stand in lists and feeds, and before the text."),
        widget=forms.Textarea({"rows": 3}),
    )
    body = Paragraphs(
        label=_("Text"), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea({"rows": 24, "class": "body"})
    )
    published_on = PartialDateFormField(
        label=_("Dated"),
        required=False,
        help_text=_("Such as 2026-11-22, or 2026-11. Left empty, it is the day on which it is published."),
    )

    def __init__(self, data=None, *, report: Report, complete: bool = False, initial: dict | None = None):
        super().__init__(data, initial={**saved_values(report), **(initial or {})})
        if complete or report.state in Report.PUBLIC:
            self.fields["summary"].required = self.fields["body"].required = True

    @property
    def chosen_topics(self) -> Iterable[Topic]:
        return Topic.objects.filter(pk__in=self.cleaned_data["topics"])

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "summary", "body", "published_on")}


def saved_values(report: Report) -> dict[str, Any]:
    names = ("version", "title", "summary", "body", "published_on")
    topics = list(report.topics.values_list("pk", flat=True))
    return {**{name: getattr(report, name) for name in names}, "topics": topics}


class DraftForm(forms.Form):
    """What is typed so far, complete or not; `cleaned_data` fits `keep_draft`."""

    version = forms.IntegerField(min_value=0, max_value=MOST_VERSIONS)
    title = Line(max_length=200, required=False)
    summary = Line(max_length=400, required=False)
    body = Paragraphs(max_length=LONGEST_TEXT, required=False)


class ImageForm(forms.Form):
    """A picture for the text. What is in the file is the action's to judge."""

    image = forms.FileField(label=_("Picture"), widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"}))
    alternative = Line(
        label=_("What is to be seen"),
        max_length=300,
        help_text=_("For those who cannot see it: “Forty people on the stairs of a town hall”."),
    )
    caption = Line(label=_("Caption"), max_length=300, required=False)


class WithdrawalForm(forms.Form):
    reason = Line(label=_("Why"), max_length=300, help_text=_("It is kept on record, and not published."))
