"""Work that the web servers leave to `manage.py db_worker`."""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from organizations.models import Message

# How long to wait after each failed attempt; after the last one somebody has to look into it.
PAUSES = [timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3)]

logger = logging.getLogger(__name__)


@task()
def deliver(message_id: int) -> bool:
    """Send one message of the outbox, unless another worker has it; whether it went out now."""
    message = claim(message_id)
    if message is None:
        return False
    try:
        as_mail(message).send()
    except Exception as error:  # mail backends raise whatever their servers and libraries raise
        note_failure(message, error)
        return False
    # The words may hold a link that opens an account, and nobody but the reader needs them now.
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now(), error="", text="", html="")
    return True


@task()
def deliver_all(message_ids: list[int]) -> int:
    """Send these messages one after the other; how many went out now. One that fails does not keep the others."""
    return sum(deliver.call(message_id) for message_id in message_ids)


def claim(message_id: int) -> Message | None:
    """The message, if it is this worker's to send: until the pause is over nobody else may try it.

    A message on its way has no error, so that nobody starts over with it.
    """
    now = timezone.now()
    attempts = Message.objects.filter(pk=message_id).values_list("attempts", flat=True).first()
    if attempts is None or attempts >= len(PAUSES):
        return None
    mine = Message.objects.due(now, attempts=len(PAUSES)).filter(pk=message_id, attempts=attempts)
    if not mine.update(attempts=F("attempts") + 1, not_before=now + PAUSES[attempts], error=""):
        return None
    return Message.objects.get(pk=message_id)


def as_mail(message: Message) -> EmailMultiAlternatives:
    """Its Message-ID stays the same when it is tried again, so that a mailbox can tell a repetition."""
    host = urlsplit(settings.BASE_URL).hostname
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": f"<message-{message.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def note_failure(message: Message, error: Exception) -> None:
    """Keep the reason, and come back after the pause where the queue can wait; elsewhere the nightly command does."""
    logger.warning("Message %s was not sent (attempt %s): %s", message.pk, message.attempts, type(error).__name__)
    Message.objects.filter(pk=message.pk).update(error=f"{type(error).__name__}: {error}"[:500])
    if message.attempts < len(PAUSES) and deliver.get_backend().supports_defer:
        deliver.using(run_after=message.not_before).enqueue(message.pk)
