"""What organizations agreed to assess or to do. It outlives the people who agreed it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from meetings.models.meetings import Meeting
from meetings.models.sessions import Session
from organizations.models import Organization, Source, User


class OutcomeQuerySet(models.QuerySet):
    def public(self):
        return self.filter(meeting__in=Meeting.objects.published())

    def open(self):
        """Those that still wait for somebody to do something."""
        return self.filter(state__in=Outcome.OPEN)


class Outcome(models.Model):
    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("proposal")
        DECISION = "decision", _("decision")
        ACTION = "action", _("action")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        BEING_ASSESSED = "being_assessed", _("being assessed")
        AGREED = "agreed", _("agreed")
        IN_PROGRESS = "in_progress", _("in progress")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    OPEN = (State.PROPOSED, State.BEING_ASSESSED, State.IN_PROGRESS)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="outcomes")
    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.SET_NULL, related_name="outcomes", null=True, blank=True
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED)
    owners = models.ManyToManyField(Organization, verbose_name=_("owners"), related_name="outcomes", blank=True)
    due_meeting = models.ForeignKey(
        Meeting, verbose_name=_("due at"), on_delete=models.SET_NULL, related_name="outcomes_due", null=True, blank=True
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="outcomes", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(m2m_fields=[owners])

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-meeting__year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "title"],
                name="outcome_recorded_once_per_meeting",
                violation_error_message=_("This meeting has an outcome of this title already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("outcome", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody to do something."""
        return self.state in self.OPEN


class OutcomeUpdate(models.Model):
    """What became of an outcome, in the words of an owner. `state` is the one since then."""

    outcome = models.ForeignKey(Outcome, verbose_name=_("outcome"), on_delete=models.CASCADE, related_name="updates")
    state = models.CharField(_("state"), max_length=20, choices=Outcome.State)
    note = models.TextField(_("note"), max_length=2000)
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.SET_NULL,
        related_name="outcome_updates",
        null=True,
        blank=True,
        help_text=_("For which it was written; empty: for the host or the management team."),
    )
    by = models.ForeignKey(User, verbose_name=_("by"), on_delete=models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("update of an outcome")
        verbose_name_plural = _("updates of outcomes")
        ordering = ["outcome", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note=""),
                name="outcome_update_says_something",
                violation_error_message=_("Say what happened."),
            )
        ]

    def __str__(self):
        return f"{self.outcome}: {self.get_state_display()}"


class Endorsement(models.Model):
    """An organization that supports an outcome without owning it, until it no longer does."""

    outcome = models.ForeignKey(
        Outcome, verbose_name=_("outcome"), on_delete=models.CASCADE, related_name="endorsements"
    )
    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="endorsements"
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(User, verbose_name=_("by"), on_delete=models.SET_NULL, related_name="+", null=True)

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        ordering = ["outcome", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "organization"],
                condition=Q(until=None),
                name="endorsed_once_at_a_time",
                violation_error_message=_("This organization supports it already."),
            )
        ]

    def __str__(self):
        return f"{self.organization}: {self.outcome}"
