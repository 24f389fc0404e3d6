"""Moments as the clocks at a meeting show them, on the two nights a year as well when those are changed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.clocks import readings

SHAPE = "%Y-%m-%dT%H:%M"


class LocalMomentField(forms.DateTimeField):
    """A moment, in UTC, typed in `zone`, which the form sets. Of a doubled hour it gives the first reading."""

    zone = ZoneInfo("UTC")
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SHAPE)
    default_error_messages = {"invalid": gettext_lazy("Write day and time as 2026-11-19 18:30.")}

    def prepare_value(self, value):
        is_moment = isinstance(value, datetime) and timezone.is_aware(value)
        return value.astimezone(self.zone).replace(tzinfo=None) if is_moment else value

    def to_python(self, value) -> datetime | None:
        wall = self.wall_time(value)
        if wall is None:
            return None
        moments = readings(wall, self.zone)
        if not moments:
            shown = wall.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)
            raise ValidationError(
                _("This time does not exist: that night the clocks go forward. An hour later would be %(shown)s."),
                params={"shown": f"{shown:%H:%M}"},
            )
        return moments[0].astimezone(UTC)

    def wall_time(self, value) -> datetime | None:
        """What was typed, without a zone; ValidationError where that is no time of these centuries."""
        with timezone.override(UTC):
            moment = super().to_python(value)
        if moment is None:
            return None
        if not 1900 <= moment.year <= 9000:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment.replace(tzinfo=None)

    def readings_of(self, value) -> list[datetime]:
        """The readings of what was typed or stored; empty where it is no time."""
        try:
            wall = self.wall_time(self.prepare_value(value))
        except ValidationError:
            return []
        return readings(wall, self.zone) if wall else []


class WhichReading(forms.ChoiceField):
    """Asks which of the two `moments` of a doubled hour is meant, by their distance from UTC."""

    def __init__(self, moments: list[datetime]):
        choices = [("0", _("the earlier one (UTC%s)")), ("1", _("the later one (UTC%s)"))]
        super().__init__(
            label=_("Which %(time)s?") % {"time": f"{moments[0]:%H:%M}"},
            choices=[("", ""), *((key, label % offset(at)) for (key, label), at in zip(choices, moments, strict=True))],
            help_text=_("That night the clocks go back, so they show this time twice."),
            error_messages={"required": _("That night the clocks show this time twice. Say which one you mean.")},
        )


def offset(moment: datetime) -> str:
    """`+02:00`."""
    return moment.isoformat(timespec="minutes")[-6:]
