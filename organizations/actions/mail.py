"""The outbox: mail is part of the transaction that causes it, and leaves when that has been committed."""

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import Context, engines
from django.template.loader import select_template

from organizations.actions.records import record
from organizations.models import Message, User
from organizations.tasks import PAUSES, deliver


@transaction.atomic
def send(*, key: str, to: str, template: str, context: dict[str, Any], reply_to: str = "") -> Message:
    """Write the mail `templates/mail/<template>.txt`, whose first line is the subject, to one address.

    `key` names the event, such as `enquiry-12-received`: a second call with it sends nothing and returns the first
    message. The HTML part has the same words, or those of `<template>.html` where there is one. Templates get `context`
    and `base_url`, for links, which must be absolute.
    """
    subject, text, html = render(template, {**context, "base_url": settings.BASE_URL})
    message, created = Message.objects.get_or_create(
        key=key, defaults={"to": to, "reply_to": reply_to, "subject": subject, "text": text, "html": html}
    )
    if created:
        transaction.on_commit(partial(deliver.enqueue, message.pk), robust=True)
    return message


@transaction.atomic
def send_again(*, message: Message, by: User, now: datetime) -> bool:
    """Give a message that failed all its attempts once more; False where it has not failed, or was sent meanwhile."""
    failed = Message.objects.unsent().exclude(error="").filter(pk=message.pk)
    if not failed.update(attempts=0, not_before=now, error=""):
        return False
    transaction.on_commit(partial(deliver.enqueue, message.pk), robust=True)
    record("sent again", message, by=by, changes_pages=False)
    return True


def render(template: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Subject in one line, plain text, HTML."""
    plain = engines["django"].get_template(f"mail/{template}.txt").template  # type: ignore[attr-defined]
    words = plain.render(Context(context, autoescape=False))
    first_line, _, rest = words.lstrip().partition("\n")
    subject = " ".join(first_line.split())[:250]
    text = rest.strip() + "\n"
    html = select_template([f"mail/{template}.html", "mail/base.html"])
    return subject, text, html.render({**context, "subject": subject, "text": text})


def retry_unsent(*, now: datetime) -> int:
    """Queue every message whose pause is over once more, such as those whose worker was stopped; how many."""
    waiting = list(Message.objects.due(now, attempts=len(PAUSES)).values_list("pk", flat=True))
    for pk in waiting:
        deliver.enqueue(pk)
    return len(waiting)
