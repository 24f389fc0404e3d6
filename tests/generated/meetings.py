"""Meetings, who came to them, and what was written about them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from django.utils import timezone

from meetings.actions.photos import add_photo
from meetings.models import Delegate, Delegation, Document, Host, Meeting, Photo, Report, Season, Turnout
from organizations.models import Organization
from tests.generated.organizations import Network
from tests.generated.saving import save
from tests.generated.words import CITIES, TOPICS, article, passage, prose
from tests.support.pictures import picture

DAYS = 4
DELEGATIONS = 20
AGREED_AT = datetime(2020, 1, 1, tzinfo=UTC)
# A year's meetings, the latest first: kind, season, month. Six a year fill the years since 1993 with about 200.
CALENDAR = (
    (Meeting.Kind.OTHER, "", 12),
    (Meeting.Kind.FORUM, Season.AUTUMN, 11),
    (Meeting.Kind.OTHER, "", 9),
    (Meeting.Kind.LEADERSHIP_SUMMER_SCHOOL, "", 8),
    (Meeting.Kind.FORUM, Season.SPRING, 4),
    (Meeting.Kind.OTHER, "", 2),
)


def make_meetings(count: int, today: date, rng: Random) -> list[Meeting]:
    """The Congress, which is running, then the others from the end of next year back."""
    congress = meeting(Meeting.Kind.OTHER, "", today - timedelta(days=1), "Congress", rng)
    calendar = ((year, *entry) for year in range(today.year + 1, 0, -1) for entry in CALENDAR)
    others = (
        meeting(kind, season, date(year, month, rng.randint(1, 24)), f"Assembly {number}", rng)
        for number, (year, kind, season, month) in zip(range(1, count), calendar, strict=False)
    )
    return save([congress, *others])


def meeting(kind: Meeting.Kind, season: str, first: date, title: str, rng: Random) -> Meeting:
    city, title = rng.choice(CITIES), title if kind == Meeting.Kind.OTHER else ""
    slug = title.lower() or season or "leadership-summer-school"
    return Meeting(
        slug=f"{slug.replace(' ', '-')}-{first.year}",
        kind=kind,
        season=season,
        year=first.year,
        title=title and f"{title}, {first.year}",
        starts_on=first.isoformat(),
        ends_on=(first + timedelta(days=DAYS - 1)).isoformat(),
        city=city.name,
        country=city.country,
        latitude=city.latitude,
        longitude=city.longitude,
        time_zone=city.zone,
        about=prose(rng, 4),
        all_attendance_known=rng.random() < 0.3,
    )


def attend(meetings: Sequence[Meeting], network: Network, today: date, rng: Random) -> None:
    """Delegations and their people, hosts, and what is known of meetings that have begun."""
    size = min(DELEGATIONS, len(network.organizations))
    crowds = [(each, rng.sample(network.organizations, size)) for each in meetings]
    delegations = save(delegation(each, who, today, rng) for each, crowd in crowds for who in crowd)
    save(delegate(each, number, rng) for each in delegations for number in (1, 2))
    save(
        Host(meeting=each, organization=who, local_group=f"{who} {each.city}")
        for each, crowd in crowds
        for who in crowd[:1]
    )
    count([each for each in meetings if has_begun(each, today)], network, rng)


def count(begun: Sequence[Meeting], network: Network, rng: Random) -> None:
    """How many came, and the minutes with their text; every second minutes are for members."""
    save(
        Turnout(meeting=each, kind=kind, value=rng.randint(20, 40), source=rng.choice(network.sources))
        for each in begun
        for kind in Turnout.Kind
    )
    visibility = Document.Visibility
    save(
        Document(
            meeting=each,
            kind=Document.Kind.MINUTES,
            title="Minutes",
            place="A shelf",
            text=" ".join(passage(rng) for _ in range(20)),
            visibility=visibility.MEMBERS if number % 2 else visibility.PUBLIC,
        )
        for number, each in enumerate(begun)
    )


def hang(meeting: Meeting) -> None:
    """One photo in its album."""
    photo = add_photo(meeting=meeting, file=picture(), by=None)
    words = {"caption": "All of us", "alternative": "A red field"}
    Photo.objects.filter(pk=photo.pk).update(published_at=timezone.now(), **words)


def has_begun(meeting: Meeting, today: date) -> bool:
    return meeting.starts_on.earliest <= today


def delegation(meeting: Meeting, organization: Organization, today: date, rng: Random) -> Delegation:
    return Delegation(
        meeting=meeting,
        organization=organization,
        role=Delegation.Role.OBSERVER if rng.random() < 0.1 else Delegation.Role.MEMBER,
        answer=Delegation.Answer.COMING,
        attended=has_begun(meeting, today) or None,
    )


def delegate(delegation: Delegation, number: int, rng: Random) -> Delegate:
    """A person; every second one agreed to be named."""
    return Delegate(
        meeting_id=delegation.meeting_id,
        delegation=delegation,
        state=Delegate.State.CONFIRMED,
        registered_at=AGREED_AT,
        name=f"Delegate {delegation.pk}.{number}",
        email=f"delegate{delegation.pk}.{number}@example.org",
        role_title="Liaison Officer",
        listed_publicly_since=AGREED_AT if rng.random() < 0.5 else None,
    )


def report(meetings: Sequence[Meeting], count: int, network: Network, rng: Random) -> None:
    """Published reports, one for each meeting in turn; every fifth is news."""
    save(
        Report(
            slug=f"report-{number}",
            kind=Report.Kind.NEWS if number % 5 == 0 else Report.Kind.REPORT,
            state=Report.State.PUBLISHED,
            title=f"{rng.choice(TOPICS).capitalize()} and {rng.choice(TOPICS)} at {meetings[number % len(meetings)]}",
            summary=prose(rng, 2),
            body=article(rng),
            meeting=meetings[number % len(meetings)],
            organization=rng.choice(network.organizations),
            published_on=meetings[number % len(meetings)].ends_on,
            source=rng.choice(network.sources),
        )
        for number in range(count)
    )
