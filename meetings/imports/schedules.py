"""What `schedule.json` and `schedule.xml`, in the form of frab and c3voc, have in common.

Their events become entries as a table's rows would, so that everything after goes the same way.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from meetings.imports import MOST_ENTRIES, Raw, Reading, UnreadableError

# What events say, and the column that it becomes.
FIELDS = {
    "guid": "guid",
    "title": "title",
    "type": "kind",
    "room": "room",
    "track": "topics",
    "persons": "leads",
    "date": "start",
    "duration": "minutes",
    "abstract": "abstract",
}
COLUMNS = list(FIELDS.values())


def entry(line: int, event: Mapping[str, str], day: str = "") -> Raw:
    """An event as an entry. One without a full date has a time only, on `day`."""
    cells = {column: event.get(name, "") for name, column in FIELDS.items()}
    if not cells["start"] and event.get("start"):
        cells["start"], cells["day"] = event["start"], day
    if event.get("subtitle") and cells["title"]:
        cells["title"] = _("%(title)s: %(subtitle)s") % {"title": cells["title"], "subtitle": event["subtitle"]}
    longer = event.get("description", "")
    if longer and longer != cells["abstract"]:
        cells["abstract"] = "\n\n".join(filter(None, (cells["abstract"], longer)))
    return Raw(line, cells)


def reading(kind: str, raws: Iterable[Raw]) -> Reading:
    found = []
    for raw in raws:
        if len(found) == MOST_ENTRIES:
            raise UnreadableError(
                _("From here on it is too long: an agenda has up to %(most)d entries.") % {"most": MOST_ENTRIES},
                raw.line,
            )
        found.append(raw)
    if not found:
        raise UnreadableError(_("This schedule holds no events."))
    return Reading(kind, found, COLUMNS)
