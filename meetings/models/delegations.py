"""Whom an organization or a partner sends to a meeting."""

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

    def silent(self):
        """Those that were called and have not answered."""
        return self.filter(answer=Delegation.Answer.NONE).exclude(called_at=None)


class Delegation(models.Model):
    """One organization, or one partner, at one meeting: its answer to the call, and whether it came."""

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
    called_at = models.DateTimeField(_("called"), null=True, blank=True)
    answer = models.CharField(_("answer to the call"), max_length=10, choices=Answer, blank=True)
    answer_reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, verbose_name=_("answered by"), on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    quota_override = models.PositiveSmallIntegerField(
        _("own quota"), null=True, blank=True, help_text=_("Empty: the meeting's quota.")
    )
    quota_reason = models.CharField(_("reason for the own quota"), max_length=300, blank=True)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    attended = models.BooleanField(_("attended"), null=True, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="delegations", null=True, blank=True
    )
    history = HistoricalRecords(excluded_fields=["link_version"])

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
            models.CheckConstraint(
                condition=Q(quota_override=None) | ~Q(quota_reason=""),
                name="delegation_own_quota_has_a_reason",
                violation_error_message=_("Say why this organization has a quota of its own."),
            ),
        ]

    def __str__(self):
        return f"{self.party}, {self.meeting}"

    @property
    def party(self) -> Organization | Partner | None:
        """The organization or the partner."""
        return self.organization or self.partner

    @property
    def quota(self) -> int:
        """How many places it may fill at once."""
        return self.meeting.quota if self.quota_override is None else self.quota_override
