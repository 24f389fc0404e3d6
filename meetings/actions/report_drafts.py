"""What somebody has typed into a report and not saved yet.

It is no deed, so the record of activities does not hear of it: it is written every few seconds.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from meetings.actions.reports import TEXTS
from meetings.models import Report, ReportDraft
from organizations.models import User

DRAFTS_KEPT = timedelta(days=90)


@transaction.atomic
def keep_draft(
    *, report: Report, by: User, version: int, title: str, summary: str, body: str, now: datetime
) -> ReportDraft | None:
    """Keep what `by` has typed since `version`; nothing is kept of what is saved already."""
    typed = {"title": title, "summary": summary, "body": body}
    if typed == {name: getattr(report, name) for name in TEXTS}:
        drop_draft(report=report, by=by)
        return None
    values = {**typed, "version": version, "typed_at": now}
    return ReportDraft.objects.update_or_create(report=report, user=by, defaults=values)[0]


def drop_draft(*, report: Report, by: User) -> None:
    """Throw away what `by` has typed, because it is saved or not wanted."""
    ReportDraft.objects.filter(report=report, user=by).delete()


def old_drafts(now: datetime) -> QuerySet[ReportDraft]:
    """Those to which nobody has come back."""
    return ReportDraft.objects.filter(typed_at__lt=now - DRAFTS_KEPT)
