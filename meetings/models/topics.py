"""What sessions are about, across all meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ifiso.addresses import address


class Topic(models.Model):
    """`grants and fundraising`: a topic belongs to no meeting, so that its sessions are found over the years."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("topic", self.slug)
