"""What can be found, and in which words."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet

from ifiso.dates import PartialDate
from ifiso.markdown import plain
from ifiso.text import fold
from meetings.models import Document, Meeting, Outcome, Report, Session, Topic
from meetings.models.search import SearchEntry
from meetings.stamps import stamp_of
from organizations.models import Organization, Partner

Kind, Audience = SearchEntry.Kind, SearchEntry.Audience
LONGEST_TEXT = 200_000
# Raised when entries are made in another way from the same things.
FORM = 2


@dataclass(frozen=True)
class Thing:
    """Something that may be found, as the registry has it: `markdown` follows `text`.

    `also` are words by which it is found though they are not shown; the title counts among the words.
    """

    kind: str
    key: int
    title: str
    url: str
    text: str = ""
    markdown: str = ""
    also: str = ""
    where: str = ""
    year: int | None = None
    meeting: int | None = None
    audience: str = Audience.PUBLIC
    is_demo: bool = False

    @property
    def stamp(self) -> str:
        """Whether its entry is still the right one is told without making the entry, which costs far more."""
        return stamp_of(asdict(self) | {"form": FORM})

    def entry(self) -> SearchEntry:
        """An unsaved entry."""
        title, text = self.title[:500], f"{self.text} {plain(self.markdown)}".strip()[:LONGEST_TEXT]
        return SearchEntry(
            kind=self.kind,
            key=self.key,
            audience=self.audience,
            meeting=self.meeting,
            year=self.year,
            url=self.url,
            title=title,
            where=self.where[:300],
            text=text,
            title_words=fold(f"{title} {self.also}"),
            words=fold(f"{title} {self.also} {text} {self.where}"),
            is_demo=self.is_demo,
            stamp=self.stamp,
        )


@dataclass(frozen=True)
class Source:
    """`rows` are those that may be found now, `thing` makes one of a row."""

    rows: Callable[[], QuerySet]
    thing: Callable[[Any], Thing]


def things() -> Iterator[Thing]:
    """Everything that somebody may find; two dozen queries at most."""
    for source in SOURCES.values():
        yield from map(source.thing, source.rows())


def things_of(kind: str, keys: Collection[int]) -> Iterator[Thing]:
    """Those of one kind with these keys that may still be found."""
    source = SOURCES[Kind(kind)]
    yield from map(source.thing, source.rows().filter(pk__in=keys))


def standing(entries: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
    """Those of `entries` whose things may still be found by those who could when the entries were made."""
    return entries.filter(reduce(or_, (stands(kind, source.rows()) for kind, source in SOURCES.items())))


def stands(kind: SearchEntry.Kind, rows: QuerySet) -> Q:
    if kind != Kind.DOCUMENT:
        return Q(kind=kind, key__in=rows.values("pk"))
    seen_by = (Q(audience=each, key__in=rows.filter(visibility=each).values("pk")) for each in Audience)
    return Q(kind=kind) & reduce(or_, seen_by)


def joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def year_of(day: PartialDate | None) -> int | None:
    return day.earliest.year if day else None


def of_organization(row: Organization) -> Thing:
    return Thing(
        Kind.ORGANIZATION,
        row.pk,
        row.name,
        row.get_absolute_url(),
        also=row.acronym,
        text=listed(*(field.name for field in row.fields.all())),
        markdown=row.about,
        where=row.acronym,
        is_demo=row.is_demo,
    )


def of_meeting(row: Meeting) -> Thing:
    return Thing(
        Kind.MEETING,
        row.pk,
        row.name,
        row.get_absolute_url(),
        also=f"{row.city} {row.get_kind_display()}",
        text=joined(row.venue, row.note),
        markdown=row.about,
        where=row.when_and_where,
        year=row.year,
        meeting=row.pk,
        is_demo=row.is_demo,
    )


def sessions() -> QuerySet[Session]:
    public = Session.objects.public().filter(meeting__in=Meeting.objects.published()).select_related("meeting")
    return public.prefetch_related("topics", "leads__organization", "leads__partner")


def of_session(row: Session) -> Thing:
    leads = (getattr(lead.organization, "acronym", "") or str(lead.partner) for lead in row.leads.all())
    return Thing(
        Kind.SESSION,
        row.pk,
        row.title,
        row.get_absolute_url(),
        also=joined(*(topic.name for topic in row.topics.all())),
        markdown=row.abstract,
        where=listed(row.meeting.name, row.meeting.city, *leads),
        year=row.meeting.year,
        meeting=row.meeting_id,
        is_demo=row.meeting.is_demo,
    )


def of_topic(row: Topic) -> Thing:
    return Thing(Kind.TOPIC, row.pk, row.name, row.get_absolute_url())


def of_report(row: Report) -> Thing:
    about = [row.meeting.name, row.meeting.city] if row.meeting and row.meeting.state != Meeting.State.DRAFT else []
    return Thing(
        Kind.REPORT,
        row.pk,
        row.title,
        row.get_absolute_url(),
        also=joined(*(topic.name for topic in row.topics.all())),
        text=row.summary,
        markdown=row.body,
        where=listed(*about, getattr(row.organization, "acronym", "")),
        year=year_of(row.published_on),
        meeting=row.meeting_id,
        is_demo=row.is_demo,
    )


def documents() -> QuerySet[Document]:
    shown = Document.objects.exclude(meeting__state=Meeting.State.DRAFT)
    return shown.annotate(demo=F("meeting__is_demo")).select_related("meeting")


def of_document(row) -> Thing:
    return Thing(
        Kind.DOCUMENT,
        row.pk,
        row.title,
        address_of(row),
        also=str(row.get_kind_display()),
        text=joined(row.note, row.place, *([] if is_markdown(row) else [row.text])),
        markdown=row.text if is_markdown(row) else "",
        where=row.meeting.name if row.meeting else "",
        year=year_of(row.dated) or (row.meeting.year if row.meeting else None),
        meeting=row.meeting_id,
        audience=row.visibility,
        is_demo=bool(row.demo),
    )


def is_markdown(document: Document) -> bool:
    return (document.file.name or "").lower().endswith(".md")


def address_of(document: Document) -> str:
    """Its file, its address elsewhere, or for paper the page that says where it lies."""
    if document.file:
        return f"/documents/{document.pk}/"
    if document.url or not document.meeting:
        return document.url or "/history/"
    page = document.meeting.get_absolute_url()
    return page if document.visibility == Document.Visibility.PUBLIC else f"{page}documents/"


def outcomes() -> QuerySet[Outcome]:
    return Outcome.objects.public().select_related("meeting").prefetch_related("owners", "updates")


def of_outcome(row: Outcome) -> Thing:
    return Thing(
        Kind.OUTCOME,
        row.pk,
        row.title,
        row.get_absolute_url(),
        text=joined(row.text, *(update.note for update in row.updates.all())),
        where=listed(row.meeting.name, row.meeting.city, *(owner.acronym for owner in row.owners.all())),
        year=row.meeting.year,
        meeting=row.meeting_id,
        is_demo=row.meeting.is_demo,
    )


def of_partner(row: Partner) -> Thing:
    return Thing(Kind.PARTNER, row.pk, row.name, row.get_absolute_url(), markdown=row.about)


SOURCES = {
    Kind.ORGANIZATION: Source(lambda: Organization.objects.prefetch_related("fields"), of_organization),
    Kind.MEETING: Source(lambda: Meeting.objects.published(), of_meeting),
    Kind.SESSION: Source(sessions, of_session),
    Kind.TOPIC: Source(lambda: Topic.objects.all(), of_topic),
    Kind.REPORT: Source(
        lambda: Report.objects.published().select_related("meeting", "organization").prefetch_related("topics"),
        of_report,
    ),
    Kind.DOCUMENT: Source(documents, of_document),
    Kind.OUTCOME: Source(outcomes, of_outcome),
    Kind.PARTNER: Source(lambda: Partner.objects.all(), of_partner),
}
