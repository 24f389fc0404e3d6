"""Minutes, photos and papers: a file, a link, or a pointer to the shelf where the paper lies."""

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from ifiso.dates import PartialDateField
from meetings.models.meetings import Meeting
from meetings.models.sessions import Session
from organizations.models import Organization, Source, User


class DocumentQuerySet(models.QuerySet):
    def public(self):
        return self.filter(visibility=Document.Visibility.PUBLIC)

    def minutes_first(self):
        return self.order_by(Case(When(kind=Document.Kind.MINUTES, then=0), default=1), "dated", "title", "pk")


class Document(models.Model):
    class Kind(models.TextChoices):
        MINUTES = "minutes", _("minutes")
        PAPER = "paper", _("paper")
        PHOTO = "photo", _("photo")
        OTHER = "other", _("document")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everybody")
        MEMBERS = "members", _("members")
        MANAGEMENT = "management", _("host and management team")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="documents", null=True, blank=True
    )
    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.SET_NULL, related_name="documents", null=True, blank=True
    )
    file = models.FileField(_("file"), upload_to="documents/", blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    size = models.PositiveIntegerField(_("bytes"), null=True, blank=True, editable=False)
    media_type = models.CharField(_("media type"), max_length=100, blank=True, editable=False)
    checksum = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    text = models.TextField(_("text for searching"), blank=True, editable=False)
    place = models.CharField(_("archive place"), max_length=300, blank=True, help_text=_("Where the paper is kept."))
    custodian = models.ForeignKey(
        Organization,
        verbose_name=_("kept by"),
        on_delete=models.SET_NULL,
        related_name="documents_kept",
        null=True,
        blank=True,
    )
    contact_role = models.CharField(
        _("whom to ask"), max_length=150, blank=True, help_text=_("A role, not a person: secretary of the archive.")
    )
    visibility = models.CharField(_("visible to"), max_length=15, choices=Visibility, default=Visibility.MEMBERS)
    dated = PartialDateField(_("date"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="documents", null=True, blank=True
    )

    added_at = models.DateTimeField(_("added"), null=True, editable=False)
    added_by = models.ForeignKey(
        User, verbose_name=_("added by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["meeting", "dated", "title"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(file="") & Q(url="", place=""))
                | (~Q(url="") & Q(file="", place=""))
                | (~Q(place="") & Q(file="", url="")),
                name="document_is_a_file_a_link_or_a_place",
                violation_error_message=_("Give a file, an address or an archive place: one of the three."),
            )
        ]

    def __str__(self):
        return self.title
