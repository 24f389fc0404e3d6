"""The agenda in the making: what its hosts plan, before a release shows it to everybody."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from meetings.models.sessions import Entry, Leading, Session
from organizations.models import User


class PlanQuerySet(models.QuerySet):
    def standing(self):
        """All that the editor shows: what was removed is kept only so that it can be brought back."""
        return self.exclude(state=Plan.State.REMOVED)

    def planned(self):
        return self.filter(state=Plan.State.PLANNED)

    def unplaced(self):
        """Those of the tray: without a time."""
        return self.filter(starts_at=None)

    def in_order(self):
        return self.order_by("day", F("starts_at").asc(nulls_last=True), "position", "pk")


class Plan(Entry):
    """An entry as its host plans it. A release makes the `session` that everybody sees, or changes it.

    `minutes` is how long it takes, with or without a time. `version` grows with every change, so that nobody
    overwrites what was not seen. `expected` is how many people are to find a seat; empty where nobody said.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CANCELLED = "cancelled", _("cancelled")
        REMOVED = "removed", _("removed")

    session = models.OneToOneField(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="plan", null=True, editable=False
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    expected = models.PositiveSmallIntegerField(_("people expected"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        User, verbose_name=_("changed by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )

    objects = PlanQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("planned session")
        verbose_name_plural = _("planned sessions")
        ordering = ["meeting", "day", "starts_at", "position", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=1440),
                name="plan_takes_minutes_to_a_day",
                violation_error_message=_("A session takes between 5 minutes and 24 hours."),
            ),
        ]

    @property
    def room_name(self) -> str:
        return self.room.name if self.room else ""


class PlannedLead(Leading):
    plan = models.ForeignKey(Plan, verbose_name=_("session"), on_delete=models.CASCADE, related_name="leads")

    class Meta(Leading.Meta):
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["plan", "pk"]
        constraints = [
            *Leading.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "organization"],
                condition=Q(organization__isnull=False),
                name="planned_organization_once_per_session",
                violation_error_message=_("This organization leads the session already."),
            ),
            models.UniqueConstraint(
                fields=["plan", "partner"],
                condition=Q(partner__isnull=False),
                name="planned_partner_once_per_session",
                violation_error_message=_("This partner leads the session already."),
            ),
        ]


class PlanChange(models.Model):
    """One step in the making of an agenda, numbered within its meeting, with what stood there before and after.

    `before` is empty where the step added the entry; both have the form of `meetings.plans.state_of`.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="plan_changes")
    number = models.PositiveIntegerField()
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="changes")
    verb = models.CharField(max_length=30)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    version = models.PositiveIntegerField(help_text=_("Of the entry, after this step."))
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change of the agenda")
        verbose_name_plural = _("changes of the agenda")
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="plan_change_numbered_once_per_meeting"),
        ]

    def __str__(self):
        return f"{self.number}: {self.verb}"
