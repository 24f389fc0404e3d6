"""What was written about a meeting, by its host or by one organization from its own view."""

from pathlib import PurePath
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from ifiso.dates import PartialDateField
from meetings.models.meetings import Meeting
from meetings.models.sessions import Session
from meetings.models.topics import Topic
from organizations.models import Organization, Source, User


class ReportQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state__in=Report.PUBLIC)

    def latest_first(self):
        return self.order_by("-published_on", "-pk")

    def older_than(self, report):
        day = str(report.published_on or "")
        return self.filter(Q(published_on__lt=day) | Q(pk__lt=report.pk), published_on__lte=day)

    def newer_than(self, report):
        day = str(report.published_on or "")
        return self.filter(Q(published_on__gt=day) | Q(pk__gt=report.pk), published_on__gte=day)


class Report(models.Model):
    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        NEWS = "news", _("news")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        FINAL = "final", _("final")

    PUBLIC = [State.PUBLISHED, State.FINAL]

    slug = models.SlugField(_("slug"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REPORT)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=400)
    body = models.TextField(_("text"), help_text=_("Markdown."))
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.SET_NULL, related_name="reports", null=True, blank=True
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        related_name="reports",
        null=True,
        blank=True,
        help_text=_("The organization from whose view it is written."),
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="reports", blank=True)
    published_on = PartialDateField(_("published"))
    final_on = models.DateField(_("final since"), null=True, blank=True, editable=False)
    origin = models.URLField(
        _("first published at"), max_length=500, blank=True, help_text=_("The address from which it was taken over.")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField(_("invented for the demo"), default=False, editable=False)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="reports", null=True, blank=True
    )
    history = HistoricalRecords()

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["published_on", "id"], name="report_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["origin"],
                condition=~Q(origin=""),
                name="report_taken_over_once",
                violation_error_message=_("A report from this address is here already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("report", self.slug)

    @property
    def origin_site(self) -> str:
        """`jiaps.org`; empty for what was written here."""
        return urlsplit(self.origin).netloc.removeprefix("www.")


class ReportDraft(models.Model):
    """What somebody has typed into a report and not saved yet, kept so that nothing is lost with a browser.

    `version` is the report's as it stood when the typing began.
    """

    report = models.ForeignKey(Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    body = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1)
    typed_at = models.DateTimeField(_("typed"))

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="report_draft_once_per_person")]

    def __str__(self):
        return f"{self.report}: {self.user}"


class ReportImage(models.Model):
    """A picture in a report, drawn anew; `width` and `height` in pixels."""

    report = models.ForeignKey(Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="images")
    file = models.ImageField(_("picture"), upload_to="reports/", editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    checksum = models.CharField("SHA-256", max_length=64, editable=False, help_text=_("Of the file that was uploaded."))
    alternative = models.CharField(
        _("alternative text"), max_length=300, blank=True, help_text=_("What is to be seen, for those who cannot.")
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by = models.ForeignKey(
        User, verbose_name=_("added by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )

    class Meta:
        verbose_name = _("picture in a report")
        verbose_name_plural = _("pictures in reports")
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "checksum"], name="report_image_once_per_report")]

    def __str__(self):
        return self.alternative or f"{self.report}, {self.pk}"

    def get_absolute_url(self):
        return address("report_image", self.pk, self.file_name)

    @property
    def file_name(self) -> str:
        """It is made from the content, so that the address of other pixels is another one."""
        return PurePath(self.file.name or "").name


class SessionSummary(models.Model):
    """What happened in a session, in the words of those who led it; the host puts the summaries into the report."""

    session = models.OneToOneField(Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="summary")
    text = models.TextField(_("summary"), blank=True, max_length=5000, help_text=_("Markdown."))
    written_by = models.ForeignKey(
        User, verbose_name=_("written by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    written_at = models.DateTimeField(_("written"), null=True, editable=False)
    asked_at = models.DateTimeField(_("asked for"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("summary of a session")
        verbose_name_plural = _("summaries of sessions")
        ordering = ["session"]

    def __str__(self):
        return str(self.session)
