"""The one row that remembers on which day the scenario stands and what its meetings were named."""

from dataclasses import dataclass
from datetime import date

from ifiso.scenario.calendar import Name
from organizations.models import ArchiveEntry

TABLE, KEY = "demo scenario", "anchor"


@dataclass(frozen=True)
class Anchor:
    """`meetings` gives the primary key and `names` the name that the scenario gave, by `running` and the like."""

    day: date
    meetings: dict[str, int]
    names: dict[str, Name]


def read_anchor() -> Anchor | None:
    """None where the scenario was never planted."""
    entry = ArchiveEntry.objects.filter(table=TABLE, key=KEY).first()
    if entry is None:
        return None
    values = entry.values
    return Anchor(date.fromisoformat(values["day"]), values["meetings"], values["names"])


def write_anchor(anchor: Anchor) -> ArchiveEntry:
    values = {"day": anchor.day.isoformat(), "meetings": anchor.meetings, "names": anchor.names}
    defaults = {"values": values, "object_id": anchor.meetings["running"]}
    return ArchiveEntry.objects.update_or_create(table=TABLE, key=KEY, defaults=defaults)[0]
