"""Who holds an organization's seats, who is to have them, who had them, and what was done about it."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.dates import PartialDate
from ifiso.moments import in_words
from organizations.actions.mandates import is_followed
from organizations.actions.reminders import STAGES
from organizations.models import Activity, HandOver, Liaison, Organization, User
from organizations.periods import period
from organizations.rules import Standing

SHOWN_DEEDS = 30
DEEDS = {
    "began": gettext_lazy("Invitation accepted, mandate recorded"),
    "retitled": gettext_lazy("Title corrected"),
    "ended": gettext_lazy("End brought forward"),
    "named": gettext_lazy("Named"),
    "invited again": gettext_lazy("Invitation sent again"),
    "took back": gettext_lazy("Invitation taken back"),
    "took over": gettext_lazy("Hand-over confirmed"),
    "called off": gettext_lazy("Hand-over called off"),
    "added": gettext_lazy("Entered in the back office"),
    "changed": gettext_lazy("Changed in the back office"),
    "deleted": gettext_lazy("Deleted in the back office"),
}


@dataclass(frozen=True)
class Seat:
    """A mandate with its time in words, and what the one who looks may do with it.

    `share` is how much of it has passed, in percent; None where it has no last day or has not begun.
    """

    mandate: Liaison
    period: str
    share: int | None
    is_own: bool
    may_change: bool
    may_pass_on: bool
    hand_over: HandOver | None
    ends_unfollowed: bool


@dataclass(frozen=True)
class Passage:
    """A hand-over and how far it has come, in words: the successor's first day, the predecessor's last one."""

    hand_over: HandOver
    first_day: str
    last_day: str
    progress: str
    may_steer: bool
    link_is_open: bool


@dataclass
class Team:
    """One organization's seats as `user` sees them on `day`; the facts are read when they are asked for."""

    organization: Organization
    user: User
    day: date

    @cached_property
    def standing(self) -> Standing:
        return Standing(self.user, self.organization, self.day)

    @cached_property
    def mandates(self) -> list[Liaison]:
        mandates = self.organization.liaisons.select_related("user", "organization")
        return sorted(mandates, key=lambda mandate: (list(Liaison.Kind).index(mandate.kind), mandate.since))

    @cached_property
    def seats(self) -> list[Seat]:
        return [self.seat(mandate) for mandate in self.mandates if mandate.is_current_on(self.day)]

    @cached_property
    def coming(self) -> list[Seat]:
        return [self.seat(mandate) for mandate in self.mandates if mandate.since > self.day]

    @cached_property
    def past(self) -> list[tuple[Liaison, str]]:
        over = [mandate for mandate in self.mandates if mandate.is_over_on(self.day)]
        return [(mandate, period(mandate)) for mandate in sorted(over, key=lambda one: one.since, reverse=True)]

    def seat(self, mandate: Liaison) -> Seat:
        return Seat(
            mandate,
            period(mandate),
            share(mandate, self.day),
            mandate.user_id == self.user.pk,
            self.standing.may_change(mandate),
            self.standing.may_pass_on(mandate),
            next((one for one in self.standing_hand_overs if one.predecessor_id == mandate.pk), None),
            self.ends_unfollowed(mandate),
        )

    def ends_unfollowed(self, mandate: Liaison) -> bool:
        """Whether the reminders have begun: it ends soon, and nobody holds the seat after it."""
        soon = mandate.until is not None and (mandate.until - self.day).days <= max(STAGES)
        return soon and mandate.kind == Liaison.Kind.PRIMARY and not is_followed(mandate, mandate.until)

    @cached_property
    def standing_hand_overs(self) -> list[HandOver]:
        """Those that are open, or were completed and put somebody in the seat."""
        related = ["organization", "predecessor__user", "predecessor__organization", "successor__user", "invitation"]
        hand_overs = self.organization.hand_overs.select_related(*related).filter(cancelled_at=None)
        return list(hand_overs.exclude(successor=None, completed_at__isnull=False))

    @cached_property
    def passages(self) -> list[Passage]:
        return [passage(hand_over, self.standing) for hand_over in self.standing_hand_overs if hand_over.is_open]

    @cached_property
    def deeds(self) -> list[dict]:
        """What was done (`what`, to `whom`, `when`, by `who`), the latest first."""
        zone = ZoneInfo(settings.TEAM_TIME_ZONE)
        activities = Activity.objects.filter(self.about()).select_related("actor")[:SHOWN_DEEDS]
        return [
            {
                "what": DEEDS.get(activity.verb, activity.verb),
                "whom": activity.target_label.removesuffix(f" ({self.organization})"),
                "when": in_words(activity.at, zone),
                "who": activity.actor,
            }
            for activity in activities
        ]

    def about(self) -> Q:
        """Activities of this organization's mandates and hand-overs."""
        mandates = [str(mandate.pk) for mandate in self.mandates]
        hand_overs = [str(pk) for pk in self.organization.hand_overs.values_list("pk", flat=True)]
        return Q(target_type=Liaison._meta.label_lower, target_id__in=mandates) | Q(
            target_type=HandOver._meta.label_lower, target_id__in=hand_overs
        )


def share(mandate: Liaison, day: date) -> int | None:
    if mandate.until is None or mandate.since > day:
        return None
    return round(100 * ((day - mandate.since).days + 1) / ((mandate.until - mandate.since).days + 1))


def passage(hand_over: HandOver, viewer: Standing) -> Passage:
    return Passage(
        hand_over,
        PartialDate.of(hand_over.since).display(),
        PartialDate.of(hand_over.predecessor_until).display() if hand_over.predecessor_until else "",
        progress(hand_over),
        viewer.may_steer(hand_over),
        link_is_open(hand_over),
    )


def link_is_open(hand_over: HandOver) -> bool:
    """Whether the link that was mailed can still be accepted."""
    sent, now = hand_over.invitation, timezone.now()
    return sent is not None and sent.accepted_at is None and sent.revoked_at is None and sent.expires_at > now


def progress(hand_over: HandOver) -> str:
    """How far it has come: `invited, the link works until 5 December 2026` and so on."""
    if hand_over.completed_at:
        return _("completed")
    if hand_over.cancelled_at:
        return _("called off")
    if hand_over.successor:
        return _("accepted, not confirmed yet")
    if link_is_open(hand_over):
        until = PartialDate.of(hand_over.invitation.expires_at.date())
        return _("invited; the link works until %(day)s") % {"day": until.display()}
    if hand_over.invitation and hand_over.invitation.revoked_at:
        return _("the invitation was taken back")
    return _("the invitation has run out")
