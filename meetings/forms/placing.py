"""Where an entry of the agenda is to go: by a button of the editor, or by what was dragged."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.axis import DAY_IS_OVER, moment_at
from meetings.models import Plan, Room
from meetings.moving import LONGEST, MOVES, SHORTEST, Moving

MOST_DAYS = 400


class Placing(forms.Form):
    """Either `move`, one of the MOVES, or all the rest; `start` in minutes of the day, empty for the tray.

    `version` is the one that was seen, `day` the one that the page shows, or to which the entry goes.
    """

    version = forms.IntegerField(min_value=0)
    move = forms.ChoiceField(choices=[("", ""), *((name, name) for name in MOVES)], required=False)
    day = forms.IntegerField(min_value=1, max_value=MOST_DAYS, required=False)
    start = forms.IntegerField(min_value=0, max_value=DAY_IS_OVER, required=False)
    room = forms.ChoiceField(required=False)
    everywhere = forms.BooleanField(required=False)
    minutes = forms.IntegerField(
        min_value=SHORTEST,
        max_value=LONGEST,
        required=False,
        error_messages=dict.fromkeys(["min_value", "max_value"], _("A session takes between 5 minutes and 24 hours.")),
    )

    def __init__(self, data, *, rooms: list[Room]):
        super().__init__(data)
        self.rooms = {str(room.pk): room for room in rooms}
        self.fields["room"].choices = [("", ""), *((key, room.name) for key, room in self.rooms.items())]

    def values_for(self, plan: Plan) -> dict[str, Any]:
        """What `change_plan` is to set; ValidationError by field where that cannot be."""
        data = self.cleaned_data
        if data["move"]:
            values = Moving(plan, list(self.rooms.values()), data["day"] or plan.day or 1).values(data["move"])
        else:
            values = self.placed(plan)
        return values | ({"state": Plan.State.PLANNED} if plan.state == Plan.State.REMOVED else {})

    def placed(self, plan: Plan) -> dict[str, Any]:
        data = self.cleaned_data
        minutes = data["minutes"] or plan.minutes
        if data["start"] is None:
            return {"starts_at": None, "day": data["day"], "minutes": minutes}
        if data["day"] is None:
            raise ValidationError({"day": _("Say on which day.")})
        return {
            "day": data["day"],
            "starts_at": moment_at(plan.meeting, data["day"], data["start"]),
            "room": self.rooms.get(data["room"]),
            "everywhere": data["everywhere"],
            "minutes": minutes,
        }
