"""What organizations agreed to assess or to do. It outlives the people who agreed it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from meetings.models.meetings import Meeting
from meetings.models.sessions import Session
from organizations.models import Organization, Source


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
