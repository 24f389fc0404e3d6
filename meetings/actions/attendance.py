"""Who came, as the host says when the meeting has begun."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Delegation, Meeting, Phase, Turnout
from meetings.stamps import stamp_of
from organizations.actions.records import credit, record
from organizations.models import Organization, Source, User


class StaleAttendanceError(Exception):
    """Somebody else said who came, or another delegation was added, in between."""


def hosts_of(meeting: Meeting) -> set[int]:
    return set(meeting.hosts.values_list("organization_id", flat=True))


def roll_of(meeting: Meeting) -> list[Delegation]:
    """The delegations of whom it is to be said whether they came: all but the hosts', who did; two queries."""
    hosts = hosts_of(meeting)
    found = meeting.delegations.select_related("organization", "partner")
    return sorted((one for one in found if one.organization_id not in hosts), key=lambda one: str(one.party).casefold())


def attendance_of(meeting: Meeting) -> dict[str, Any]:
    """What is on record: whether each delegation came, whether that is all, and how many people there were."""
    came = {str(one.pk): one.attended for one in roll_of(meeting)}
    return {"came": came, "known": meeting.all_attendance_known, "people": people_counted(meeting)}


def attendance_stamp(meeting: Meeting) -> str:
    return stamp_of(attendance_of(meeting))


def people_counted(meeting: Meeting) -> int | None:
    """By the host; None where the host has not said."""
    return counts_of(meeting).values_list("value", flat=True).first()


def counts_of(meeting: Meeting):
    return meeting.turnouts.filter(kind=Turnout.Kind.PARTICIPANTS, source__code=code_of(meeting))


def code_of(meeting: Meeting) -> str:
    """Of the source that is the host's own word."""
    return f"host-{meeting.slug}"[:50]


@transaction.atomic
def confirm_attendance(
    *,
    meeting: Meeting,
    stamp: str,
    came: Collection[int],
    also: Organization | None,
    role: str,
    people: int | None,
    by: User,
    now: datetime,
) -> None:
    """Say that the delegations `came`, by primary key, were there and no others were, but the hosts.

    `also` came without being on the list, as `role`; `people` is how many persons there were, None for unknown.
    StaleAttendanceError where `stamp` is not that of what is on record any more; ValidationError before the meeting.
    """
    present = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if present.phase(now) not in {Phase.RUNNING, Phase.OVER}:
        raise ValidationError(_("Nobody has come yet: the meeting has not begun."))
    if attendance_stamp(present) != stamp:
        raise StaleAttendanceError
    for delegation in roll_of(present):
        mark(delegation, attended=delegation.pk in came, by=by)
    for delegation in present.delegations.filter(organization__in=hosts_of(present)):
        mark(delegation, attended=True, by=by)
    if also:
        add(present, also, role, by=by)
    if not present.all_attendance_known:
        present.all_attendance_known = True
        credit(present, by)
        present.save()
    count(present, people, by=by)
    record("confirmed the attendance of", present, by=by, came=len(came), people=people)


def mark(delegation: Delegation, *, attended: bool, by: User) -> None:
    if delegation.attended != attended:
        delegation.attended = attended
        credit(delegation, by)
        delegation.save(update_fields=["attended"])


def add(meeting: Meeting, organization: Organization, role: str, *, by: User) -> None:
    """ValidationError where it has a delegation already."""
    delegation = Delegation(meeting=meeting, organization=organization, role=role, attended=True)
    delegation.full_clean()
    credit(delegation, by)
    delegation.save()


def count(meeting: Meeting, people: int | None, *, by: User) -> None:
    """The host's count stands beside those of other sources."""
    row = counts_of(meeting).first()
    if row and people is None:
        credit(row, by)
        row.delete()
    if people is None or (row and row.value == people):
        return
    if row is None:
        title = _("The hosts of %(meeting)s, who counted") % {"meeting": meeting.name}
        source = Source.objects.get_or_create(code=code_of(meeting), defaults={"title": title})[0]
        row = Turnout(meeting=meeting, kind=Turnout.Kind.PARTICIPANTS, source=source)
    row.value = people
    credit(row, by)
    row.save()
