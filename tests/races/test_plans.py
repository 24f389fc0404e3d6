"""Two hosts plan the same agenda at once, over HTTP, with the production server's workers."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse

from meetings.axis import minutes_into, moment_at
from meetings.models import Plan
from organizations.clock import today
from tests.factories import make_host, make_liaison, make_meeting, make_organization, make_plan, make_user
from tests.races.crowd import Press, press, session_of
from tests.races.server import running

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EDITS = 100
MINUTES = {"erin": 600, "bob": 720}


def test_of_two_hosts_edits_half_are_saved_half_are_answered_409_and_none_is_lost():
    day = today() + timedelta(days=100)
    meeting = make_meeting(year=day.year, starts_on=str(day), ends_on=str(day + timedelta(days=3)))
    host = make_organization()
    make_host(meeting, host)
    sessions = {}
    for name in MINUTES:
        user = make_user(name=name)
        make_liaison(user, host)
        sessions[name] = session_of(user)
    entries = [make_plan(meeting, day=1, starts_at=moment_at(meeting, 1, 540)) for _ in range(EDITS)]
    edits = [(plan, name) for plan in entries for name in MINUTES]
    random.Random(7).shuffle(edits)
    with running() as port:
        statuses = press(port, [edit(meeting, plan, name, sessions[name]) for plan, name in edits])
    assert Counter(statuses) == {302: EDITS, 409: EDITS}
    for (plan, name), status in zip(edits, statuses, strict=True):
        if status == 302:
            now = Plan.objects.get(pk=plan.pk)
            assert (minutes_into(meeting, 1, now.starts_at), now.version) == (MINUTES[name], 2)
    assert sorted(meeting.plan_changes.values_list("number", flat=True)) == list(range(1, EDITS + 1))


def edit(meeting, plan, name, session):
    """A drop of the entry as both saw it."""
    path = reverse("host_plan_place", args=[meeting.slug, plan.pk])
    return Press(path, {"version": 1, "day": 1, "start": MINUTES[name], "minutes": 60}, session)
