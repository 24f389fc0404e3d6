"""Proves that somebody was shown what a report lacks before publishing it all the same."""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import constant_time_compare

from meetings.models import Report
from organizations.models import User

SHOWN_FOR = timedelta(hours=12)

seals = TimestampSigner(salt="meetings.report")


def seal_of(report: Report, signs: Iterable[str], by: User) -> str:
    """For `by`, who sees the words of this version and that it lacks what `signs` stand for."""
    return seals.sign(named(report, signs, by))


def is_as_shown(seal: str, report: Report, signs: Iterable[str], by: User) -> bool:
    """Whether `by` saw this very version, and the same gaps, within SHOWN_FOR."""
    try:
        shown = seals.unsign(seal, max_age=SHOWN_FOR)
    except BadSignature:
        return False
    return constant_time_compare(shown, named(report, signs, by))


def named(report: Report, signs: Iterable[str], by: User) -> str:
    digest = sha256("\0".join(sorted(signs)).encode()).hexdigest()
    return f"{by.pk}.{report.pk}.{report.version}.{digest}"
