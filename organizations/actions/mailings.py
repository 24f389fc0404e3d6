"""Mail to many: shown before it leaves, with whom it reaches, and what leaves is what was shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils.crypto import constant_time_compare

from organizations.actions.mail import render
from organizations.models import Message, User
from organizations.tasks import deliver_all

# Who reads a preview longer than that is asked to look again.
SHOWN_FOR = timedelta(hours=12)
# Mails that one task of the queue sends, so that several workers share them.
BATCH = 50

seals = TimestampSigner(salt="organizations.mailing")


class NotAsShownError(Exception):
    """What would leave is not what was shown: the words or the readers have changed, or it was long ago."""


@dataclass(frozen=True)
class Letter:
    """One mail of many, as `send` takes it; `key` names the event for this one address."""

    key: str
    to: str
    template: str
    context: dict[str, Any]
    reply_to: str = ""

    @cached_property
    def words(self) -> tuple[str, str, str]:
        """Subject, plain text, HTML."""
        return render(self.template, {**self.context, "base_url": settings.BASE_URL})


@dataclass(frozen=True)
class Reader:
    """An address, whose it is, and on whose behalf it is read; the last may be empty."""

    address: str
    name: str
    party: str = ""


@dataclass(frozen=True)
class Mailing:
    """What is about to leave. `sample` is the mail of the first reader without what is that reader's alone.

    Nothing that opens a door belongs into the sample: whoever sends the mail sees it.
    """

    sample: Letter
    readers: Sequence[Reader]

    @property
    def subject(self) -> str:
        return self.sample.words[0]

    @property
    def text(self) -> str:
        return self.sample.words[1]

    @cached_property
    def addresses(self) -> int:
        return len({reader.address for reader in self.readers})

    @cached_property
    def parties(self) -> int:
        return len({reader.party for reader in self.readers if reader.party})

    @cached_property
    def digest(self) -> str:
        """What stands for these words to these readers."""
        readers = sorted(f"{reader.address} {reader.party}" for reader in self.readers)
        return sha256("\0".join([self.subject, self.text, *readers]).encode()).hexdigest()

    def seal(self, by: User) -> str:
        """Proves that `by` was shown this; it comes back with the order to send."""
        return seals.sign(f"{by.pk}.{self.digest}")

    def check(self, seal: str, by: User) -> None:
        """NotAsShownError unless `seal` was given to `by` for this very mailing."""
        try:
            shown = seals.unsign(seal, max_age=SHOWN_FOR)
        except BadSignature:
            raise NotAsShownError from None
        if not constant_time_compare(shown, f"{by.pk}.{self.digest}"):
            raise NotAsShownError


@transaction.atomic
def send_all(letters: Iterable[Letter]) -> int:
    """Write each letter whose key is new, in a number of queries that does not grow with them; how many were new."""
    wanted = {letter.key: letter for letter in letters}
    known = set(Message.objects.filter(key__in=wanted).values_list("key", flat=True))
    fresh = [written(letter) for key, letter in wanted.items() if key not in known]
    # Of two who send at once, the one who is second to commit finds the rows there.
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    keys = [message.key for message in fresh]
    rows = list(Message.objects.filter(key__in=keys).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(rows), BATCH):
        transaction.on_commit(partial(deliver_all.enqueue, rows[start : start + BATCH]), robust=True)
    return len(rows)


def written(letter: Letter) -> Message:
    """The row of the outbox, unsaved."""
    subject, text, html = letter.words
    return Message(key=letter.key, to=letter.to, reply_to=letter.reply_to, subject=subject, text=text, html=html)


def address_key(address: str) -> str:
    """Stands for an address within the key of a message: short, and nothing that could be read."""
    return sha256(address.encode()).hexdigest()[:12]
