"""The agenda: what happens at a meeting, when, and led by whom."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from meetings.models.delegates import Delegate
from meetings.models.meetings import Meeting
from meetings.models.topics import Topic
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


class SessionKind(models.TextChoices):
    PRESENTATION = "presentation", _("presentation")
    BEST_PRACTICE = "best_practice", _("best practice")
    TRAINING = "training", _("training")
    WORKSHOP = "workshop", _("workshop")
    PARTNER = "partner", _("partner session")
    PLENARY = "plenary", _("plenary")
    OPEN_SPACE = "open_space", _("open space")
    SOCIAL = "social", _("social")
    BREAK = "break", _("break")


class Entry(models.Model):
    """What stands in an agenda, planned or released. Of old ones often only the day is known, of some not even that.

    `day` is the day of the meeting under which it is listed, so that what begins after midnight may close the day
    before. `everywhere` means all rooms at once, which then name none.
    """

    Kind = SessionKind

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="%(class)ss")
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind, default=SessionKind.WORKSHOP)
    title = models.CharField(_("title"), max_length=200)
    abstract = models.TextField(_("abstract"), blank=True)
    day = models.PositiveSmallIntegerField(
        _("day"), null=True, blank=True, help_text=_("1 is the meeting's first day.")
    )
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    room = models.ForeignKey(
        Room, verbose_name=_("room"), on_delete=models.SET_NULL, related_name="%(class)ss", null=True, blank=True
    )
    everywhere = models.BooleanField(_("in all rooms"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="%(class)ss", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message=_("A session needs a start and a later end, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(day=None) | Q(day__gte=1),
                name="%(class)s_day_counts_from_one",
                violation_error_message=_("The meeting's first day is day 1."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(day__isnull=False),
                name="%(class)s_with_a_time_has_a_day",
                violation_error_message=_("A session with a time belongs to a day of the meeting."),
            ),
            models.CheckConstraint(
                condition=Q(everywhere=False) | Q(room=None),
                name="%(class)s_in_all_rooms_names_none",
                violation_error_message=_("A session in all rooms has no room of its own."),
            ),
        ]

    def __str__(self):
        return self.title


class Session(Entry):
    """An entry of the agenda that everybody sees, as it was released last or handed down by the archive.

    `room_name` is how the room was called then: what a host does to its rooms shows with the next release.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        CANCELLED = "cancelled", _("cancelled")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("As in RFC 5545, grows with releases.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SCHEDULED)
    room_name = models.CharField(max_length=100, blank=True, db_default="", default="", editable=False)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="sessions", null=True, blank=True
    )
    history = HistoricalRecords()

    objects = SessionQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["meeting", "day", "starts_at", "position", "pk"]

    def get_absolute_url(self):
        return address("session", self.meeting.slug, self.pk)


class Leading(models.Model):
    """Who leads an entry of the agenda: often several organizations and a partner together.

    `delegate` is the person who does it for an organization, whose name is public only while that person agrees.
    """

    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        null=True,
        blank=True,
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="%(class)ss", null=True, blank=True
    )
    delegate = models.ForeignKey(
        Delegate, verbose_name=_("person"), on_delete=models.SET_NULL, related_name="%(class)ss", null=True, blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(organization=None, partner__isnull=False) | Q(organization__isnull=False, partner=None),
                name="%(class)s_is_an_organization_or_a_partner",
                violation_error_message=_("Choose an organization or a partner, not both."),
            ),
        ]

    def __str__(self):
        return str(self.organization or self.partner)


class Lead(Leading):
    session = models.ForeignKey(Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="leads")

    class Meta(Leading.Meta):
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["session", "pk"]
        constraints = [
            *Leading.Meta.constraints,
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
