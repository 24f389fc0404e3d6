"""One more source beside what is on record, or another number beside the first. Nothing is ever overwritten."""

from datetime import datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ifiso.dates import PartialDate
from meetings.models import Meeting, Turnout
from meetings.statements import Statement, statements_about
from organizations.actions.mail import send
from organizations.actions.records import credit, record
from organizations.models import Evidence, Figure, Source, User

CODE_LENGTH = 50


class AlreadyDecidedError(Exception):
    """Somebody decided first; `evidence` is how it stands now."""

    def __init__(self, evidence: Evidence):
        super().__init__(str(evidence))
        self.evidence = evidence


@transaction.atomic
def add_source(
    *, statement: Statement, source: dict[str, Any], says: dict[str, Any], at_once: bool, by: User, now: datetime
) -> Evidence:
    """Let one more source speak for or against `statement`; it is shown `at_once`, or once somebody accepts it.

    `source` has title, url, place, dated and note; one that is on record under its address or title is taken instead.
    `says` has stance, said, and for a number that differs kind, value and as_of. ValidationError where the source
    stands there already, and where a number is no other one.
    """
    told = source_told(**source)
    refuse_repetition(statement, told, says)
    row = statement.row
    evidence = Evidence(
        target_type=row._meta.label_lower, target_id=row.pk, source=told, added_by=by, added_at=now, **says
    )
    if at_once:
        evidence.state, evidence.decided_at, evidence.decided_by = Evidence.State.ACCEPTED, now, by
    evidence.full_clean()
    evidence.save()
    if at_once:
        show(evidence, row, by)
    verb = "added a source for" if at_once else "proposed a source for"
    record(verb, row, by=by, changes_pages=at_once, source=told.title, evidence=evidence.pk)
    return evidence


def refuse_repetition(statement: Statement, source: Source, says: dict[str, Any]) -> None:
    differs = says["stance"] == Evidence.Stance.DIFFERS
    if source in statement.sources and not differs:
        raise ValidationError(_("The statement rests on this source already."))
    if statement.is_a_number and not statement.adds and differs and says["value"] == statement.row.value:
        raise ValidationError({"value": _("This is the number that stands there. Then the source says the same.")})


@transaction.atomic
def accept_source(*, evidence: Evidence, by: User, now: datetime) -> None:
    """Show a proposed source. AlreadyDecidedError where it is not proposed any more, ValidationError where what it
    spoke about is gone or its number stands there meanwhile."""
    decide(evidence, Evidence.State.ACCEPTED, "", by, now)
    statement = statement_about(evidence)
    if statement is None:
        raise ValidationError(_("What it speaks about is no longer on record. Decline it."))
    show(evidence, statement.row, by)
    record("accepted a source for", statement.row, by=by, source=evidence.source.title, evidence=evidence.pk)
    tell(evidence, statement, "accepted")


@transaction.atomic
def decline_source(*, evidence: Evidence, reason: str, by: User, now: datetime) -> None:
    """Leave a proposed source out, for a reason that its finder reads. AlreadyDecidedError as in `accept_source`."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that the one who found it understands.")})
    decide(evidence, Evidence.State.DECLINED, reason.strip(), by, now)
    statement = statement_about(evidence)
    record(
        "declined a source for",
        statement.row if statement else evidence,
        by=by,
        changes_pages=False,
        evidence=evidence.pk,
    )
    if statement:
        tell(evidence, statement, "declined")


@transaction.atomic
def withdraw_source(*, evidence: Evidence, by: User, now: datetime) -> None:
    """Take back what stands or waits, with the row that its number became. AlreadyDecidedError where neither."""
    standing = Evidence.objects.filter(pk=evidence.pk, state__in=[Evidence.State.PROPOSED, Evidence.State.ACCEPTED])
    if not standing.update(state=Evidence.State.WITHDRAWN, decided_by=by, decided_at=now):
        raise AlreadyDecidedError(Evidence.objects.get(pk=evidence.pk))
    for row in own_row(evidence):
        credit(row, by)
        row.delete()
    statement = statement_about(evidence)
    record("withdrew a source from", statement.row if statement else evidence, by=by, evidence=evidence.pk)


def decide(evidence: Evidence, state: str, reason: str, by: User, now: datetime) -> None:
    proposed = Evidence.objects.waiting().filter(pk=evidence.pk)
    if not proposed.update(state=state, reason=reason, decided_by=by, decided_at=now):
        raise AlreadyDecidedError(Evidence.objects.get(pk=evidence.pk))
    evidence.refresh_from_db()


def show(evidence: Evidence, row: Any, by: User) -> None:
    """A number that differs becomes a row beside the one it speaks about; all else is a mark beside its words."""
    if evidence.value is None:
        return
    said: dict[str, Any] = {"kind": evidence.kind, "value": evidence.value, "as_worded": evidence.said}
    beside: Figure | Turnout
    if isinstance(row, Turnout | Meeting):
        meeting = row if isinstance(row, Meeting) else row.meeting
        beside = Turnout(meeting=meeting, source=evidence.source, **said)
    else:
        organization = row.organization if isinstance(row, Figure) else row
        beside = Figure(organization=organization, source=evidence.source, as_of=evidence.as_of, **said)
    beside.full_clean()
    credit(beside, by)
    beside.save()
    Evidence.objects.filter(pk=evidence.pk).update(row_id=beside.pk)


def own_row(evidence: Evidence) -> list[Figure | Turnout]:
    """The row that its number became, as long as it is there."""
    made = Evidence.objects.values_list("row_id", flat=True).get(pk=evidence.pk)
    counts_meetings = evidence.target_type in {Turnout._meta.label_lower, Meeting._meta.label_lower}
    model = Turnout if counts_meetings else Figure
    return list(model._default_manager.filter(pk=made, source=evidence.source_id)) if made else []


def statement_about(evidence: Evidence) -> Statement | None:
    """What it speaks about; None where that is gone, or no longer for everybody."""
    return statements_about([evidence]).get(evidence.pk)


def source_told(*, title: str, url: str, place: str, dated: PartialDate | None, note: str) -> Source:
    """The source that is on record under this address, or without one under this title and place; else a new one."""
    known = known_at(url) if url else Source.objects.filter(title=title, place=place, url="").first()
    if known:
        return known
    code = f"told-{slugify(title)[:25]}-{blake2b(f'{title}{url}{place}'.encode(), digest_size=4).hexdigest()}"
    source = Source(code=code[:CODE_LENGTH], title=title, url=url, place=place, dated=dated, note=note)
    source.full_clean()
    source.save()
    return source


def known_at(url: str) -> Source | None:
    """The source at this address, however the beginning and the end of it are written."""
    alike = Source.objects.filter(url__icontains=plain(url)[:200]).order_by("pk")
    return next((source for source in alike if plain(source.url) == plain(url)), None)


def plain(url: str) -> str:
    """`ifmsa.org/about` of https://www.ifmsa.org/about/#top."""
    parts = urlsplit(url)
    path = f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"
    return f"{path}?{parts.query}" if parts.query else path


def tell(evidence: Evidence, statement: Statement, decision: str) -> None:
    """Write to who found the source, unless that is the one who decided."""
    finder = evidence.added_by
    if finder and finder.is_active and finder.pk != evidence.decided_by_id:
        context = {"evidence": evidence, "statement": statement.words, "accepted": decision == "accepted"}
        send(key=f"evidence-{evidence.pk}-{decision}", to=finder.email, template="source_decided", context=context)
