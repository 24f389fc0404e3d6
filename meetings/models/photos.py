"""The album of a meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ifiso.addresses import address
from meetings.models.meetings import Meeting
from organizations.models import User


class PhotoQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at=None)

    def published(self):
        return self.kept().exclude(published_at=None)


class Photo(models.Model):
    """A picture, drawn anew in three sizes. Removed ones leave this row, as the record of it, without their files.

    `width` and `height` are those of the large size, in pixels. A removed row without a checksum may come back.
    """

    # The longest side of each size, in pixels.
    SIDES = {"large": 1920, "medium": 960, "small": 480}

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="photos")
    large = models.ImageField(_("large"), upload_to="photos/", blank=True, editable=False)
    medium = models.ImageField(_("medium"), upload_to="photos/", blank=True, editable=False)
    small = models.ImageField(_("small"), upload_to="photos/", blank=True, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    checksum = models.CharField("SHA-256", max_length=64, editable=False, help_text=_("Of the file that was uploaded."))
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    alternative = models.CharField(
        _("alternative text"), max_length=300, blank=True, help_text=_("What is to be seen, for those who cannot.")
    )
    credit = models.CharField(_("credit"), max_length=150, blank=True)
    is_group_photo = models.BooleanField(_("the group photo"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by = models.ForeignKey(
        User, verbose_name=_("added by"), on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | (~Q(caption="") & ~Q(alternative="")),
                name="photo_published_with_caption_and_alternative",
                violation_error_message=_("A photo needs a caption and an alternative text before it is published."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "checksum"],
                condition=Q(removed_at=None),
                name="photo_once_per_meeting",
                violation_error_message=_("This photo is in the album already."),
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(is_group_photo=True, removed_at=None),
                name="photo_of_the_group_once_per_meeting",
                violation_error_message=_("Another picture is the group photo already."),
            ),
        ]

    def __str__(self):
        """Without the caption, which may name people: records of what was done outlive the photo."""
        return f"{self.meeting}, photo {self.pk}"

    def get_absolute_url(self):
        return address("photo", self.meeting.slug, self.pk)

    @property
    def is_complete(self) -> bool:
        """Whether all is said that a public photo needs."""
        return bool(self.caption and self.alternative)
