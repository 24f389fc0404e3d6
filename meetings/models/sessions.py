"""The agenda: what happens at a meeting, when, and led by whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from meetings.models.meetings import Meeting
from organizations.models import Organization, Partner, Source


class Room(models.Model):
    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=100)
    capacity = models.PositiveSmallIntegerField(_("capacity"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["meeting", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name"],
                name="room_named_once_per_meeting",
                violation_error_message=_("This meeting has a room of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class SessionQuerySet(models.QuerySet):
    def public(self):
        """Those that a visitor may see; a cancelled session stays visible, marked as such."""
        return self.exclude(state=Session.State.DRAFT)

    def in_order(self):
        """By day, then by time, those without a time last in the order in which they were recorded."""
        return self.order_by("day", F("starts_at").asc(nulls_last=True), "position", "pk")


class Session(models.Model):
    """An entry of the agenda. Of old ones often only the day is known, of some not even that."""

    class Kind(models.TextChoices):
        PRESENTATION = "presentation", _("presentation")
        BEST_PRACTICE = "best_practice", _("best practice")
        TRAINING = "training", _("training")
        WORKSHOP = "workshop", _("workshop")
        PARTNER = "partner", _("partner session")
        PLENARY = "plenary", _("plenary")
        OPEN_SPACE = "open_space", _("open space")
        SOCIAL = "social", _("social")
        BREAK = "break", _("break")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        CANCELLED = "cancelled", _("cancelled")

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.WORKSHOP)
    title = models.CharField(_("title"), max_length=200)
    abstract = models.TextField(_("abstract"), blank=True)
    day = models.PositiveSmallIntegerField(
        _("day"), null=True, blank=True, help_text=_("1 is the meeting's first day.")
    )
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    room = models.ForeignKey(
        Room, verbose_name=_("room"), on_delete=models.SET_NULL, related_name="sessions", null=True, blank=True
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SCHEDULED)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="sessions", null=True, blank=True
    )
    history = HistoricalRecords()

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["meeting", "day", "starts_at", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("A session needs a start and a later end, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(day=None) | Q(day__gte=1),
                name="session_day_counts_from_one",
                violation_error_message=_("The meeting's first day is day 1."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(day__isnull=False),
                name="session_with_a_time_has_a_day",
                violation_error_message=_("A session with a time belongs to a day of the meeting."),
            ),
        ]

    def __str__(self):
        return self.title


class Lead(models.Model):
    """Who leads a session: often several organizations and a partner together."""

    session = models.ForeignKey(Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="leads")
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.CASCADE,
        related_name="leads",
        null=True,
        blank=True,
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="leads", null=True, blank=True
    )

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization=None, partner__isnull=False) | Q(organization__isnull=False, partner=None),
                name="lead_is_an_organization_or_a_partner",
                violation_error_message=_("Choose an organization or a partner, not both."),
            ),
            models.UniqueConstraint(
                fields=["session", "organization"],
                condition=Q(organization__isnull=False),
                name="lead_organization_once_per_session",
                violation_error_message=_("This organization leads the session already."),
            ),
            models.UniqueConstraint(
                fields=["session", "partner"],
                condition=Q(partner__isnull=False),
                name="lead_partner_once_per_session",
                violation_error_message=_("This partner leads the session already."),
            ),
        ]

    def __str__(self):
        return str(self.organization or self.partner)
