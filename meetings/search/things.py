"""What can be found, and in which words."""

from collections.abc import Iterator

from django.db.models import F

from ifiso.dates import PartialDate
from ifiso.markdown import plain
from ifiso.text import fold
from meetings.models import Document, Meeting, Outcome, Report, Session, Topic
from meetings.models.search import SearchEntry
from meetings.stamps import stamp_of
from organizations.models import Organization, Partner

Kind, Audience = SearchEntry.Kind, SearchEntry.Audience
LONGEST_TEXT = 200_000


def things() -> Iterator[SearchEntry]:
    """An unsaved entry for each thing that somebody may find; a dozen queries."""
    yield from organizations()
    yield from meetings()
    yield from sessions()
    yield from topics()
    yield from reports()
    yield from documents()
    yield from outcomes()
    yield from partners()


def entry(kind: SearchEntry.Kind, row, *, title: str, text: str = "", also: str = "", **fields) -> SearchEntry:
    """`also` are words by which it is found though they are not shown; the title counts among the words."""
    title, text = title[:500], text[:LONGEST_TEXT]
    made = SearchEntry(kind=kind, key=row.pk, title=title, text=text, **fields)
    made.title_words = fold(f"{title} {also}")
    made.words = fold(f"{title} {also} {text} {made.where}")
    named = ("title", "text", "words", "title_words", "url", "where", "year", "audience", "meeting", "is_demo")
    made.stamp = stamp_of({name: getattr(made, name) for name in named})
    return made


def year_of(day: PartialDate | None) -> int | None:
    return day.earliest.year if day else None


def organizations() -> Iterator[SearchEntry]:
    for row in Organization.objects.prefetch_related("fields"):
        fields = ", ".join(field.name for field in row.fields.all())
        yield entry(
            Kind.ORGANIZATION,
            row,
            title=row.name,
            also=row.acronym,
            text=" ".join([plain(row.about), fields]).strip(),
            where=row.acronym,
            url=row.get_absolute_url(),
            is_demo=row.is_demo,
        )


def meetings() -> Iterator[SearchEntry]:
    for row in Meeting.objects.published():
        yield entry(
            Kind.MEETING,
            row,
            title=row.name,
            also=f"{row.city} {row.get_kind_display()}",
            text=" ".join(part for part in (row.venue, plain(row.about), row.note) if part),
            where=row.when_and_where,
            year=row.year,
            meeting=row.pk,
            url=row.get_absolute_url(),
            is_demo=row.is_demo,
        )


def sessions() -> Iterator[SearchEntry]:
    public = Session.objects.public().filter(meeting__in=Meeting.objects.published()).select_related("meeting")
    related = public.prefetch_related("topics", "leads__organization", "leads__partner")
    for row in related:
        leads = ", ".join(getattr(lead.organization, "acronym", "") or str(lead.partner) for lead in row.leads.all())
        yield entry(
            Kind.SESSION,
            row,
            title=row.title,
            text=plain(row.abstract),
            also=" ".join(topic.name for topic in row.topics.all()),
            where=", ".join(part for part in (row.meeting.name, row.meeting.city, leads) if part),
            year=row.meeting.year,
            meeting=row.meeting_id,
            url=row.get_absolute_url(),
            is_demo=row.meeting.is_demo,
        )


def topics() -> Iterator[SearchEntry]:
    for row in Topic.objects.all():
        yield entry(Kind.TOPIC, row, title=row.name, url=row.get_absolute_url())


def reports() -> Iterator[SearchEntry]:
    for row in Report.objects.published().select_related("meeting", "organization"):
        about = [row.meeting.name, row.meeting.city] if row.meeting and row.meeting.state != "draft" else []
        yield entry(
            Kind.REPORT,
            row,
            title=row.title,
            text=f"{row.summary} {plain(row.body)}",
            where=", ".join(part for part in [*about, getattr(row.organization, "acronym", "")] if part),
            year=year_of(row.published_on),
            meeting=row.meeting_id,
            url=row.get_absolute_url(),
            is_demo=row.is_demo,
        )


def documents() -> Iterator[SearchEntry]:
    shown = Document.objects.exclude(meeting__state=Meeting.State.DRAFT).annotate(demo=F("meeting__is_demo"))
    for row in shown.select_related("meeting"):
        yield entry(
            Kind.DOCUMENT,
            row,
            title=row.title,
            text=" ".join(part for part in (row.note, row.place, row.text) if part),
            also=str(row.get_kind_display()),
            where=row.meeting.name if row.meeting else "",
            year=year_of(row.dated) or (row.meeting.year if row.meeting else None),
            meeting=row.meeting_id,
            audience=row.visibility,
            url=address_of(row),
            is_demo=bool(row.demo),
        )


def address_of(document: Document) -> str:
    """Its file, its address elsewhere, or for paper the page that says where it lies."""
    if document.file:
        return f"/documents/{document.pk}/"
    return document.url or (document.meeting.get_absolute_url() if document.meeting else "/history/")


def outcomes() -> Iterator[SearchEntry]:
    for row in Outcome.objects.public().select_related("meeting").prefetch_related("owners", "updates"):
        owners = ", ".join(owner.acronym for owner in row.owners.all())
        yield entry(
            Kind.OUTCOME,
            row,
            title=row.title,
            text=" ".join([row.text, *(update.note for update in row.updates.all())]).strip(),
            where=", ".join(part for part in (row.meeting.name, row.meeting.city, owners) if part),
            year=row.meeting.year,
            meeting=row.meeting_id,
            url=row.get_absolute_url(),
            is_demo=row.meeting.is_demo,
        )


def partners() -> Iterator[SearchEntry]:
    for row in Partner.objects.all():
        yield entry(Kind.PARTNER, row, title=row.name, text=plain(row.about), url=row.get_absolute_url())
