"""Entries of an agenda in the making, and a host who presses and drags them."""

from datetime import UTC, datetime

from meetings.axis import moment_at
from meetings.models import Plan
from tests.factories import make_plan
from tests.support.hosting import address

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
SCRIPT = {"HX-Request": "true"}


def placed(stage, day=1, minute=600, **fields):
    """An entry of the stage's meeting, `minute` counted from that day's midnight."""
    return make_plan(stage.meeting, day=day, starts_at=moment_at(stage.meeting, day, minute), **fields)


def saved(plan):
    return Plan.objects.select_related("meeting", "room").get(pk=plan.pk)


def place(client, stage, plan, headers=None, **fields):
    """Send `plan` where `fields` say, as seen in its own version."""
    fields = {"version": plan.version, "day": plan.day or 1, **fields}
    return client.post(address(stage, "host_plan_place", plan.pk), fields, headers=headers or {})
