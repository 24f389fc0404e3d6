"""The agenda as everybody was shown it, release after release."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ifiso.addresses import address
from meetings.models.meetings import Meeting
from meetings.models.sessions import Session
from organizations.models import User


class AgendaRelease(models.Model):
    """What the agenda said from a moment on. It holds no names of persons, for those may take their consent back.

    `content` is the list of its entries (`meetings.releasing.frozen`), `changes` what became of those of the release
    before (`meetings.changes.Change`). All times of `content` are UTC; `time_zone` is the meeting's at that moment.
    """

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveSmallIntegerField(_("number"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    released_at = models.DateTimeField(_("released"))
    released_by = models.ForeignKey(
        User, verbose_name=_("released by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    time_zone = models.CharField(_("time zone"), max_length=50)
    content = models.JSONField(default=list)
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("release of an agenda")
        verbose_name_plural = _("releases of agendas")
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="release_numbered_once_per_meeting",
                violation_error_message=_("This meeting's agenda has a release of this number already."),
            )
        ]

    def __str__(self):
        return f"{self.meeting}, {self.number}"

    def get_absolute_url(self):
        return address("agenda_release", self.meeting.slug, self.number)


class Star(models.Model):
    """A session that somebody does not want to miss; told of its changes, and part of the personal calendar."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="stars")
    session = models.ForeignKey(Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="stars")

    class Meta:
        verbose_name = _("star")
        verbose_name_plural = _("stars")
        constraints = [models.UniqueConstraint(fields=["user", "session"], name="star_once_per_session")]

    def __str__(self):
        return f"{self.user}: {self.session}"


class PersonalCalendar(models.Model):
    """By whose number the secret address of somebody's calendar is made; a raised number closes the old address."""

    user = models.OneToOneField(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="calendar")
    link_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("personal calendar")
        verbose_name_plural = _("personal calendars")

    def __str__(self):
        return str(self.user)
