"""The outbox: mail is written in the transaction that causes it and sent afterwards."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None)

    def due(self, now, *, attempts):
        """Unsent messages that may be tried at the moment `now`, and were tried fewer than `attempts` times."""
        return self.unsent().filter(not_before__lte=now, attempts__lt=attempts)


class Message(models.Model):
    """One mail to one address. `key` names the event, so that one event never sends two.

    What it says is kept until it has been sent: after that `text` and `html` are empty.
    """

    key = models.CharField(_("event"), max_length=150, unique=True)
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("plain text"))
    html = models.TextField(_("HTML"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not tried again before"), default=timezone.now, editable=False)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("outbox")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["created_at"], condition=Q(sent_at=None), name="message_unsent")]

    def __str__(self):
        return self.subject
