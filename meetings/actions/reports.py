"""What happens to a report and its text. What becomes of its state is in `report_states`."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.actions.topics import topics_named
from meetings.models import Meeting, Report, Topic
from organizations.actions.records import credit, record
from organizations.models import Organization, User

# Pages of their own that lie where reports do.
RESERVED = {"feed", "images", "new"}
TEXTS = ("title", "summary", "body")


class StaleReportError(Exception):
    """Somebody saved the report meanwhile; `report` is what they saved."""

    def __init__(self, report: Report):
        super().__init__(str(report))
        self.report = report


@transaction.atomic
def create_report(
    *,
    kind: str,
    title: str,
    meeting: Meeting | None,
    organization: Organization | None,
    by: User | None,
    body: str = "",
    summary: str = "",
) -> Report:
    """A draft in the name of `organization`; sent twice, it is one draft."""
    if organization:
        Organization.objects.select_for_update().get(pk=organization.pk)
    what = {"kind": kind, "title": title, "meeting": meeting, "organization": organization}
    known = Report.objects.filter(state=Report.State.DRAFT, **what).first()
    if known:
        return known
    report = Report(summary=summary, body=body, **what)
    report.clean_fields(exclude={"slug", *empty_texts(report)})
    credit(report, by)
    save_under_free_slug(report)
    record("began", report, by=by, changes_pages=False)
    return report


def save_under_free_slug(report: Report) -> None:
    """Somebody else may take the slug in the same moment, for a report of the same title: then it is the next one."""
    try:
        with transaction.atomic():
            report.slug = free_slug(report.title)
            report.save()
    except IntegrityError:
        report.slug = free_slug(report.title)
        report.save()


def empty_texts(report: Report) -> set[str]:
    """What a draft may still lack."""
    return (
        set() if report.state in Report.PUBLIC else {name for name in ("summary", "body") if not getattr(report, name)}
    )


def free_slug(title: str) -> str:
    """A slug that no report has; titles without a Latin letter are numbered."""
    stem = slugify(title)[:40].strip("-") or "report"
    taken = {*Report.objects.filter(slug__startswith=stem).values_list("slug", flat=True), *RESERVED}
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


@transaction.atomic
def change_report(
    *,
    report: Report,
    version: int,
    by: User | None,
    topics: Iterable[Topic] | None = None,
    new_topics: Iterable[str] = (),
    **values: Any,
) -> bool:
    """Save `values`, fields of Report by name, and its topics, if it still is at `version`; whether any differed.

    `new_topics` are names of further ones, which are made where nobody has named them before.

    StaleReportError where somebody saved other words in between; ValidationError where a value does not fit, as nothing
    at all does not where the report is public.
    """
    present = Report.objects.get(pk=report.pk)
    chosen = None if topics is None else {*topics, *topics_named(new_topics)}
    if not differing(present, values) and chosen in (None, set(present.topics.all())):
        return False
    claim_version(report, version)
    present = Report.objects.get(pk=report.pk)
    changed = differing(present, values)
    if changed:
        save_fields(present, changed, by)
    if chosen is not None and chosen != set(present.topics.all()):
        present.topics.set(chosen)
        changed["topics"] = chosen
    record("changed", present, by=by, changes_pages=present.state in Report.PUBLIC, fields=sorted(changed))
    return True


def claim_version(report: Report, version: int) -> None:
    """Of several who save at once the first is heard: for the others the condition no longer holds."""
    if not Report.objects.filter(pk=report.pk, version=version).update(version=F("version") + 1):
        raise StaleReportError(Report.objects.get(pk=report.pk))


def differing(report: Report, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(report, name) != value}


def save_fields(report: Report, values: dict[str, Any], by: User | None) -> None:
    for name, value in values.items():
        setattr(report, name, value)
    untouched = {field.name for field in Report._meta.fields} - set(values)
    report.clean_fields(exclude=untouched | empty_texts(report))
    credit(report, by)
    report.save()


@transaction.atomic
def restore(*, report: Report, revision: Any, version: int, by: User) -> bool:
    """Give the report the words of `revision`, a row of its history, as a new revision; False where it has them.

    StaleReportError where it no longer is at `version`.
    """
    words = {name: getattr(revision, name) for name in TEXTS}
    restored = change_report(report=report, version=version, by=by, **words)
    if restored:
        public = report.state in Report.PUBLIC
        record("restored", report, by=by, changes_pages=public, revision=revision.history_id)
    return restored


@transaction.atomic
def withdraw_report(*, report: Report, reason: str, by: User) -> bool:
    """Take what an organization published back into a draft; False where it is none that is merely published.

    ValidationError without a reason, which the record of activities keeps.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    present = Report.objects.select_for_update().get(pk=report.pk)
    if present.state != Report.State.PUBLISHED:
        return False
    present.state = Report.State.DRAFT
    credit(present, by)
    present.save(update_fields=["state"])
    record("withdrew", present, by=by, reason=reason.strip())
    return True
