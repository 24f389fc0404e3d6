"""What was agreed, and what becomes of it, as people write it down."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, LongSelect, Paragraphs
from meetings.models import Meeting, Outcome, Session
from organizations.models import Organization

# Nothing is recorded only to be dropped.
AT_FIRST = [(state.value, state.label) for state in Outcome.State if state != Outcome.State.DROPPED]


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting):
        return f"{meeting.name}, {meeting.where}" if meeting.where else meeting.name


def due_meetings(since: Meeting) -> MeetingChoice:
    """The meetings after `since` at which an outcome can be due."""
    later = Meeting.objects.published().filter(year__gte=since.year).exclude(pk=since.pk).chronological()
    return MeetingChoice(queryset=later, required=False, label=_("Due at"), empty_label=_("no meeting in particular"))


class OutcomeForm(forms.Form):
    """A new outcome of `meeting`; `values` and `owners` fit `record_outcome`."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Outcome.Kind)
    title = Line(label=_("In one sentence"), max_length=200)
    text = Paragraphs(label=_("More about it"), required=False, max_length=5000, widget=forms.Textarea({"rows": 5}))
    session = forms.ModelChoiceField(
        queryset=Session.objects.none(), required=False, label=_("Session"), empty_label=_("the meeting as a whole")
    )
    owners = forms.ModelMultipleChoiceField(
        queryset=Organization.objects.none(),
        label=_("Taken on by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Organizations, not persons: whoever speaks for them by then finds it on the desk."),
    )
    state = forms.ChoiceField(label=_("State"), choices=AT_FIRST)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["session"].queryset = meeting.sessions.public().in_order()
        self.fields["session"].widget = LongSelect(choices=self.fields["session"].choices)
        self.fields["owners"].queryset = Organization.objects.filter(delegations__meeting=meeting).distinct()
        self.fields["due_meeting"] = due_meetings(meeting)

    def clean_title(self):
        title = self.cleaned_data["title"]
        if self.meeting.outcomes.filter(title__iexact=title).exists():
            raise ValidationError(_("This meeting has an outcome of this title already."))
        return title

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "owners"}


class UpdateForm(forms.Form):
    """What happened to `outcome`, said for one of `organizations`, or for the host where there are none."""

    state = forms.ChoiceField(label=_("State since then"), choices=Outcome.State)
    note = Paragraphs(
        label=_("What happened"),
        max_length=2000,
        help_text=_("Everybody can read it. Where it is dropped, say why."),
        widget=forms.Textarea({"rows": 5}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, outcome: Outcome, organizations: list[Organization], **kwargs):
        due = outcome.due_meeting_id
        initial = {"state": outcome.state, "version": outcome.version, "due_meeting": due}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["due_meeting"] = due_meetings(outcome.meeting)
        if len(organizations) > 1:
            known = Organization.objects.filter(pk__in=[organization.pk for organization in organizations])
            self.fields["organization"] = forms.ModelChoiceField(queryset=known, label=_("For"), empty_label=None)
        self.only = organizations[0] if organizations else None
        self.order_fields(["organization", "state", "note", "due_meeting"])

    @property
    def organization(self) -> Organization | None:
        return self.cleaned_data.get("organization", self.only)
