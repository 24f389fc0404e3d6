"""Outside bodies, and what organizations agreed with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from ifiso.dates import PartialDateField, in_order
from organizations.models.organizations import Organization
from organizations.models.sources import Source


class Partner(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=150, unique=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("about"), blank=True)
    is_demo = models.BooleanField(_("invented for the demo"), default=False, editable=False)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="partners", null=True, blank=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its place on the one page of all partners."""
        return f"{address('partners')}#partner-{self.slug}"


class Agreement(models.Model):
    class State(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        RENEWAL_INTENDED = "renewal_intended", _("renewal intended")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("state unknown")

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="agreements")
    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="agreements"
    )
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.IN_FORCE)
    note = models.TextField(_("note"), blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="agreements", null=True, blank=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["partner", "organization", "-since"]
        constraints = [
            in_order(
                "since",
                "until",
                name="agreement_ends_after_it_begins",
                message=_("An agreement cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["partner", "organization", "since"],
                name="agreement_begins_once",
                violation_error_message=_("An agreement with this beginning is recorded already."),
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {self.organization}"

    @property
    def standing(self) -> str:
        """The state in words, without asking for those of all others."""
        return str(self.State(self.state).label)
