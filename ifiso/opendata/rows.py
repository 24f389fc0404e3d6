"""The rows that everybody may know of, and no others."""

from collections.abc import Callable

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from meetings.models import Delegation, Document, Host, Lead, Meeting, Photo, Report, Session
from meetings.models.reports import ReportImage
from organizations.models.evidence import Evidence

Rows = Callable[[], QuerySet]


def meetings() -> QuerySet:
    return Meeting.objects.published()


def of_meetings(model: type[Model]) -> Rows:
    return lambda: model._default_manager.filter(meeting__in=meetings())


def sessions() -> QuerySet:
    return Session.objects.public().filter(meeting__in=meetings())


def delegations() -> QuerySet:
    """Who came or did not, who said that they come, and hosts; that others were called is nobody's business."""
    hosting = Host.objects.filter(meeting=OuterRef("meeting"), organization=OuterRef("organization"))
    told = Q(attended__isnull=False) | Q(answer=Delegation.Answer.COMING) | Q(Exists(hosting))
    return Delegation.objects.filter(told, meeting__in=meetings())


def documents() -> QuerySet:
    return Document.objects.public().filter(Q(meeting=None) | Q(meeting__in=meetings()))


def photos() -> QuerySet:
    return Photo.objects.published().filter(meeting__in=meetings())


def evidence() -> QuerySet:
    return Evidence.objects.accepted()


def leads() -> QuerySet:
    return Lead.objects.filter(session__in=sessions())


def of_outcomes(model: type[Model]) -> Rows:
    return lambda: model._default_manager.filter(outcome__meeting__in=meetings())


def reports() -> QuerySet:
    return Report.objects.published()


def report_images() -> QuerySet:
    return ReportImage.objects.filter(report__in=reports())
