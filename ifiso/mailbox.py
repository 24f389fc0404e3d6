"""Reads the mails that the demo writes to files instead of sending them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

BETWEEN = b"-" * 79 + b"\n"
LARGEST = 1_000_000  # bytes of a file that is still read


@dataclass(frozen=True)
class Letter:
    at: datetime
    to: str
    subject: str
    text: str


def latest(folder: Path, limit: int) -> list[Letter]:
    """The newest `limit` mails in `folder`, newest first; files that cannot be read are passed over."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.name, reverse=True)[:limit]
    letters = [letter for path in files for letter in letters_in(path)]
    return sorted(letters, key=lambda letter: letter.at, reverse=True)[:limit]


def letters_in(path: Path) -> Iterator[Letter]:
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return
    for part in content.split(BETWEEN):
        mail = message_from_bytes(part, policy=policy.default)
        if isinstance(mail, EmailMessage) and mail["To"]:
            yield Letter(sent_at(mail), str(mail["To"]), str(mail["Subject"] or ""), text_of(mail))


def sent_at(mail: EmailMessage) -> datetime:
    try:
        moment = parsedate_to_datetime(mail["Date"])
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    try:
        return body.get_content().strip() if body else ""
    except (LookupError, UnicodeDecodeError):
        return ""
