"""What comes from elsewhere, agendas and posts: read, shown, and written once somebody has looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from meetings.models.reports import Report
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


class PostImport(models.Model):
    """Files with posts that somebody sent to the office, kept until each of them is decided on, for a month at most."""

    created_at = models.DateTimeField(_("read"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, verbose_name=_("read by"), on_delete=models.SET_NULL, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("import of posts")
        verbose_name_plural = _("imports of posts")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class ImportedPost(models.Model):
    """One post of an import, as it is proposed (`meetings.posts.Proposal`), and the report that it has become."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be looked at")
        TAKEN = "taken", _("taken over")
        LEFT = "left", _("left out")

    post_import = models.ForeignKey(
        PostImport, verbose_name=_("import"), on_delete=models.CASCADE, related_name="posts"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    proposal = models.JSONField(default=dict)
    report = models.ForeignKey(
        Report, verbose_name=_("report"), on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("imported post")
        verbose_name_plural = _("imported posts")
        ordering = ["post_import", "pk"]

    def __str__(self):
        return str(self.proposal.get("title", ""))


class ImportedPicture(models.Model):
    """A picture that was sent along, drawn anew, by the name under which posts show it."""

    post_import = models.ForeignKey(
        PostImport, verbose_name=_("import"), on_delete=models.CASCADE, related_name="pictures"
    )
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(_("picture"), upload_to="imports/", editable=False)

    class Meta:
        verbose_name = _("imported picture")
        verbose_name_plural = _("imported pictures")
        ordering = ["post_import", "name"]
        constraints = [models.UniqueConstraint(fields=["post_import", "name"], name="imported_picture_once_per_import")]

    def __str__(self):
        return self.name
