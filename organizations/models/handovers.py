"""The end of one mandate and the start of the next."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models.liaisons import Invitation, Liaison
from organizations.models.organizations import Organization
from organizations.models.users import User


class HandOverQuerySet(models.QuerySet):
    def open(self):
        """Those that were neither completed nor called off."""
        return self.filter(completed_at=None, cancelled_at=None)


class HandOver(models.Model):
    """One seat passing to a successor. It is completed once both have confirmed; then the old mandate has its last day.

    `predecessor` is empty where the seat was, or where one is added. `successor` is the new mandate, made when the
    invitation is accepted; two predecessors may hand over to one and the same.
    """

    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="hand_overs"
    )
    predecessor = models.ForeignKey(
        Liaison,
        verbose_name=_("predecessor"),
        on_delete=models.SET_NULL,
        related_name="hand_overs_given",
        null=True,
        blank=True,
    )
    successor = models.ForeignKey(
        Liaison,
        verbose_name=_("successor"),
        on_delete=models.SET_NULL,
        related_name="hand_overs_received",
        null=True,
        blank=True,
    )
    invitation = models.OneToOneField(
        Invitation,
        verbose_name=_("invitation"),
        on_delete=models.SET_NULL,
        related_name="hand_over",
        null=True,
        blank=True,
    )
    email = models.EmailField(_("successor's e-mail"))
    name = models.CharField(_("successor's name"), max_length=150, blank=True)
    title = models.CharField(_("title"), max_length=150)
    kind = models.CharField(_("kind"), max_length=10, choices=Liaison.Kind, default=Liaison.Kind.PRIMARY)
    since = models.DateField(_("successor's first day"))
    until = models.DateField(_("successor's last day"), null=True, blank=True)
    predecessor_until = models.DateField(_("predecessor's last day"), null=True, blank=True)
    note = models.TextField(_("note to the successor"), blank=True, max_length=10000)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, verbose_name=_("begun by"), on_delete=models.SET_NULL, related_name="+", null=True
    )
    predecessor_confirmed_at = models.DateTimeField(_("predecessor confirmed"), null=True, blank=True)
    successor_confirmed_at = models.DateTimeField(_("successor confirmed"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(predecessor__isnull=False, completed_at=None, cancelled_at=None),
                name="hand_over_open_once_per_mandate",
                violation_error_message=_("A successor is named already; call that hand-over off first."),
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(predecessor=None, kind=Liaison.Kind.PRIMARY, completed_at=None, cancelled_at=None),
                name="hand_over_open_once_per_empty_seat",
                violation_error_message=_("Somebody is named for this seat already; call that off first."),
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "email"],
                condition=Q(predecessor=None, completed_at=None, cancelled_at=None),
                name="hand_over_open_once_per_newcomer",
                violation_error_message=_("This address is invited to such a seat already."),
            ),
        ]

    def __str__(self):
        return f"{self.name or self.email}, {self.title} ({self.organization})"

    @property
    def person(self) -> str:
        """Whom the seat goes to: the account once there is one, else the name or the address that was given."""
        return str(self.successor.user) if self.successor else self.name or self.email

    @property
    def is_open(self) -> bool:
        """Whether it was neither completed nor called off."""
        return self.completed_at is None and self.cancelled_at is None
