"""How many came to a meeting, as its sources counted them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from meetings.models.meetings import Meeting
from organizations.models import Source


class Turnout(models.Model):
    """How many came, as one source counted them. Several sources may differ."""

    class Kind(models.TextChoices):
        ORGANIZATIONS = "organizations", _("organizations")
        PARTICIPANTS = "participants", _("participants")

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="turnouts")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    value = models.PositiveIntegerField(_("value"))
    as_worded = models.CharField(_("as worded"), max_length=200, blank=True)
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="turnouts")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("turnout")
        verbose_name_plural = _("turnouts")
        ordering = ["meeting", "kind", "-value"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "source"],
                name="turnout_counted_once_per_source",
                violation_error_message=_("This source's count is recorded already."),
            )
        ]

    def __str__(self):
        return f"{self.value} {self.get_kind_display()}"
