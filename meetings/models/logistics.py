"""What the host must know of a confirmed delegate, and nobody else: each part with its purpose, consent and end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from meetings.models.delegates import Delegate


class Means(models.TextChoices):
    """How somebody travels."""

    PLANE = "plane", _("plane")
    TRAIN = "train", _("train")
    BUS = "bus", _("bus")
    CAR = "car", _("car")
    OTHER = "other", _("other")


class Logistics(models.Model):
    """Seen by the host of that meeting alone, erased a while after its last day.

    Diet, emergency contact and passport need the consent whose moment stands beside them.
    """

    SENSITIVE = {
        "diet_consent_at": ("diet", "allergies"),
        "emergency_consent_at": ("emergency_name", "emergency_phone", "emergency_relation"),
        "passport_consent_at": (
            "passport_name",
            "passport_number",
            "passport_country",
            "passport_expires_on",
            "born_on",
        ),
    }

    delegate = models.OneToOneField(
        Delegate, verbose_name=_("delegate"), on_delete=models.CASCADE, related_name="logistics"
    )
    diet = models.CharField(_("diet"), max_length=200, blank=True)
    allergies = models.CharField(_("allergies"), max_length=300, blank=True)
    diet_consent_at = models.DateTimeField(null=True, blank=True)
    arrives_at = models.DateTimeField(_("arrival"), null=True, blank=True)
    arrives_by = models.CharField(_("arrives by"), max_length=10, choices=Means, blank=True)
    arrival_number = models.CharField(_("flight or train"), max_length=50, blank=True)
    departs_at = models.DateTimeField(_("departure"), null=True, blank=True)
    departs_by = models.CharField(_("departs by"), max_length=10, choices=Means, blank=True)
    departure_number = models.CharField(_("flight or train back"), max_length=50, blank=True)
    nights = models.PositiveSmallIntegerField(_("nights"), null=True, blank=True)
    room_mate = models.CharField(_("would like to share a room with"), max_length=150, blank=True)
    emergency_name = models.CharField(_("emergency contact"), max_length=150, blank=True)
    emergency_phone = models.CharField(_("their phone"), max_length=40, blank=True)
    emergency_relation = models.CharField(_("who they are to you"), max_length=100, blank=True)
    emergency_consent_at = models.DateTimeField(null=True, blank=True)
    needs_visa = models.BooleanField(_("needs a visa"), default=False)
    passport_name = models.CharField(_("name as in the passport"), max_length=150, blank=True)
    passport_number = models.CharField(_("passport number"), max_length=30, blank=True)
    passport_country = CountryField(_("issued by"), blank=True)
    passport_expires_on = models.DateField(_("valid until"), null=True, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    passport_consent_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("logistics")
        verbose_name_plural = _("logistics")
        constraints = [
            models.CheckConstraint(
                condition=Q(diet="", allergies="") | Q(diet_consent_at__isnull=False),
                name="logistics_diet_with_consent",
                violation_error_message=_("Diet and allergies are kept only with consent."),
            ),
            models.CheckConstraint(
                condition=Q(emergency_name="", emergency_phone="", emergency_relation="")
                | Q(emergency_consent_at__isnull=False),
                name="logistics_emergency_with_consent",
                violation_error_message=_("An emergency contact is kept only with consent."),
            ),
            models.CheckConstraint(
                condition=Q(
                    passport_name="",
                    passport_number="",
                    passport_country="",
                    passport_expires_on=None,
                    born_on=None,
                )
                | Q(passport_consent_at__isnull=False),
                name="logistics_passport_with_consent",
                violation_error_message=_("Passport data is kept only with consent."),
            ),
            models.CheckConstraint(
                condition=Q(arrives_at=None) | Q(departs_at=None) | Q(departs_at__gt=models.F("arrives_at")),
                name="logistics_departure_after_arrival",
                violation_error_message=_("The departure cannot be before the arrival."),
            ),
        ]

    def __str__(self):
        return str(self.delegate)
