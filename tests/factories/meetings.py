"""When they meet, and what came of it."""

from meetings.models import Document, Host, Lead, Meeting, Outcome, Report, Room, Session, Turnout
from organizations.models import Partner
from tests.factories.numbers import numbers, seasons
from tests.factories.organizations import make_organization, sourced


def make_meeting(**fields):
    """A forum meeting of the last century, each in another season, unless the fields say otherwise."""
    kind, number = fields.get("kind", Meeting.Kind.FORUM), next(seasons)
    season = ("spring", "autumn")[number % 2] if kind == Meeting.Kind.FORUM else ""
    fields = {"season": season, "year": 1900 + number // 2 % 100, **fields}
    fields.setdefault("title", f"Meeting {next(numbers)}" if kind == Meeting.Kind.OTHER else "")
    fields.setdefault("slug", f"{fields['season'] or kind}-{fields['year']}-{next(numbers)}")
    return Meeting.objects.create(**fields)


def make_host(meeting=None, organization=None, **fields):
    meeting, organization = meeting or make_meeting(), organization or make_organization()
    return Host.objects.create(meeting=meeting, organization=organization, **fields)


def make_turnout(meeting=None, **fields):
    fields = {"kind": Turnout.Kind.ORGANIZATIONS, "value": 15, **fields}
    return Turnout.objects.create(meeting=meeting or make_meeting(), **sourced(fields))


def make_room(meeting=None, **fields):
    return Room.objects.create(meeting=meeting or make_meeting(), **{"name": f"Room {next(numbers)}", **fields})


def make_session(meeting=None, *, leads=(), **fields):
    """A session led by `leads`, organizations or partners."""
    room_name = fields["room"].name if fields.get("room") else ""
    fields = {"title": f"Session {next(numbers)}", "day": 1, "room_name": room_name, **fields}
    session = Session.objects.create(meeting=meeting or make_meeting(), **fields)
    for lead in leads:
        kind = "partner" if isinstance(lead, Partner) else "organization"
        Lead.objects.create(session=session, **{kind: lead})
    return session


def make_lead(session=None, **fields):
    """One more organization that leads the session, unless `partner` is given."""
    party = fields or {"organization": make_organization()}
    return Lead.objects.create(session=session or make_session(), **party)


def make_report(**fields):
    """A published report."""
    number = next(numbers)
    fields = {
        "slug": f"report-{number}",
        "title": f"Report {number}",
        "summary": "What happened.",
        "body": "It was good.",
        "state": Report.State.PUBLISHED,
        "published_on": "2016-12-01",
        **fields,
    }
    return Report.objects.create(**fields)


def make_document(**fields):
    """A public document on paper, unless `url` or `file` is given."""
    place = {} if fields.keys() & {"url", "file"} else {"place": "A shelf"}
    fields = {"title": f"Document {next(numbers)}", "visibility": Document.Visibility.PUBLIC, **place, **fields}
    return Document.objects.create(**fields)


def make_outcome(meeting=None, *, owners=(), **fields):
    """A proposal owned by `owners`, organizations."""
    fields = {"kind": Outcome.Kind.PROPOSAL, "title": f"Outcome {next(numbers)}", **fields}
    outcome = Outcome.objects.create(meeting=meeting or make_meeting(), **fields)
    outcome.owners.set(owners)
    return outcome
