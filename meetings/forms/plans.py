"""One entry of the agenda in the making, as a form."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, Paragraphs
from meetings.axis import date_of
from meetings.clocks import readings
from meetings.forms.leading import LeadRows
from meetings.forms.local_times import WhichReading
from meetings.models import Meeting, Plan, Topic
from meetings.moving import LONGEST, SHORTEST, clock_on, moment_of
from meetings.planning import days_of, topics_of
from meetings.reads.wording import day_in_words

MOST_PEOPLE = 32_767
EVERYWHERE = "all"


class PlanForm(forms.Form):
    """`values` fits `change_plan` and `add_plan`. `plan` may be unsaved, with what the form begins from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = Line(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Plan.Kind)
    day = forms.TypedChoiceField(label=_("Day"), required=False, coerce=int, empty_value=None)
    start = forms.TimeField(
        label=_("Start"),
        required=False,
        error_messages={"invalid": _("Write the time as 09:15.")},
        widget=forms.TimeInput({"type": "time", "step": "300"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput({"step": "5", "min": SHORTEST, "max": LONGEST}),
        error_messages=dict.fromkeys(["min_value", "max_value"], _("A session takes between 5 minutes and 24 hours.")),
    )
    room = forms.ChoiceField(label=_("Room"), required=False)
    expected = forms.IntegerField(
        label=_("People expected"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Compared with what the room holds. Empty: not known yet."),
    )
    topics = forms.TypedMultipleChoiceField(
        label=_("Topics"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    abstract = Paragraphs(
        label=_("Abstract"),
        required=False,
        max_length=5000,
        help_text=_("What happens, and for whom it is. Markdown."),
        widget=forms.Textarea({"rows": 8}),
    )
    cancelled = forms.BooleanField(
        label=_("Cancelled"), required=False, help_text=_("It stays in the agenda, marked as cancelled.")
    )

    def __init__(self, data=None, *, plan: Plan):
        self.plan, self.meeting = plan, plan.meeting
        self.leading = LeadRows(self.meeting, [] if plan.pk is None else list(plan.leads.all()), data)
        super().__init__(data, initial=initial_of(plan) | self.leading.initial)
        self.fields |= self.leading.fields
        self.fields["day"].choices = days_to_choose(self.meeting, plan)
        self.fields["room"].choices = [
            ("", _("no room yet")),
            (EVERYWHERE, _("all rooms")),
            *((str(room.pk), room.name) for room in self.meeting.rooms.all()),
        ]
        self.fields["topics"].choices = topics_to_choose(self.meeting, plan)
        if not self.fields["topics"].choices:
            del self.fields["topics"]
        self.ask_which()
        self.order_fields(["version", "title", "kind", "day", "start", "start_reading", "minutes", "room"])

    def ask_which(self) -> None:
        """Adds `start_reading` where the clocks show the typed or stored time twice that night."""
        try:
            day = self.fields["day"].clean(self["day"].value())
            clock = self.fields["start"].clean(self["start"].value())
        except ValidationError:
            return
        moments = readings(clock_on(self.meeting, day, clock), self.meeting.zone) if day and clock else []
        if len(moments) == 2:
            field = self.fields["start_reading"] = WhichReading(moments)
            # In a doubled hour, moments of different zones never equal each other.
            instants = [moment.astimezone(UTC) for moment in moments]
            if self.plan.starts_at in instants:
                field.initial = str(instants.index(self.plan.starts_at))

    @property
    def lead_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[party], self[person]) for party, person in self.leading.names]

    @property
    def values(self) -> dict[str, Any]:
        """A time that was not touched stays as it is, seconds and all."""
        data = self.cleaned_data
        values = {name: data[name] for name in ("title", "kind", "minutes", "expected", "abstract", "day")}
        values["everywhere"] = data["room"] == EVERYWHERE
        values["room"] = int(data["room"]) if data["room"].isdecimal() else None
        values["leads"] = data["leads"]
        values["state"] = Plan.State.CANCELLED if data["cancelled"] else Plan.State.PLANNED
        if "topics" in data:
            values["topics"] = data["topics"]
        if self.plan.pk is None or {"day", "start", "start_reading"} & set(self.changed_data):
            values["starts_at"] = data["starts_at"]
        return values

    def clean(self):
        data = self.cleaned_data
        data["leads"] = self.leading.clean(self)
        data["starts_at"] = None
        if data.get("start") and not data.get("day"):
            if "day" not in self.errors:
                self.add_error("day", _now("A time needs a day."))
        elif data.get("start"):
            self.clean_moment(data["day"], data["start"])
        return data

    def clean_moment(self, day: int, clock: time) -> None:
        try:
            later = self.cleaned_data.get("start_reading") == "1"
            self.cleaned_data["starts_at"] = moment_of(clock_on(self.meeting, day, clock), self.meeting, later=later)
        except ValidationError as refused:
            self.add_error(None, refused)


def initial_of(plan: Plan) -> dict[str, Any]:
    names = ("version", "title", "kind", "abstract", "day", "minutes", "expected")
    return {name: getattr(plan, name) for name in names} | {
        "start": clock_of(plan.starts_at, plan.meeting),
        "room": EVERYWHERE if plan.everywhere else str(plan.room_id or ""),
        "topics": [] if plan.pk is None else topics_of(plan),
        "cancelled": plan.state == Plan.State.CANCELLED,
    }


def clock_of(moment: datetime | None, meeting: Meeting) -> time | None:
    return moment.astimezone(meeting.zone).time().replace(second=0, microsecond=0) if moment else None


def days_to_choose(meeting: Meeting, plan: Plan) -> list[tuple[int | str, str]]:
    """The days of the meeting, and the one on which the entry stands, if it is none of them any more."""
    numbers = sorted({*range(1, len(days_of(meeting)) + 1), *([plan.day] if plan.day else [])})
    return [("", _now("no day yet")), *((number, day_in_words(date_of(meeting, number))) for number in numbers)]


def topics_to_choose(meeting: Meeting, plan: Plan) -> list[tuple[int, str]]:
    """Those of the meeting and of the entry; all that there are, where the meeting has none."""
    own = {topic.pk: topic for topic in meeting.topics.all()} or {topic.pk: topic for topic in Topic.objects.all()}
    if plan.pk:
        own |= {topic.pk: topic for topic in plan.topics.all()}
    return sorted(((topic.pk, topic.name) for topic in own.values()), key=lambda choice: choice[1].casefold())
