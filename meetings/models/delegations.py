"""Whom an organization or a partner sent to a meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from meetings.models.meetings import Meeting
from organizations.models import Organization, Partner, Source, User


class DelegationQuerySet(models.QuerySet):
    def present(self):
        """Those of whom it is known that they came."""
        return self.filter(attended=True)

    def of_organizations(self):
        return self.exclude(organization=None)


class Delegation(models.Model):
    """One organization, or one partner, at one meeting."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        GUEST = "guest", _("guest")
        PARTNER = "partner", _("partner")

    class Answer(models.TextChoices):
        NONE = "", _("none yet")
        COMING = "coming", _("coming")
        NOT_COMING = "not_coming", _("not coming")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="delegations"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.CASCADE,
        related_name="delegations",
        null=True,
        blank=True,
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="delegations", null=True, blank=True
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    answer = models.CharField(_("answer to the call"), max_length=10, choices=Answer, blank=True)
    attended = models.BooleanField(_("attended"), null=True, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="delegations", null=True, blank=True
    )
    history = HistoricalRecords()

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["meeting", "organization", "partner"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization=None, partner__isnull=False) | Q(organization__isnull=False, partner=None),
                name="delegation_of_an_organization_or_a_partner",
                violation_error_message=_("Choose an organization or a partner, not both."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "organization"],
                condition=Q(organization__isnull=False),
                name="delegation_once_per_organization",
                violation_error_message=_("This organization has a delegation at this meeting already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "partner"],
                condition=Q(partner__isnull=False),
                name="delegation_once_per_partner",
                violation_error_message=_("This partner has a delegation at this meeting already."),
            ),
        ]

    def __str__(self):
        return f"{self.organization or self.partner}, {self.meeting}"


class Delegate(models.Model):
    """One person of a delegation. The name is public only with consent, which has its moment."""

    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="delegates"
    )
    user = models.ForeignKey(
        User, verbose_name=_("account"), on_delete=models.SET_NULL, related_name="delegates", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    role_title = models.CharField(
        _("role"), max_length=150, blank=True, help_text=_("In the organization's own words.")
    )
    listed_publicly_since = models.DateTimeField(_("agreed to be listed publicly"), null=True, blank=True)

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["delegation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "email"],
                name="delegate_once_per_delegation",
                violation_error_message=_("This person is in the delegation already."),
            )
        ]

    def __str__(self):
        return self.name
