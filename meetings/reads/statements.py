"""All that is on record of one organization, of one meeting, of the forum or its partners: from whom it is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ifiso.addresses import address
from meetings.models import Meeting
from meetings.statements import KINDS, Statement, about, slug_of
from organizations.models import Evidence, Organization, Source


@dataclass(frozen=True)
class Line:
    """A statement with the sources that it rests on and what further ones say."""

    statement: Statement
    sources: Sequence[Source]
    further: Sequence[Evidence]
    url: str

    @property
    def words(self) -> str:
        return self.statement.words


@dataclass(frozen=True)
class Section:
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Sheet:
    """`url` is the page of which these are the statements."""

    title: str
    url: str
    sections: Sequence[Section]


def sheet_of_organization(organization: Organization) -> Sheet:
    slugs = {
        _("Itself"): ["organization", "membership"],
        _("In figures"): ["figure", "number"],
        _("What else the sources say"): ["remark", "agreement"],
        _("Hosted"): ["host"],
        _("At meetings"): ["delegation"],
    }
    own = {"organization": {"pk": organization.pk}, "number": {"pk": organization.pk}}
    found = {
        title: [statement for slug in kinds for statement in those(slug, own.get(slug, {"organization": organization}))]
        for title, kinds in slugs.items()
    }
    return Sheet(organization.acronym, organization.get_absolute_url(), sections_of(found))


def sheet_of_meeting(meeting: Meeting) -> Sheet:
    slugs = {
        _("The meeting"): ["meeting", "host"],
        _("How many came"): ["turnout", "count"],
        _("Who came"): ["delegation"],
        _("Its agenda"): ["session"],
        _("What came of it"): ["outcome", "report", "document"],
    }
    own = {"meeting": {"pk": meeting.pk}, "count": {"pk": meeting.pk}}
    found = {
        title: [statement for slug in kinds for statement in those(slug, own.get(slug, {"meeting": meeting}))]
        for title, kinds in slugs.items()
    }
    return Sheet(meeting.name, meeting.get_absolute_url(), sections_of(found))


def sheet_of_history() -> Sheet:
    found = {
        _("Its story"): those("milestone", {}),
        _("In figures"): those("figure", {"organization": None}),
        _("On paper only"): those("document", {"meeting": None}),
    }
    return Sheet(_("History"), address("history"), sections_of(found))


def sheet_of_partners() -> Sheet:
    found = {_("Partners"): those("partner", {}), _("Agreements"): those("agreement", {})}
    return Sheet(_("Partners"), address("partners"), sections_of(found))


def those(slug: str, which: dict) -> list[Statement]:
    return about(slug, KINDS[slug].rows().filter(**which))


def sections_of(found: dict[str, list[Statement]]) -> list[Section]:
    """The sections that hold anything, in a few queries more than the statements took."""
    statements = [statement for group in found.values() for statement in group]
    further = further_of(statements)
    return [
        Section(title, [line_of(statement, further.get((statement.slug, statement.row.pk), ())) for statement in group])
        for title, group in found.items()
        if group
    ]


def line_of(statement: Statement, further: Sequence[Evidence]) -> Line:
    return Line(statement, statement.sources, further, address("source_add", statement.slug, statement.row.pk))


def further_of(statements: Iterable[Statement]) -> dict[tuple[str, int], list[Evidence]]:
    """What is shown or waits beside the statements, by their kind and key."""
    found: dict[tuple[str, int], list[Evidence]] = {}
    standing = Evidence.objects.filter(state__in=[Evidence.State.PROPOSED, Evidence.State.ACCEPTED])
    rows = [statement.row for statement in statements]
    for evidence in standing.about(*rows).select_related("source", "added_by"):
        found.setdefault((slug_of(evidence), evidence.target_id), []).append(evidence)
    return found
