"""Further sources for what is on record: they say the same, or something else. Nothing that stood there is replaced."""

from collections import defaultdict

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ifiso.dates import PartialDateField
from organizations.models.sources import Source
from organizations.models.users import User


class EvidenceQuerySet(models.QuerySet):
    def accepted(self):
        """Those that everybody reads."""
        return self.filter(state=Evidence.State.ACCEPTED)

    def waiting(self):
        """Those that the management team has not decided on."""
        return self.filter(state=Evidence.State.PROPOSED)

    def about(self, *rows):
        """Those for the statements that `rows` of any models make; no query for no rows."""
        keys = defaultdict(list)
        for row in rows:
            keys[row._meta.label_lower].append(row.pk)
        targets = (Q(target_type=label, target_id__in=pks) for label, pks in keys.items())
        return self.filter(Q(*targets, _connector=Q.OR)) if keys else self.none()


class Evidence(models.Model):
    """What one more source says about a statement: `target_type` and `target_id` name the row that makes it.

    A number that differs, such as `value` of what `kind` counts, becomes a row of its own beside the first, with this
    source; `row_id` is its key, and the row is of the model that keeps such numbers of the target.
    """

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("says the same")
        DIFFERS = "differs", _("says something else")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for the management team")
        ACCEPTED = "accepted", _("shown")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    target_type = models.CharField(_("kind of statement"), max_length=100)
    target_id = models.PositiveBigIntegerField(_("statement"))
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(_("it says"), max_length=10, choices=Stance)
    said = models.CharField(_("in its words"), max_length=300, blank=True)
    kind = models.CharField(_("what is counted"), max_length=30, blank=True)
    value = models.PositiveBigIntegerField(_("number"), null=True, blank=True)
    as_of = PartialDateField(_("as of"))
    row_id = models.PositiveBigIntegerField(null=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    added_by = models.ForeignKey(
        User, verbose_name=_("added by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    added_at = models.DateTimeField(_("added"))
    decided_by = models.ForeignKey(
        User, verbose_name=_("decided by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("further source")
        verbose_name_plural = _("further sources")
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="evidence_of_a_statement")]
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "source", "kind"],
                condition=Q(state__in=["proposed", "accepted"]),
                name="evidence_of_a_source_once",
                violation_error_message=_("This source stands beside the statement already."),
            ),
            models.CheckConstraint(
                condition=~Q(stance="differs") | ~Q(said="") | Q(value__isnull=False),
                name="evidence_that_differs_says_how",
                violation_error_message=_("Say what the source says instead."),
            ),
            models.CheckConstraint(
                condition=Q(value=None) | (Q(stance="differs") & ~Q(kind="")),
                name="evidence_with_a_number_says_of_what",
                violation_error_message=_("Say what is counted."),
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None) | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="evidence_is_decided_once_it_is_not_proposed",
            ),
        ]

    def __str__(self):
        return f"{self.source}: {self.get_stance_display()}"
