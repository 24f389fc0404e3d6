"""Posts on their way into the registry, as the office sees them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ifiso.addresses import address
from ifiso.dates import PartialDate
from meetings.actions.post_imports import StagedAlbum
from meetings.models import ImportedPost, Meeting, PostImport, Report
from meetings.posts import Guess, Proposal, Sureness
from meetings.posts.fates import Fate, Standing, standings
from meetings.posts.pictures import SHOWN, placed
from organizations.models import Organization

SURENESS: dict[str, Promise] = {
    Sureness.SURE: _("sure"),
    Sureness.LIKELY: _("likely"),
    Sureness.WEAK: _("only perhaps"),
}
State = ImportedPost.State
# What a row of the list is labelled with.
OPEN, HERE, REFUSED = "open", "here", "refused"
TABS: dict[str, Promise] = {
    OPEN: _("To be decided"),
    State.TAKEN: _("Taken over"),
    HERE: _("Here already"),
    State.LEFT: _("Left out"),
    REFUSED: _("Not for us"),
}


@dataclass(frozen=True)
class Told:
    """A guess in words; `chosen` is the one that is proposed."""

    name: str
    sureness: Promise
    reason: str
    chosen: bool


@dataclass
class Line:
    """A post of an import: where it stands, and what is proposed, in words."""

    post: ImportedPost
    proposal: Proposal
    standing: Standing
    found: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def tab(self) -> str:
        if self.post.state != State.WAITING:
            return self.post.state
        if self.proposal.refused:
            return REFUSED
        return HERE if self.standing.fate in {Fate.SAME, Fate.KEPT} else OPEN

    @property
    def published_on(self) -> PartialDate | None:
        return PartialDate(self.proposal.published_on) if self.proposal.published_on else None

    @cached_property
    def report(self) -> Report | None:
        return self.post.report or self.standing.report

    @property
    def meetings(self) -> list[Told]:
        return told(self.proposal.meetings, self.proposal.meeting)

    @property
    def organizations(self) -> list[Told]:
        return told(self.proposal.organizations, self.proposal.organization)


@dataclass(frozen=True)
class Batch:
    """An import with all of its posts; `meetings` and `organizations` are names by slug."""

    post_import: PostImport
    lines: Sequence[Line]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(line.tab for line in self.lines)

    @property
    def tabs(self) -> list[tuple[str, Promise, int]]:
        """Those that occur."""
        return [(key, label, self.counts[key]) for key, label in TABS.items() if self.counts[key]]

    @property
    def is_decided(self) -> bool:
        return not self.counts[OPEN]

    def of(self, tab: str) -> list[Line]:
        return [line for line in self.lines if line.tab == tab]


def told(guesses: Sequence[Guess], chosen: str) -> list[Told]:
    return [Told(one.name, SURENESS[one.sureness], one.reason, one.slug == chosen) for one in guesses]


def batch_of(post_import: PostImport) -> Batch:
    """Up to eight queries, however many posts."""
    posts = list(post_import.posts.select_related("report").defer("report__body"))
    return Batch(post_import, lines_of(post_import, posts))


def lines_of(post_import: PostImport, posts: Sequence[ImportedPost]) -> list[Line]:
    proposals = [Proposal.from_json(post.proposal) for post in posts]
    album = StagedAlbum(post_import)
    found = [
        Line(post, proposal, standing)
        for post, proposal, standing in zip(posts, proposals, standings(proposals), strict=True)
    ]
    for line in found:
        for name in dict.fromkeys(picture.name for picture in line.proposal.pictures):
            (line.found if album.find(name) else line.missing).append(name)
    return found


def names_of(lines: Sequence[Line]) -> dict[str, Mapping[str, str]]:
    """How the proposed meetings and organizations are called, by slug: two queries."""
    meetings = Meeting.objects.filter(slug__in={line.proposal.meeting for line in lines})
    organizations = Organization.objects.filter(slug__in={line.proposal.organization for line in lines})
    return {
        "meetings": {meeting.slug: meeting.name for meeting in meetings},
        "organizations": {one.slug: one.acronym for one in organizations},
    }


def shown(post_import: PostImport, proposal: Proposal, body: str) -> str:
    """The text with the pictures that came along, as Markdown for the preview."""
    album = StagedAlbum(post_import)
    addresses = {}
    for number in {int(match[2]) for match in re.finditer(SHOWN, body)}:
        name = proposal.pictures[number].name if number < len(proposal.pictures) else ""
        if picture := album.find(name):
            addresses[number] = address("office_picture", post_import.pk, picture.pk)
    return placed(body, addresses)
