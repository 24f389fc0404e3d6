"""What was done by whom, which version the public pages are at, and what the archive last said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.users import User


class Activity(models.Model):
    """Who did what to what. Targets are labels and ids, so that the record outlives them."""

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        User, verbose_name=_("by"), on_delete=models.SET_NULL, related_name="activities", null=True, blank=True
    )
    verb = models.CharField(_("what"), max_length=100)
    target_type = models.CharField(_("kind of target"), max_length=100)
    target_id = models.CharField(_("target"), max_length=50)
    target_label = models.CharField(_("target's name"), max_length=250)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.verb} {self.target_label}"


class ContentVersion(models.Model):
    """One row, whose number grows with each change that a public page may show."""

    ROW = 1

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content version")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="content_version_is_one_row")]

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls):
        """The number now; 0 before the first change."""
        return cls.objects.filter(pk=cls.ROW).values_list("number", flat=True).first() or 0


class ArchiveEntry(models.Model):
    """What a line of the archive said when it was last loaded, so that later edits by people are recognised."""

    table = models.CharField(max_length=50)
    key = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("archive entry")
        verbose_name_plural = _("archive entries")
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="archive_entry_loaded_once")]

    def __str__(self):
        return f"{self.table}: {self.key}"
