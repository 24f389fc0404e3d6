"""The rooms in which a meeting's sessions are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line
from meetings.models import Room

MOST_SEATS = 32_767


class RoomForm(forms.Form):
    """`cleaned_data` fits `add_room` and `change_room`."""

    name = Line(label=_("Name"), max_length=100, widget=forms.TextInput({"autocomplete": "off"}))
    capacity = forms.IntegerField(
        label=_("Capacity"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("How many people fit in. Empty: the agenda warns of no crowding."),
    )

    @classmethod
    def of(cls, room: Room) -> "RoomForm":
        return cls(initial={"name": room.name, "capacity": room.capacity})
