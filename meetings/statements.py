"""What is on record and rests on a source. A statement is one row, found by its kind and its key.

Statements are public: what only some may see has none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ifiso.dates import display_span
from meetings.models import Delegation, Document, Host, Meeting, Outcome, Report, Session, Turnout
from organizations.models import (
    Agreement,
    Evidence,
    Figure,
    Membership,
    Milestone,
    Organization,
    Partner,
    Remark,
    Source,
)
from organizations.timelines import in_words

Choices = list[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Kind:
    """`rows` are those that everybody reads, `words` says what one of them states.

    Who speaks for one of `parties`, or hosts the meeting, may add a source at once. `counts` are the numbers that a
    new source may give beside what is there; where the row itself counts nothing, `adds` tells that it can be given
    one that nobody has counted yet.
    """

    rows: Callable[[], QuerySet]
    words: Callable[[Any], str]
    parties: Callable[[Any], Iterable[Organization | None]] = lambda row: [row.organization]
    counts: Callable[[Any], Choices] = lambda row: []
    adds: bool = False


def figure_in_words(figure: Figure) -> str:
    told = {"what": figure.get_kind_display(), "number": figure.as_worded or figure.shown, "date": figure.as_of}
    if not figure.as_of:
        return _("%(what)s: %(number)s") % told
    return _("%(what)s: %(number)s, %(date)s") % {**told, "date": figure.as_of.display()}


def agreement_in_words(agreement: Agreement) -> str:
    told = {"partner": agreement.partner, "organization": agreement.organization}
    dates = display_span(agreement.since, agreement.until)
    if not dates:
        return _("Agreement of %(organization)s with %(partner)s") % told
    return _("Agreement of %(organization)s with %(partner)s, %(dates)s") % {**told, "dates": dates}


def part_in_words(delegation: Delegation) -> str:
    words = _("%(party)s was at %(meeting)s") if delegation.attended else _("%(party)s was not at %(meeting)s")
    return words % {"party": delegation.party, "meeting": delegation.meeting.name}


def host_in_words(host: Host) -> str:
    told = {"organization": host.organization, "group": host.local_group, "meeting": host.meeting.name}
    if host.local_group:
        return _("%(organization)s hosted %(meeting)s, through %(group)s") % told
    return _("%(organization)s hosted %(meeting)s") % told


def meetings() -> QuerySet[Meeting]:
    return Meeting.objects.published().prefetch_related("sources")


def of_meetings(rows: QuerySet) -> QuerySet:
    """Those of `rows` whose meeting everybody sees, with it and their source."""
    return rows.filter(meeting__in=Meeting.objects.published()).select_related("meeting", "source")


def documents() -> QuerySet[Document]:
    shown = Document.objects.public().exclude(meeting__state=Meeting.State.DRAFT)
    return shown.select_related("meeting", "custodian", "source")


def own_figures(_row: Organization) -> Choices:
    return [(kind.value, kind.label) for kind in Figure.Kind if kind != Figure.Kind.MEMBER_ORGANIZATIONS]


KINDS = {
    "organization": Kind(
        lambda: Organization.objects.prefetch_related("sources"),
        lambda row: _("%(name)s: its name, its seat, its beginnings") % {"name": row.name},
        lambda row: [row],
    ),
    "number": Kind(
        lambda: Organization.objects.all(),
        lambda row: _("A number about %(organization)s that is not on record yet") % {"organization": row.acronym},
        lambda row: [row],
        own_figures,
        adds=True,
    ),
    "membership": Kind(lambda: Membership.objects.select_related("organization", "source"), in_words),
    "figure": Kind(
        lambda: Figure.objects.select_related("organization", "source"),
        figure_in_words,
        counts=lambda row: [(row.kind, row.get_kind_display())],
    ),
    "remark": Kind(lambda: Remark.objects.select_related("organization", "source"), str),
    "agreement": Kind(
        lambda: Agreement.objects.select_related("organization", "partner", "source"), agreement_in_words
    ),
    "milestone": Kind(lambda: Milestone.objects.select_related("source"), lambda row: row.text, lambda row: []),
    "partner": Kind(lambda: Partner.objects.select_related("source"), str, lambda row: []),
    "meeting": Kind(
        meetings,
        lambda row: _("%(meeting)s: %(where)s") % {"meeting": row.name, "where": row.when_and_where},
        lambda row: [],
    ),
    "count": Kind(
        meetings,
        lambda row: _("A number about %(meeting)s that is not on record yet") % {"meeting": row.name},
        lambda row: [],
        lambda row: list(Turnout.Kind.choices),
        adds=True,
    ),
    "host": Kind(lambda: of_meetings(Host.objects.select_related("organization")), host_in_words),
    "delegation": Kind(
        lambda: of_meetings(Delegation.objects.exclude(attended=None).select_related("organization", "partner")),
        part_in_words,
    ),
    "turnout": Kind(
        lambda: of_meetings(Turnout.objects.all()),
        lambda row: row.as_worded or str(row),
        lambda row: [],
        lambda row: [(row.kind, row.get_kind_display())],
    ),
    "session": Kind(
        lambda: of_meetings(Session.objects.public()).prefetch_related("leads__organization"),
        str,
        lambda row: [lead.organization for lead in row.leads.all()],
    ),
    "outcome": Kind(
        lambda: of_meetings(Outcome.objects.all()).prefetch_related("owners"), str, lambda row: row.owners.all()
    ),
    "report": Kind(lambda: Report.objects.published().select_related("meeting", "organization", "source"), str),
    "document": Kind(
        documents,
        str,
        lambda row: [row.custodian],
    ),
}


@dataclass(frozen=True)
class Statement:
    """What `row` says, as a statement of the kind that `slug` names in addresses."""

    slug: str
    row: Any

    @property
    def kind(self) -> Kind:
        return KINDS[self.slug]

    @property
    def words(self) -> str:
        return str(self.kind.words(self.row))

    @property
    def sources(self) -> list[Source]:
        """Those on which the row itself rests."""
        if self.kind.adds:
            return []
        if hasattr(self.row, "sources"):
            return list(self.row.sources.all())
        return [self.row.source] if self.row.source else []

    @property
    def organizations(self) -> list[Organization]:
        return [organization for organization in self.kind.parties(self.row) if organization]

    @property
    def meeting(self) -> Meeting | None:
        return self.row if isinstance(self.row, Meeting) else getattr(self.row, "meeting", None)

    @property
    def counts(self) -> Choices:
        return self.kind.counts(self.row)

    @property
    def adds(self) -> bool:
        return self.kind.adds

    @property
    def is_a_number(self) -> bool:
        """Whether a number that differs becomes a row beside it."""
        return bool(self.counts)


def statement_of(slug: str, pk: int) -> Statement | None:
    """None where there is no such statement, or not for everybody."""
    kind = KINDS.get(slug)
    row = kind.rows().filter(pk=pk).first() if kind else None
    return Statement(slug, row) if row else None


def about(slug: str, rows: Iterable[Model]) -> list[Statement]:
    return [Statement(slug, row) for row in rows]


# Where a number is added to a row, instead of something being said about it.
ADDED = {"organization": "number", "meeting": "count"}
# Which kind of statement a row makes, by its model's label.
SLUG_OF = {
    model._meta.label_lower: str(model._meta.model_name)
    for model in [
        *(Organization, Membership, Figure, Remark, Agreement, Milestone, Partner),
        *(Meeting, Host, Delegation, Turnout, Session, Outcome, Report, Document),
    ]
}


def statements_about(evidence: Iterable[Evidence]) -> dict[int, Statement]:
    """What each speaks about, by its key; what is gone, or no longer for everybody, is left out. A query a kind."""
    asked: dict[str, dict[int, int]] = {}
    for one in evidence:
        asked.setdefault(slug_of(one), {})[one.pk] = one.target_id
    return {
        pk: Statement(slug, rows[target])
        for slug, targets in asked.items()
        for rows in [KINDS[slug].rows().in_bulk(set(targets.values()))]
        for pk, target in targets.items()
        if target in rows
    }


def slug_of(evidence: Evidence) -> str:
    """The kind of statement; a number that nobody had counted before is told from what its row states otherwise."""
    slug = SLUG_OF[evidence.target_type]
    return ADDED.get(slug, slug) if evidence.kind else slug
