"""The rooms in which a meeting's sessions are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line
from meetings.actions.rooms import facts_of
from meetings.forms.host import Stamp
from meetings.models import Room
from meetings.stamps import stamp_of

MOST_SEATS = 32_767


class RoomForm(forms.Form):
    """`cleaned_data` fits `add_room`."""

    name = Line(label=_("Name"), max_length=100, widget=forms.TextInput({"autocomplete": "off"}))
    capacity = forms.IntegerField(
        label=_("Capacity"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("How many people fit in. Empty: the agenda warns of no crowding."),
    )


class ChangeRoomForm(RoomForm):
    """`cleaned_data` fits `change_room`."""

    stamp = Stamp()

    def __init__(self, data=None, *, room: Room):
        stored = facts_of(room)
        super().__init__(data, initial={**stored, "stamp": stamp_of(stored)})
