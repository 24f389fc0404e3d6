"""Who came, as the host says after the meeting."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.actions.attendance import StaleAttendanceError, attendance_stamp, confirm_attendance
from meetings.models import Delegation
from meetings.reads.participants import company_of
from organizations.clock import today
from tests.factories import make_delegation, make_organization, make_partner
from tests.personas import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


def confirmed(stage, *came, **said):
    said = {"also": None, "role": "guest", "people": None, "stamp": attendance_stamp(stage.meeting), **said}
    pks = [one.pk for one in came]
    by = stage.people["erin"]
    confirm_attendance(meeting=stage.meeting, came=pks, by=by, now=timezone.now(), **said)
    stage.meeting.refresh_from_db()


def test_who_is_ticked_came_and_nobody_else_but_the_host(stage):
    a, b = stage.meeting.delegations.order_by("pk")
    host = make_delegation(stage.meeting, stage.host, attended=None)
    partner = make_delegation(stage.meeting, partner=make_partner(), role="partner", attended=None)
    confirmed(stage, a, partner)
    attended = dict(Delegation.objects.values_list("pk", "attended"))
    assert attended == {a.pk: True, b.pk: False, host.pk: True, partner.pk: True}
    assert stage.meeting.all_attendance_known
    assert company_of(stage.meeting).named == 2
    assert b.history.first().history_user == stage.people["erin"]


def test_somebody_who_was_not_on_the_list_is_added(stage):
    guest = make_organization("GUEST")
    confirmed(stage, also=guest, role="observer")
    assert stage.meeting.delegations.get(organization=guest).attended
    with pytest.raises(ValidationError):
        confirmed(stage, also=guest)


def test_the_hosts_count_is_one_of_several_and_can_be_corrected(stage):
    confirmed(stage, people=19)
    confirmed(stage, people=20)
    row = stage.meeting.turnouts.get()
    assert (row.value, row.kind, row.source.code) == (20, "participants", f"host-{stage.meeting.slug}")
    confirmed(stage)
    assert not stage.meeting.turnouts.exists()


def test_whoever_saw_an_older_list_is_late(stage):
    stamp = attendance_stamp(stage.meeting)
    confirmed(stage)
    with pytest.raises(StaleAttendanceError):
        confirmed(stage, stamp=stamp)


def test_nobody_came_to_a_meeting_that_has_not_begun(stage):
    stage.meeting.starts_on = str(today() + timedelta(days=1))
    stage.meeting.save()
    with pytest.raises(ValidationError):
        confirmed(stage)
    assert not stage.meeting.all_attendance_known
