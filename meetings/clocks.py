"""What the clocks of a zone show, and which moments that means."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

AN_HOUR = timedelta(hours=1)


def readings(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments at which the clocks of `zone` show `wall`, a naive time: usually one, none in a gap, or two."""
    found = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold)
        exists = moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
        if exists and moment.utcoffset() not in {one.utcoffset() for one in found}:
            found.append(moment)
    return found


def moment_at(wall: datetime, zone: ZoneInfo) -> datetime:
    """In UTC, when the clocks of `zone` show the naive `wall`, whose fold chooses where they show it twice.

    A time that they skip is taken an hour later.
    """
    moments = readings(wall.replace(fold=0), zone) or readings(wall.replace(fold=0) + AN_HOUR, zone)
    return moments[-1 if wall.fold else 0].astimezone(UTC)
