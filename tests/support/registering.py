"""Registering people in one line."""

from datetime import UTC, datetime, timedelta

from meetings.actions.registrations import register
from meetings.models import Delegate

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def enrol(delegation, name, minutes=0, **fields):
    """Register `name` for the delegation, so many minutes after NOW."""
    fields = {"email": f"{name.lower()}@example.org", "meeting": delegation.meeting, **fields}
    delegate = Delegate(delegation=delegation, name=name, **fields)
    return register(delegate=delegate, by=None, now=NOW + timedelta(minutes=minutes))
