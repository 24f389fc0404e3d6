"""What search looks in: one row for each thing that can be found, derived from the registry and made anew from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntryQuerySet(models.QuerySet):
    def public(self):
        return self.filter(audience=SearchEntry.Audience.PUBLIC)


class SearchEntry(models.Model):
    """One thing that can be found. `words` and `title_words` are folded (`ifiso.text.fold`), a space between two.

    `meeting` is the key of the meeting it belongs to, or None; `stamp` tells whether its source has changed.
    """

    class Kind(models.TextChoices):
        ORGANIZATION = "organization", _("organization")
        MEETING = "meeting", _("meeting")
        SESSION = "session", _("session")
        TOPIC = "topic", _("topic")
        REPORT = "report", _("report")
        DOCUMENT = "document", _("document")
        OUTCOME = "outcome", _("outcome")
        PARTNER = "partner", _("partner")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("everybody")
        MEMBERS = "members", _("members")
        MANAGEMENT = "management", _("host and management team")

    kind = models.CharField(max_length=15, choices=Kind)
    key = models.PositiveBigIntegerField()
    audience = models.CharField(max_length=15, choices=Audience, default=Audience.PUBLIC)
    meeting = models.PositiveBigIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=500)
    where = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    words = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)
    stamp = models.CharField(max_length=16)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once_per_thing")]
        # What is found is counted by kind and year: SQLite does so without a look at the texts.
        indexes = [models.Index(fields=["audience", "kind", "year"], name="search_entry_by_kind_and_year")]

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A folded word that occurs somewhere public, to recognise one that was mistyped; `shown` is how it is written."""

    word = models.CharField(max_length=60, unique=True)
    shown = models.CharField(max_length=60)
    size = models.PositiveSmallIntegerField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")

    def __str__(self):
        return self.word


class SearchIndex(models.Model):
    """One row: the content version from which the entries were made."""

    ROW = 1

    content_version = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search index")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_index_is_one_row")]

    def __str__(self):
        return str(self.content_version)
