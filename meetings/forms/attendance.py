"""Who came, as a host ticks it off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import LongSelect
from meetings.actions.attendance import attendance_stamp, people_counted
from meetings.models import Delegation, Meeting
from meetings.reads.host_attendance import Line, Roll
from organizations.models import Organization

ROLES = [(role.value, role.label) for role in Delegation.Role if role != Delegation.Role.PARTNER]


class AttendanceForm(forms.Form):
    """`came` are the primary keys of delegations, as text; the page shows a box for each line of the roll."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    came = forms.MultipleChoiceField(label=_("Came"), required=False, widget=forms.CheckboxSelectMultiple)
    also = forms.ModelChoiceField(
        label=_("Came without being on the list"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("no other organization"),
        help_text=_("One at a time: save, and add the next."),
    )
    role = forms.ChoiceField(label=_("It came as"), choices=ROLES, initial=Delegation.Role.GUEST, required=False)
    people = forms.IntegerField(
        label=_("How many people came, everybody counted"),
        min_value=1,
        max_value=10_000,
        required=False,
        help_text=_("Yours is one count beside those of other sources. It can stay empty."),
    )

    def __init__(self, *args, meeting: Meeting, roll: Roll, **kwargs):
        initial = {
            "stamp": attendance_stamp(meeting),
            "came": [str(line.delegation.pk) for line in roll.lines if line.came],
            "people": people_counted(meeting) or roll.people or None,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.roll = roll
        self.fields["came"].choices = [(str(line.delegation.pk), str(line.delegation.party)) for line in roll.lines]
        here = meeting.delegations.exclude(organization=None).values("organization")
        others = Organization.objects.exclude(pk__in=here).exclude(hostings__meeting=meeting)
        self.fields["also"].queryset = others.order_by("acronym")
        self.fields["also"].widget = LongSelect(choices=self.fields["also"].choices)

    def clean_came(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["came"]]

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or Delegation.Role.GUEST

    @property
    def ticked(self) -> set[str]:
        return set(self["came"].value() or [])

    def boxes(self, lines: list[Line]) -> list[tuple[Line, bool]]:
        return [(line, str(line.delegation.pk) in self.ticked) for line in lines]

    @property
    def expected(self) -> list[tuple[Line, bool]]:
        return self.boxes(self.roll.expected)

    @property
    def others(self) -> list[tuple[Line, bool]]:
        return self.boxes(self.roll.others)
