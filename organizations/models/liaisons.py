"""Who speaks for whom, and until when: every right follows from these dated records."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models.organizations import Organization
from organizations.models.users import User


class DatedQuerySet(models.QuerySet):
    def current_on(self, day):
        """Records that have begun and not ended on `day`; both days belong to the period."""
        return self.filter(Q(since__lte=day), Q(until=None) | Q(until__gte=day))

    def beginning_after(self, day):
        """Records that begin after `day`: those "-elect"."""
        return self.filter(since__gt=day)


def ends_after_it_begins(name):
    """The constraint on `since` and `until`, both days, `until` possibly open."""
    return models.CheckConstraint(
        condition=Q(until=None) | Q(until__gte=F("since")),
        name=name,
        violation_error_message=_("The last day cannot be before the first day."),
    )


class Liaison(models.Model):
    """A mandate: this person holds this organization's seat from a day to a day."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", _("primary")
        DEPUTY = "deputy", _("deputy")
        BOARD = "board", _("board")

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="mandates")
    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="liaisons"
    )
    title = models.CharField(_("title"), max_length=150, help_text=_("In the organization's own words."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PRIMARY)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("liaison")
        verbose_name_plural = _("liaisons")
        ordering = ["organization", "-since"]
        constraints = [
            ends_after_it_begins("liaison_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["user", "organization", "kind", "since"],
                name="liaison_mandate_begins_once",
                violation_error_message=_("This person's mandate with this first day is recorded already."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.title} ({self.organization})"

    def is_over_on(self, day: date) -> bool:
        """Whether its last day was before `day`."""
        return self.until is not None and self.until < day

    def is_current_on(self, day: date) -> bool:
        """Whether it has begun and not ended on `day`; both days belong to it."""
        return self.since <= day and not self.is_over_on(day)


class ManagementTerm(models.Model):
    """A person's turn in the management team, usually from one meeting to the next."""

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="management_terms",
        null=True,
        blank=True,
        help_text=_("Empty where the archive knows only the organization."),
    )
    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="management_terms"
    )
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("management term")
        verbose_name_plural = _("management terms")
        ordering = ["-since"]
        constraints = [ends_after_it_begins("management_term_ends_after_it_begins")]

    def __str__(self):
        return f"{self.user or self.organization}, {self.since}"


class InvitationQuerySet(models.QuerySet):
    def open_at(self, now):
        """Those that can still be accepted at the moment `now`."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """Opens an account to one e-mail address, once. Only a hash of the token is stored."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    invited_by = models.ForeignKey(
        User, verbose_name=_("invited by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self):
        return self.email
