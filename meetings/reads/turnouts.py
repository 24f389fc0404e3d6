"""How many organizations came: what sources counted beside what they name, contradictions kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Delegation, Host, Meeting, Turnout


def counts(turnouts: Iterable[Turnout]) -> list[int]:
    """How many organizations came, as the sources counted them."""
    return [turnout.value for turnout in turnouts if turnout.kind == Turnout.Kind.ORGANIZATIONS]


def named_organizations() -> Counter[int]:
    """How many organizations are on record as present, hosts among them, by the meeting's id; two queries."""
    present = Delegation.objects.present().of_organizations()
    named = Counter(dict(present.order_by().values_list("meeting_id").annotate(Count("pk"))))
    listed = present.filter(meeting=OuterRef("meeting"), organization=OuterRef("organization"))
    named.update(Host.objects.filter(~Exists(listed)).values_list("meeting_id", flat=True))
    return named


def counted_organizations() -> dict[int, list[int]]:
    """What sources say how many organizations came, the lowest first, by the meeting's id."""
    counted: dict[int, list[int]] = defaultdict(list)
    turnouts = Turnout.objects.filter(kind=Turnout.Kind.ORGANIZATIONS).order_by("value")
    for meeting, value in turnouts.values_list("meeting_id", "value"):
        counted[meeting].append(value)
    return counted


def organizations_in_words(meeting: Meeting, counted: Iterable[int], named: int) -> str:
    """`15 organizations`, `9 or 10 organizations`, `2 organizations named`; empty where nothing is known.

    `counted` is what sources say, `named` how many organizations are on record as present.
    """
    numbers = sorted({*counted}) or [named] * meeting.all_attendance_known
    if len(numbers) > 1:
        return _("%(lowest)d or %(highest)d organizations") % {"lowest": numbers[0], "highest": numbers[-1]}
    if numbers:
        words = ngettext("%(count)d organization", "%(count)d organizations", numbers[0])
        return words % {"count": numbers[0]}
    words = ngettext("%(count)d organization named", "%(count)d organizations named", named)
    return words % {"count": named} if named else ""


def unnamed_in_words(counted: Iterable[int], named: int) -> str:
    """`and 14 that no source names`; by the highest count where counts differ; empty where all are named."""
    numbers = sorted({*counted})
    if not numbers or numbers[-1] <= named:
        return ""
    missing = numbers[-1] - named
    if len(numbers) == 1:
        words = ngettext("and %(count)d that no source names", "and %(count)d that no source names", missing)
    else:
        words = ngettext("%(count)d more by the highest count", "%(count)d more by the highest count", missing)
    return words % {"count": missing}
