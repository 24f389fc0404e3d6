"""The names of columns as people write them."""

from django.utils.translation import gettext_lazy as _

from ifiso.text import fold

COLUMNS = {
    "day": _("Day"),
    "start": _("Start"),
    "end": _("End"),
    "minutes": _("Minutes"),
    "title": _("Title"),
    "kind": _("Kind"),
    "room": _("Room"),
    "leads": _("Led by"),
    "partner": _("Partner"),
    "topics": _("Topics"),
    "abstract": _("Abstract"),
    "expected": _("People expected"),
    "guid": _("GUID"),
}

VARIANTS = {
    "day": "day, date, weekday, on, days, dates, when",
    "start": "start, starts, begin, begins, beginning, from, time, start time, starting time, starts at, start at, "
    "hour, time slot, slot, timeslot, begin time",
    "end": "end, ends, to, until, till, end time, ends at, finish, end at, ending time",
    "minutes": "minutes, min, mins, length, duration, length in minutes, duration in minutes, how long, duration min, "
    "length min, time in minutes",
    "title": "title, session, session title, name, what, activity, event, programme, program, item, agenda item, "
    "subject, programme item, session name, name of session",
    "kind": "kind, type, format, category, session type, kind of session, type of session",
    "room": "room, place, where, location, venue, rooms",
    "leads": "led by, leads, lead, leader, leaders, organization, organizations, by, who, responsible, speaker, "
    "speakers, trainer, trainers, facilitator, facilitators, host, hosts, member, members, leading organization, "
    "led by organizations, organizer, organizers",
    "partner": "partner, partners, sponsor, with, external, partner organization",
    "topics": "topic, topics, tag, tags, theme, themes, track, tracks, keywords, keyword",
    "abstract": "abstract, description, details, content, summary, about, text",
    "expected": "expected, people, people expected, participants, number of participants, expected people, size, "
    "seats, attendance, number of people, expected participants",
    "guid": "guid, uid, uuid",
}
KNOWN = {fold(name): column for column, names in VARIANTS.items() for name in names.split(", ")}


def column_of(header: str) -> str | None:
    """The column that `header` names; what stands in brackets, such as `Length (minutes)`, may be left out."""
    return KNOWN.get(fold(header)) or KNOWN.get(fold(header.partition("(")[0].partition("[")[0]))
