"""Who was where: one answer for the strips, the attendance matrix and the profiles."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from meetings.models import Delegation, Host, Meeting
from organizations.models import Organization


class Presence(StrEnum):
    """What the registry knows of an organization at a meeting."""

    HOST = "host"
    ATTENDED = "attended"
    ABSENT = "absent"
    UNKNOWN = "unknown"


PresenceTable = dict[tuple[int, int], Presence]


def presence_of(organizations: Iterable[Organization], meetings: Sequence[Meeting]) -> PresenceTable:
    """Each (organization id, meeting id) of which something is known: two queries, whatever the numbers.

    Pairs that are missing are UNKNOWN. A host counts as present. What is invented for the demo is never missed at a
    real meeting, nor the other way round.
    """
    organizations = list(organizations)
    ids = [organization.pk for organization in organizations]
    known = {meeting.pk for meeting in meetings}
    table: PresenceTable = {
        (organization.pk, meeting.pk): Presence.ABSENT
        for meeting in meetings
        if meeting.all_attendance_known
        for organization in organizations
        if organization.is_demo == meeting.is_demo
    }
    attended = Delegation.objects.present().filter(organization__in=ids).values_list("organization_id", "meeting_id")
    table.update(((organization, meeting), Presence.ATTENDED) for organization, meeting in attended if meeting in known)
    hosted = Host.objects.filter(organization__in=ids).values_list("organization_id", "meeting_id")
    table.update(((organization, meeting), Presence.HOST) for organization, meeting in hosted if meeting in known)
    return table
