"""Who exists, and who belonged to the forum when. Nobody pays for a membership; it can lapse and begin anew."""

from pathlib import PurePath

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from ifiso.dates import PartialDateField, in_order, not_before
from organizations.models.sources import Source


class Field(models.Model):
    """A field of study or work, such as law or forestry."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["name"]

    def __str__(self):
        return self.name


class OrganizationQuerySet(models.QuerySet):
    def members_on(self, day):
        """Organizations whose membership had not ended on `day`."""
        return self.filter(self._membership_on(day))

    def former_on(self, day):
        """Organizations that were members once and are not on `day`."""
        return self.filter(~self._membership_on(day), memberships__isnull=False).distinct()

    def _membership_on(self, day):
        return Exists(Membership.objects.current_on(day).filter(organization=OuterRef("pk")))


class Organization(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    acronym = models.CharField(_("acronym"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    fields = models.ManyToManyField(Field, verbose_name=_("fields"), related_name="organizations", blank=True)
    founded = PartialDateField(_("founded"))
    city = models.CharField(_("city"), max_length=100, blank=True, help_text=_("Where its seat is."))
    country = CountryField(_("country"), blank=True)
    website = models.URLField(_("website"), blank=True)
    role_email = models.EmailField(
        _("role e-mail"), blank=True, help_text=_("An address that outlives the person; never shown to the public.")
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    about = models.TextField(_("about"), blank=True, help_text=_("Markdown."))
    is_demo = models.BooleanField(_("invented for the demo"), default=False, editable=False)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), related_name="organizations", blank=True)
    history = HistoricalRecords(m2m_fields=[fields], excluded_fields=["role_email"])

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["acronym"]

    def __str__(self):
        return self.acronym

    def get_absolute_url(self):
        return address("member", self.slug)

    @property
    def logo_url(self) -> str:
        """Where browsers get the logo; empty where there is none."""
        return address("member_logo", self.slug, PurePath(str(self.logo)).name) if self.logo else ""

    @property
    def monogram(self) -> str:
        """What stands for a missing logo: the acronym's first two letters."""
        return self.acronym[:2].upper()

    @property
    def website_name(self) -> str:
        """`ifmsa.org` of https://www.ifmsa.org/."""
        return self.website.split("://")[-1].removeprefix("www.").rstrip("/")


class MembershipQuerySet(models.QuerySet):
    def current_on(self, day):
        """Memberships that had begun and not ended on `day`; an unknown beginning counts as begun."""
        return self.filter(Q(since__lte=day.isoformat()), Q(ended=False) | (~Q(until="") & not_before("until", day)))


class Membership(models.Model):
    """A dated period. `ended` with no `until` means that it ended at an unknown time."""

    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="memberships"
    )
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    ended = models.BooleanField(_("ended"), default=False, help_text=_("Tick it also where the date is unknown."))
    evidence_is_attendance = models.BooleanField(
        _("shown by attendance alone"),
        default=False,
        help_text=_("No source speaks of the membership itself; the organization was seen at meetings."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organization", "since", "pk"]
        constraints = [
            in_order(
                "since",
                "until",
                name="membership_ends_after_it_begins",
                message=_("A membership cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(until="") | Q(ended=True),
                name="membership_with_an_end_has_ended",
                violation_error_message=_("A membership with an end date has ended: tick “ended”."),
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(ended=False),
                name="membership_open_once_per_organization",
                violation_error_message=_("This organization has an open membership already; end that one first."),
            ),
            models.UniqueConstraint(
                fields=["organization", "since"],
                name="membership_begins_once",
                violation_error_message=_("This organization has a membership with the same beginning already."),
            ),
        ]

    def __str__(self):
        return f"{self.organization}: {self.since or '?'}–{self.until or ('?' if self.ended else '')}"
