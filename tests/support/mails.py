"""What mails said: while they wait the outbox knows, and once they have been sent their readers alone."""

import re

from django.core import mail

from organizations.models import Message


def words_of(message):
    """The plain text of a message."""
    if message.sent_at is None:
        return message.text
    mark = f"<message-{message.pk}@"
    return next(sent.body for sent in mail.outbox if sent.extra_headers.get("Message-ID", "").startswith(mark))


def mailed_token(key):
    """The token of the invitation in the latest message whose key begins with `key`."""
    message = Message.objects.filter(key__startswith=key).latest("pk")
    return re.search(r"/accounts/invitation/([\w-]+)/", words_of(message))[1]
