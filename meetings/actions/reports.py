"""What happens to a report."""

from datetime import date

from django.db import transaction

from ifiso.dates import PartialDate
from meetings.models import Report
from organizations.actions.records import record
from organizations.models import User


@transaction.atomic
def publish_report(*, report: Report, by: User, day: date) -> bool:
    """Show the report to everybody, dated `day` unless it has a date; False where it is published already."""
    if report.state in Report.PUBLIC:
        return False
    report.state = Report.State.PUBLISHED
    report.published_on = report.published_on or PartialDate.of(day)
    report.save(update_fields=["state", "published_on"])
    record("published", report, by=by)
    return True
