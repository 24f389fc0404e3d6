"""Messages from the public, each with a clock: answered within 24 hours on business days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models.organizations import Organization
from organizations.models.users import User


class EnquiryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None)

    def overdue(self, now):
        """Waiting enquiries whose answer was due before the moment `now`."""
        return self.waiting().filter(due_at__lt=now)

    def addressed_to(self, organizations):
        return self.filter(organization__in=organizations)


class Enquiry(models.Model):
    """Its number, printed in the acknowledgement, is its primary key.

    It is also all that `str()` gives, so that the activity record holds nothing of what people wrote.
    """

    organization = models.ForeignKey(
        Organization,
        verbose_name=_("to"),
        on_delete=models.CASCADE,
        related_name="enquiries",
        null=True,
        blank=True,
        help_text=_("Empty: the forum as a whole."),
    )
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("message"), max_length=5000)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"))
    due_at = models.DateTimeField(_("due"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        User, verbose_name=_("answered by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    answer = models.TextField(_("answer"), blank=True, max_length=10000)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("received_at")), name="enquiry_due_after_it_was_received"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("received_at")),
                name="enquiry_answered_after_it_was_received",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"


class Holiday(models.Model):
    """A day on which nobody is expected to answer, in the management team's zone."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("public holiday")
        verbose_name_plural = _("public holidays")
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.name}"
