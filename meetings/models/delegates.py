"""The people who come to a meeting. What the registry keeps of them in public stays as small as their consent."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from ifiso.copies import copy_at_hand
from meetings.models.delegations import Delegation
from meetings.models.meetings import Meeting
from organizations.models import User


class DelegateQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=Delegate.State.CONFIRMED)

    def waiting(self):
        return self.filter(state=Delegate.State.WAITING)

    def active(self):
        """Those who come, or would."""
        return self.filter(state__in=Delegate.ACTIVE)

    def by_rank(self):
        """In the order in which their organization would send them."""
        return self.order_by("rank", "registered_at", "pk")


class Delegate(models.Model):
    """One person at one meeting: of a delegation, or invited by the host without one."""

    class Kind(models.TextChoices):
        DELEGATE = "delegate", _("delegate")
        OBSERVER = "observer", _("observer")
        GUEST = "guest", _("guest")
        TRAINER = "trainer", _("trainer")

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        WAITING = "waiting", _("on the waiting list")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REFUSED = "refused", _("refused")

    class AgeBand(models.TextChoices):
        UNDER_18 = "under_18", _("under 18")
        FROM_18 = "18_25", _("18 to 25")
        FROM_26 = "26_30", _("26 to 30")
        OVER_30 = "over_30", _("over 30")

    ACTIVE = [State.CONFIRMED, State.WAITING]

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="delegates")
    delegation = models.ForeignKey(
        Delegation,
        verbose_name=_("delegation"),
        on_delete=models.CASCADE,
        related_name="delegates",
        null=True,
        blank=True,
        help_text=_("Empty: invited by the host, without an organization."),
    )
    user = models.ForeignKey(
        User, verbose_name=_("account"), on_delete=models.SET_NULL, related_name="delegates", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=150)
    pronouns = models.CharField(_("pronouns"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    role_title = models.CharField(_("role"), max_length=150, blank=True, help_text=_("In its own words."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DELEGATE)
    country = CountryField(_("country of residence"), blank=True)
    age_band = models.CharField(_("age"), max_length=10, choices=AgeBand, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1, help_text=_("1 comes first."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)
    registered_at = models.DateTimeField(_("registered"))
    privacy_accepted_at = models.DateTimeField(_("read the privacy notice"), null=True, blank=True)
    listed_publicly_since = models.DateTimeField(_("agreed to be listed publicly"), null=True, blank=True)
    listed_to_participants_since = models.DateTimeField(
        _("agreed to be listed to the participants"), null=True, blank=True
    )
    photos_since = models.DateTimeField(_("agreed to group photos"), null=True, blank=True)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["meeting", "delegation", "rank", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=Q(state__in=["confirmed", "waiting"]),
                name="delegate_once_per_meeting",
                violation_error_message=_("Somebody with this e-mail address is registered for this meeting already."),
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1),
                name="delegate_rank_counts_from_one",
                violation_error_message=_("The first rank is 1."),
            ),
        ]
        indexes = [models.Index(F("meeting"), F("state"), name="delegate_by_state")]

    def __str__(self):
        return self.name

    @property
    def is_named(self) -> bool:
        """Whether everybody may read the name. Copies of the registry name nobody, for no consent ends there."""
        listed = self.state == self.State.CONFIRMED and self.listed_publicly_since is not None
        return listed and copy_at_hand() is None
