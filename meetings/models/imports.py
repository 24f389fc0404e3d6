"""Agendas that come from elsewhere: read, shown row by row, and written once somebody has looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from organizations.models import User


class AgendaImport(models.Model):
    """A table or schedule that was read. `rows` are its entries with the fate of each (`meetings.imports.Row`)."""

    class Kind(models.TextChoices):
        TABLE = "table", _("table")
        SCHEDULE_JSON = "schedule_json", "schedule.json"
        SCHEDULE_XML = "schedule_xml", "schedule.xml"

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="agenda_imports"
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREVIEWED)
    rows = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(_("read"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, verbose_name=_("read by"), on_delete=models.SET_NULL, related_name="+", null=True
    )
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("import of an agenda")
        verbose_name_plural = _("imports of agendas")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.meeting}, {self.get_kind_display()}"
