"""When the forum meets, where, and who runs it."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from ifiso.addresses import address
from ifiso.dates import PartialDateField, display_span, in_order, not_before
from meetings.models.topics import Topic
from organizations.models import Organization, Source


class Season(models.TextChoices):
    """Spring before Autumn, as they come in a year. Never derived from a month."""

    SPRING = "spring", _("Spring")
    AUTUMN = "autumn", _("Autumn")


class Phase(models.TextChoices):
    """Where a meeting stands at a moment; computed, never stored."""

    ANNOUNCED = "announced", _("announced")
    REGISTRATION_OPEN = "registration_open", _("registration open")
    RUNNING = "running", _("running")
    OVER = "over", _("over")
    CANCELLED = "cancelled", _("cancelled")


class MeetingQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(state=Meeting.State.DRAFT)

    def not_over_on(self, day):
        """Meetings that end, or may end, on `day` or later; of those without any date, the ones of later years."""
        undated = Q(starts_on="", ends_on="", year__gt=day.year)
        return self.filter(not_before("ends_on", day) | (Q(ends_on="") & not_before("starts_on", day)) | undated)

    def chronological(self):
        """Oldest first. Within a year by date; where that is unknown, Spring counts as April and Autumn as October."""
        month = Case(
            When(season=Season.SPRING, then=Value("-04")),
            When(season=Season.AUTUMN, then=Value("-10")),
            default=Value("-07"),
        )
        guess = Concat(Cast("year", models.CharField()), month)
        when = Case(When(starts_on__contains="-", then="starts_on"), default=guess, output_field=models.CharField())
        return self.order_by("year", when, "pk")


# Asking for the names walks through the whole folder of zones.
time_zones = cache(available_timezones)
# ZoneInfo itself remembers eight zones and reads the file of any other again.
zone_named = cache(ZoneInfo)


@cache
def country_named(code: str, language: str) -> str:
    """A country's name in that language, which is the active one: looking it up takes longer than a line of a list."""
    return countries.name(code)


def validate_time_zone(name):
    if name not in time_zones():
        raise ValidationError(_("“%(name)s” is no time zone; write it like Europe/Lisbon."), params={"name": name})


class Meeting(models.Model):
    class Kind(models.TextChoices):
        FORUM = "forum", _("Forum meeting")
        LEADERSHIP_SUMMER_SCHOOL = "leadership_summer_school", _("Leadership Summer School")
        OTHER = "other", _("Other meeting")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ANNOUNCED = "announced", _("announced")
        CANCELLED = "cancelled", _("cancelled")

    slug = models.SlugField(_("slug"), unique=True, help_text=_("Such as autumn-2016."))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.FORUM)
    season = models.CharField(_("season"), max_length=10, choices=Season, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=150, blank=True, help_text=_("Only for other meetings."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ANNOUNCED)
    starts_on = PartialDateField(_("first day"))
    ends_on = PartialDateField(_("last day"))
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = CountryField(_("country"), blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    street_address = models.CharField(_("address"), max_length=300, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=50, default="UTC", validators=[validate_time_zone], help_text=_("Europe/Lisbon")
    )
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    call_closes_at = models.DateTimeField(
        _("answers to the call until"), null=True, blank=True, help_text=_("Until then members say whether they come.")
    )
    quota = models.PositiveSmallIntegerField(_("places for each organization"), default=3)
    frozen_at = models.DateTimeField(
        _("logistics frozen"), null=True, blank=True, help_text=_("Until then delegates may change diet and travel.")
    )
    logistics_kept_days = models.PositiveSmallIntegerField(
        _("days until logistics are erased"), default=30, help_text=_("Counted from the last day.")
    )
    capacity = models.PositiveSmallIntegerField(_("capacity"), null=True, blank=True)
    about = models.TextField(_("about"), blank=True, help_text=_("Markdown."))
    practical = models.TextField(
        _("practical information"),
        blank=True,
        help_text=_("The way, the beds, what to bring. Markdown."),
    )
    practical_is_public = models.BooleanField(
        _("everybody may read the practical information"), default=False, help_text=_("Otherwise only delegates do.")
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="meetings", blank=True)
    note = models.CharField(_("note on the record"), max_length=300, blank=True)
    all_attendance_known = models.BooleanField(
        _("all who attended are on record"),
        default=False,
        help_text=_("Then an organization that is not listed was absent; otherwise nothing is known of it."),
    )
    is_demo = models.BooleanField(_("invented for the demo"), default=False, editable=False)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), related_name="meetings", blank=True)
    history = HistoricalRecords()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-year", "-starts_on", "season", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "season"],
                condition=Q(kind="forum"),
                name="meeting_of_the_forum_once_a_season",
                violation_error_message=_("There is a forum meeting for this season and year already."),
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(kind="leadership_summer_school"),
                name="meeting_summer_school_once_a_year",
                violation_error_message=_("There is a Leadership Summer School for this year already."),
            ),
            models.CheckConstraint(
                condition=(Q(kind="forum") & ~Q(season="")) | (~Q(kind="forum") & Q(season="")),
                name="meeting_of_the_forum_has_a_season",
                violation_error_message=_("A forum meeting has a season, every other meeting has none."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(title=""),
                name="meeting_of_another_kind_has_a_title",
                violation_error_message=_("Give this meeting a title."),
            ),
            in_order(
                "starts_on",
                "ends_on",
                name="meeting_ends_after_it_starts",
                message=_("The last day cannot be before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(registration_opens_at=None)
                | Q(registration_closes_at=None)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="meeting_registration_closes_after_it_opens",
                violation_error_message=_("Registration cannot close before it opens."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("meeting", self.slug)

    @cached_property
    def name(self) -> str:
        """`Autumn 2016`, `Leadership Summer School 2008`, or its own title."""
        if self.kind == self.Kind.OTHER:
            return self.title
        what = Season(self.season).label if self.season else self.Kind(self.kind).label  # get_..._display is slow
        return _now("%(what)s %(year)d") % {"what": what, "year": self.year}

    @cached_property
    def when(self) -> str:
        """The dates as a person would write them; empty where none is known."""
        return display_span(self.starts_on, self.ends_on)

    @cached_property
    def where(self) -> str:
        """`Lisbon, Portugal`; empty where the place is unknown."""
        country = country_named(str(self.country), get_language() or "")
        return ", ".join(part for part in (self.city, country) if part)

    @cached_property
    def when_and_where(self) -> str:
        """One line for lists; says what is unknown."""
        if not self.when and not self.where:
            return _now("date and place unknown")
        if not self.when:
            return _now("%(place)s, date unknown") % {"place": self.where}
        if not self.where:
            return _now("%(date)s, place unknown") % {"date": self.when}
        return _now("%(place)s, %(date)s") % {"place": self.where, "date": self.when}

    @property
    def tint(self) -> str:
        """The class that colours its pages: its season, or `school` / `other`."""
        return self.season or ("school" if self.kind == self.Kind.LEADERSHIP_SUMMER_SCHOOL else "other")

    @property
    def zone(self) -> ZoneInfo:
        return zone_named(self.time_zone)

    @property
    def biennium(self) -> tuple[int, int]:
        """The two calendar years under which the archive files it, such as (2016, 2017)."""
        first = self.year - self.year % 2
        return first, first + 1

    def phase(self, now: datetime) -> Phase:
        """Where it stands at the moment `now`, by the calendar of its own place."""
        if self.state == self.State.CANCELLED:
            return Phase.CANCELLED
        today = now.astimezone(self.zone).date()
        first, last = self.starts_on or self.ends_on, self.ends_on or self.starts_on
        if (last.latest < today) if last else (self.year < today.year):
            return Phase.OVER
        if first and first.is_day and first.earliest <= today:
            return Phase.RUNNING
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and opens <= now and (closes is None or now < closes):
            return Phase.REGISTRATION_OPEN
        return Phase.ANNOUNCED


class Host(models.Model):
    """A member organization that runs a meeting, often through a local group."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="hosts")
    organization = models.ForeignKey(
        Organization, verbose_name=_("organization"), on_delete=models.CASCADE, related_name="hostings"
    )
    local_group = models.CharField(_("local group"), max_length=150, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="hosts", null=True, blank=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organization"],
                name="host_once_per_meeting",
                violation_error_message=_("This organization hosts this meeting already."),
            )
        ]

    def __str__(self):
        return self.local_group or str(self.organization)
