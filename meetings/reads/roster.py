"""Whom an organization sends to a meeting, as the page of those who decide it shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ifiso.moments import deadline_in_words, in_words
from meetings.models import Delegate, Delegation, Meeting, Phase
from meetings.rules import takes_changes, takes_registrations
from organizations.models import User

MARKS_AT_MOST = 24


@dataclass(frozen=True)
class Line:
    """One person on the list: the place, counted from 1, and what the registry still has to be told."""

    delegate: Delegate
    place: int
    is_last: bool
    missing: list[str]


@dataclass
class Roster:
    """The delegation, which may be unsaved, at the moment `now`; `may_send` says whether the reader may change it."""

    delegation: Delegation
    now: datetime
    may_send: bool

    @property
    def meeting(self) -> Meeting:
        return self.delegation.meeting

    @cached_property
    def delegates(self) -> list[Delegate]:
        """Everybody ever registered for it, by rank."""
        return list(self.delegation.delegates.by_rank()) if self.delegation.pk else []

    @cached_property
    def lines(self) -> list[Line]:
        """Those who come, or wait."""
        active = [delegate for delegate in self.delegates if delegate.state in Delegate.ACTIVE]
        return [
            Line(delegate, place, place == len(active), missing(delegate))
            for place, delegate in enumerate(active, start=1)
        ]

    @property
    def ended(self) -> list[Delegate]:
        """Those who withdrew, were replaced or refused."""
        return [delegate for delegate in self.delegates if delegate.state not in Delegate.ACTIVE]

    @property
    def confirmed(self) -> int:
        return self.count(Delegate.State.CONFIRMED)

    @property
    def waiting(self) -> int:
        return self.count(Delegate.State.WAITING)

    def count(self, state: str) -> int:
        return sum(delegate.state == state for delegate in self.delegates)

    @property
    def free(self) -> int:
        """How many more people would be within the quota."""
        return max(0, self.delegation.quota - len(self.lines))

    @property
    def marks(self) -> list[str]:
        """One mark a place: `taken`, `waits` or `free`; none where that would be too many to see."""
        marks = ["taken"] * self.confirmed + ["waits"] * self.waiting + ["free"] * self.free
        return marks if len(marks) <= MARKS_AT_MOST else []

    @cached_property
    def may_add(self) -> bool:
        return self.may_send and takes_registrations(self.meeting, self.now)

    @cached_property
    def may_change(self) -> bool:
        return self.may_send and takes_changes(self.meeting, self.now)

    @property
    def is_full(self) -> bool:
        """Whether the next person has to wait because the meeting itself is full."""
        capacity = self.meeting.capacity
        return capacity is not None and self.meeting.delegates.confirmed().count() >= capacity

    @property
    def window(self) -> str:
        return window_in_words(self.meeting, self.now)

    def has(self, user: User) -> bool:
        return any(line.delegate.email == user.email for line in self.lines)


def missing(delegate: Delegate) -> list[str]:
    """What the person has not told yet, as the form's labels name it."""
    facts = ("role_title", "country", "age_band")
    names = [str(Delegate._meta.get_field(name).verbose_name) for name in facts if not getattr(delegate, name)]
    return names if delegate.privacy_accepted_at else [*names, _("privacy notice")]


def window_in_words(meeting: Meeting, now: datetime) -> str:
    """Since when and until when people can be registered, with the zone, and what is possible now."""
    opens, closes, phase = meeting.registration_opens_at, meeting.registration_closes_at, meeting.phase(now)
    until = deadline_in_words(closes, meeting.zone) if closes else ""
    if phase == Phase.CANCELLED:
        return _("The meeting is cancelled, so nobody can be registered.")
    if phase == Phase.OVER:
        return _("The meeting is over. What is written here stays as it is.")
    if opens is None:
        return _("The hosts have not said yet when registration opens.")
    if now < opens:
        return _("Registration opens on %(moment)s.") % {"moment": in_words(opens, meeting.zone)}
    if phase == Phase.REGISTRATION_OPEN:
        return _("Registration is open until %(moment)s.") % {"moment": until} if until else _("Registration is open.")
    return _("Registration is closed. Until the meeting is over you can still send somebody else, or withdraw.")


def titles_of(delegation: Delegation) -> Iterable[str]:
    """The roles that the organization named lately, to choose from, the latest first."""
    said = Delegate.objects.filter(delegation__organization=delegation.organization).exclude(role_title="")
    latest = said.values("role_title").annotate(latest=Max("registered_at")).order_by("-latest", "role_title")
    return latest.values_list("role_title", flat=True)[:20]
