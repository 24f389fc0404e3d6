"""Where a fact is written down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ifiso.dates import PartialDateField


class Source(models.Model):
    """A page, article or paper that a fact rests on."""

    code = models.SlugField(_("code"), unique=True, help_text=_("Short and lasting, such as iaps-2014."))
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True, help_text=_("Where the paper is kept."))
    dated = PartialDateField(_("date"))
    note = models.TextField(_("note"), blank=True, help_text=_("What to know before trusting it."))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title"]

    def __str__(self):
        return self.title
