"""The clocks of a place: usually they show a time once, on one night twice, on one not at all."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.forms.local_times import LocalMomentField, readings

BRUSSELS, LORD_HOWE = ZoneInfo("Europe/Brussels"), ZoneInfo("Australia/Lord_Howe")
OFFSETS = [
    (BRUSSELS, "2027-03-28T01:59", ["+01:00"]),
    (BRUSSELS, "2027-03-28T02:30", []),
    (BRUSSELS, "2027-03-28T03:00", ["+02:00"]),
    (BRUSSELS, "2027-10-31T02:30", ["+02:00", "+01:00"]),
    (BRUSSELS, "2027-10-31T03:00", ["+01:00"]),
    (LORD_HOWE, "2027-10-03T02:15", []),
    (LORD_HOWE, "2027-04-04T01:45", ["+11:00", "+10:30"]),
    (ZoneInfo("Asia/Kathmandu"), "2027-10-31T02:30", ["+05:45"]),
    (ZoneInfo("UTC"), "2027-10-31T02:30", ["+00:00"]),
]


def field_in(zone):
    field = LocalMomentField(required=False)
    field.zone = zone
    return field


@pytest.mark.parametrize(("zone", "wall", "offsets"), OFFSETS)
def test_readings(zone, wall, offsets):
    found = readings(datetime.fromisoformat(wall), zone)
    assert [moment.isoformat()[-6:] for moment in found] == offsets


@pytest.mark.parametrize(("zone", "wall", "offsets"), OFFSETS)
@pytest.mark.parametrize("current", ["UTC", "Pacific/Auckland", "Europe/Brussels"])
def test_whatever_the_zone_of_the_process_the_field_reads_the_meetings(current, zone, wall, offsets):
    with timezone.override(current):
        if not offsets:
            with pytest.raises(ValidationError):
                field_in(zone).clean(wall)
            return
        moment = field_in(zone).clean(wall)
        assert moment == datetime.fromisoformat(wall + offsets[0])
        assert moment.tzinfo == UTC
        assert f"{field_in(zone).prepare_value(moment):%Y-%m-%dT%H:%M}" == wall


@pytest.mark.parametrize("typed", ["", None])
def test_nothing_is_no_moment(typed):
    assert field_in(BRUSSELS).clean(typed) is None


@pytest.mark.parametrize("typed", ["soon", "0001-01-01T00:00", "9999-12-31T23:59", "2027-13-01T00:00", "\x00"])
def test_what_is_no_time_of_these_centuries_is_refused(typed):
    with pytest.raises(ValidationError):
        field_in(BRUSSELS).clean(typed)
    assert field_in(BRUSSELS).readings_of(typed) == []
