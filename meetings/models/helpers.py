"""People whom a host asks to help with one meeting, without a mandate of the hosting organization."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from organizations.models import Invitation, User


class HelperQuerySet(models.QuerySet):
    def current_on(self, day):
        """Those who have accepted and were not thanked and released before `day`, the last day included."""
        return self.filter(Q(until=None) | Q(until__gte=day), user__isnull=False, since__lte=day)


class Helper(models.Model):
    """What one person may do at one meeting, from the day of acceptance until the host or the final report ends it."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="helpers")
    user = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="helping", null=True, editable=False
    )
    invitation = models.OneToOneField(
        Invitation,
        verbose_name=_("invitation"),
        on_delete=models.SET_NULL,
        related_name="helper",
        null=True,
        editable=False,
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    plans_agenda = models.BooleanField(_("agenda"), default=False)
    sees_logistics = models.BooleanField(_("logistics"), default=False)
    keeps_door = models.BooleanField(_("door"), default=False)
    since = models.DateField(_("first day"), null=True, editable=False)
    until = models.DateField(_("last day"), null=True, editable=False)
    invited_by = models.ForeignKey(
        User, verbose_name=_("invited by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)

    objects = HelperQuerySet.as_manager()

    class Meta:
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        ordering = ["meeting", "invited_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plans_agenda=True) | Q(sees_logistics=True) | Q(keeps_door=True),
                name="helper_helps_with_something",
                violation_error_message=_("Choose what this person helps with."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=Q(until=None),
                name="helper_once_per_meeting",
                violation_error_message=_("This person helps with the meeting already."),
            ),
        ]

    def __str__(self):
        return self.name or self.email
