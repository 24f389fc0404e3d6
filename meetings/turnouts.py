"""How many organizations came: what sources counted beside what they name, contradictions kept."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting, Turnout


def counts(turnouts: Iterable[Turnout], kind: Turnout.Kind = Turnout.Kind.ORGANIZATIONS) -> list[int]:
    """The different counts of one kind, the lowest first."""
    return sorted({turnout.value for turnout in turnouts if turnout.kind == kind})


def organizations_in_words(meeting: Meeting, named: int) -> str:
    """`15 organizations`, `9 or 10 organizations`, `2 organizations named`; empty where nothing is known.

    `named` is how many organizations are on record as present.
    """
    counted = counts(meeting.turnouts.all())
    if len(counted) > 1:
        return _("%(lowest)d or %(highest)d organizations") % {"lowest": counted[0], "highest": counted[-1]}
    if not counted and not meeting.all_attendance_known:
        words = ngettext("%(count)d organization named", "%(count)d organizations named", named)
        return words % {"count": named} if named else ""
    count = counted[0] if counted else named
    return ngettext("%(count)d organization", "%(count)d organizations", count) % {"count": count}


def unnamed_in_words(meeting: Meeting, named: int) -> str:
    """`and 14 that no source names`; by the highest count where counts differ; empty where all are named."""
    counted = counts(meeting.turnouts.all())
    if not counted or counted[-1] <= named:
        return ""
    lowest, highest = counted[0] - named, counted[-1] - named
    if lowest == highest:
        words = ngettext("and %(count)d that no source names", "and %(count)d that no source names", highest)
    else:
        words = ngettext("%(count)d more by the highest count", "%(count)d more by the highest count", highest)
    return words % {"count": highest}
