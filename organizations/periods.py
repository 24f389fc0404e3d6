"""Mandates and terms in words."""

from datetime import date

from django.utils.translation import gettext as _

from ifiso.dates import PartialDate, display_span
from organizations.models import Liaison, ManagementTerm


def lasts(record: Liaison | ManagementTerm, day: date) -> str:
    """`until 30 June 2027`; `from 1 January 2027` for those elect; `since 1 July 2026` where no end is set."""
    since = PartialDate.of(record.since).display()
    until = PartialDate.of(record.until).display() if record.until else ""
    if record.since > day:
        if until:
            return _("from %(since)s until %(until)s") % {"since": since, "until": until}
        return _("from %(since)s") % {"since": since}
    return _("until %(until)s") % {"until": until} if until else _("since %(since)s") % {"since": since}


def period(record: Liaison | ManagementTerm) -> str:
    """`1 July 2026 – 30 June 2027`; `since 1 July 2026` where no end is set."""
    since = PartialDate.of(record.since)
    if record.until is None:
        return _("since %(since)s") % {"since": since.display()}
    return display_span(since, PartialDate.of(record.until))
