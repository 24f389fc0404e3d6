"""What the sources say in numbers and in words, each statement dated and sourced. Contradictions stand side by side."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ifiso.dates import PartialDateField
from organizations.models.organizations import Organization
from organizations.models.sources import Source

MILLION = 1_000_000


class FigureQuerySet(models.QuerySet):
    def of_the_forum(self):
        return self.filter(organization=None)

    def latest_first(self):
        return self.order_by("-as_of", "kind")


class Figure(models.Model):
    """A number about one organization, or about the whole forum where `organization` is empty."""

    class Kind(models.TextChoices):
        MEMBERS = "members", _("members")
        STUDENTS = "students", _("students represented")
        COUNTRIES = "countries", _("countries")
        MEMBER_ORGANIZATIONS = "member_organizations", _("member organizations")
        LOCAL_GROUPS = "local_groups", _("local groups")
        FOUNDED = "founded", _("founding year")

    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.CASCADE,
        related_name="figures",
        null=True,
        blank=True,
        help_text=_("Empty: the whole forum."),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    value = models.PositiveBigIntegerField(_("value"))
    as_worded = models.CharField(_("as worded"), max_length=200, blank=True, help_text=_("“more than 25”"))
    as_of = PartialDateField(_("as of"))
    doubt = models.CharField(_("doubt"), max_length=200, blank=True, help_text=_("Why it may be wrong."))
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="figures")
    history = HistoricalRecords()

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["organization", "kind", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "as_of", "source", "value"],
                condition=Q(organization__isnull=False),
                name="figure_of_an_organization_stated_once",
                violation_error_message=_("This source's figure is recorded already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "as_of", "source", "value"],
                condition=Q(organization__isnull=True),
                name="figure_of_the_forum_stated_once",
                violation_error_message=_("This source's figure is recorded already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.as_worded or self.value}"

    @property
    def shown(self) -> str:
        """`15,000`, `2 million`, `1.3 million`; a founding year has no thousands."""
        if self.kind == self.Kind.FOUNDED:
            return str(self.value)
        if self.value >= MILLION and self.value % (MILLION // 10) == 0:
            return _now("%(number)s million") % {"number": f"{self.value / MILLION:g}"}
        return f"{self.value:,}"


class Remark(models.Model):
    """A sourced statement about an organization that is no number, such as a second account of its founding."""

    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="remarks"
    )
    text = models.CharField(_("text"), max_length=500)
    dated = PartialDateField(_("date"))
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="remarks")

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["organization", "dated", "pk"]

    def __str__(self):
        return self.text


class Milestone(models.Model):
    """One event in the forum's own story."""

    dated = PartialDateField(_("date"))
    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"))
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="milestones")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["dated", "pk"]

    def __str__(self):
        return self.title
