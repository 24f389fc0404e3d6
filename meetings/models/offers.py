"""Sessions that members and delegates offer for a meeting, and what its host answers."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.delegates import Delegate
from meetings.models.meetings import Meeting
from meetings.models.plans import Plan
from meetings.models.sessions import SessionKind
from meetings.models.topics import Topic
from organizations.models import Organization, Partner, User


class Offer(models.Model):
    """A session on offer. Its state is what the last of its events made of it, kept beside them for lists.

    Offered by an organization (`offered_for`, through its liaison) or by a confirmed `delegate`, or both.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waiting for the host")
        ASKED = "asked", _("asked back")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    WAITING = [State.OPEN, State.ASKED]

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="offers")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind, default=SessionKind.WORKSHOP)
    title = models.CharField(_("title"), max_length=200)
    abstract = models.TextField(_("abstract"), max_length=5000)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    needs = models.CharField(_("needs"), max_length=500, blank=True, help_text=_("A projector, chairs in a circle …"))
    offered_for = models.ForeignKey(
        Organization,
        verbose_name=_("offered by"),
        on_delete=models.CASCADE,
        related_name="offers",
        null=True,
        blank=True,
    )
    organizations = models.ManyToManyField(
        Organization, verbose_name=_("led by"), related_name="offers_to_lead", blank=True
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.SET_NULL, related_name="offers", null=True, blank=True
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="offers", blank=True)
    delegate = models.ForeignKey(
        Delegate, verbose_name=_("person"), on_delete=models.SET_NULL, related_name="offers", null=True, blank=True
    )
    user = models.ForeignKey(
        User, verbose_name=_("offered through"), on_delete=models.SET_NULL, related_name="offers", null=True, blank=True
    )
    plan = models.OneToOneField(
        Plan, verbose_name=_("planned session"), on_delete=models.SET_NULL, related_name="offer", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("offered"))

    class Meta:
        verbose_name = _("offer of a session")
        verbose_name_plural = _("offers of sessions")
        ordering = ["meeting", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=1440),
                name="offer_takes_minutes_to_a_day",
                violation_error_message=_("A session takes between 5 minutes and 24 hours."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def party(self) -> str:
        """Who offers it, without naming a person; empty for a guest whom the host invited."""
        if self.offered_for:
            return self.offered_for.acronym
        delegation = self.delegate.delegation if self.delegate else None
        return str(delegation.party) if delegation else ""

    @property
    def is_personal(self) -> bool:
        """Whether the person who is to lead it has offered it, and no liaison for that person."""
        return self.delegate is not None and self.user_id in {None, self.delegate.user_id}


class OfferEvent(models.Model):
    """One step of an offer's story: who did what, when, and in which words."""

    class Kind(models.TextChoices):
        OFFERED = "offered", _("offered")
        CHANGED = "changed", _("changed")
        ASKED = "asked", _("asked back")
        ANSWERED = "answered", _("answered")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REOPENED = "reopened", _("taken up again")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # Those who offered take up again what they withdrew, the host what it declined.
    BY_OFFERERS = [Kind.OFFERED, Kind.CHANGED, Kind.ANSWERED, Kind.WITHDRAWN, Kind.REOPENED]

    offer = models.ForeignKey(Offer, verbose_name=_("offer"), on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    by = models.ForeignKey(
        User, verbose_name=_("by"), on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step of an offer")
        verbose_name_plural = _("steps of offers")
        ordering = ["offer", "at", "pk"]

    def __str__(self):
        return f"{self.offer}: {self.get_kind_display()}"
