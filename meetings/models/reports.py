"""What was written about a meeting, by its host or by one organization from its own view."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from ifiso.dates import PartialDateField
from meetings.models.meetings import Meeting
from organizations.models import Organization, Source


class ReportQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state__in=Report.PUBLIC)

    def latest_first(self):
        return self.order_by("-published_on", "-pk")

    def older_than(self, report):
        day = str(report.published_on or "")
        return self.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=report.pk))

    def newer_than(self, report):
        day = str(report.published_on or "")
        return self.filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=report.pk))


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
    published_on = PartialDateField(_("published"))
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

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("report", self.slug)
