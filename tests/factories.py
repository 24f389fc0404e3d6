"""Small rows for tests. Each function saves one object; what it is not told it makes up, differently each time."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from allauth.account.models import EmailAddress
from django.utils import timezone

from meetings.models import (
    Answer,
    Delegate,
    Delegation,
    Document,
    Host,
    Lead,
    Logistics,
    Meeting,
    Outcome,
    Question,
    Report,
    Room,
    Session,
    Turnout,
)
from organizations.models import (
    Activity,
    Agreement,
    ArchiveEntry,
    ContentVersion,
    Enquiry,
    Field,
    Figure,
    HandOver,
    Holiday,
    Invitation,
    Liaison,
    ManagementTerm,
    Membership,
    Message,
    Milestone,
    Organization,
    Partner,
    Remark,
    Source,
    User,
)

numbers = count(1)
seasons = count()


def make_user(email="", **fields):
    """A person whose address is verified, so that signing in works."""
    user = User.objects.create_user(email or f"person{next(numbers)}@example.org", **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_source(code="", **fields):
    code = code or f"source-{next(numbers)}"
    return Source.objects.create(**{"code": code, "title": f"Source {code}", **fields})


def sourced(fields):
    """`fields` with a source of their own where they name none."""
    return fields if "source" in fields else {**fields, "source": make_source()}


def make_field(name=""):
    name = name or f"field {next(numbers)}"
    return Field.objects.create(slug=name.replace(" ", "-"), name=name)


def make_organization(acronym="", *, member=True, study_fields=(), **fields):
    """An organization, with an open membership since 2000 unless `member` is False; `study_fields` are names."""
    acronym = acronym or f"ORG{next(numbers)}"
    fields = {"acronym": acronym, "slug": acronym.lower(), "name": f"Students of {acronym}", **fields}
    organization = Organization.objects.create(**fields)
    for name in study_fields:
        field, _ = Field.objects.get_or_create(name=name, defaults={"slug": name.replace(" ", "-")})
        organization.fields.add(field)
    if member:
        make_membership(organization, since="2000")
    return organization


def make_membership(organization=None, **fields):
    organization = organization or make_organization(member=False)
    return Membership.objects.create(organization=organization, **fields)


def make_figure(organization=None, **fields):
    """A figure of the forum where no organization is given."""
    fields = {"kind": Figure.Kind.STUDENTS, "value": 1000, "as_of": "2016", **fields}
    return Figure.objects.create(organization=organization, **sourced(fields))


def make_remark(organization=None, **fields):
    fields = {"text": "It was founded twice.", "dated": "2014", **fields}
    return Remark.objects.create(organization=organization or make_organization(), **sourced(fields))


def make_milestone(**fields):
    fields = {"slug": f"milestone-{next(numbers)}", "title": "It begins", "text": "Text.", "dated": "1993", **fields}
    return Milestone.objects.create(**sourced(fields))


def make_partner(name="", **fields):
    name = name or f"Partner {next(numbers)}"
    return Partner.objects.create(**{"name": name, "slug": name.lower().replace(" ", "-"), **fields})


def make_agreement(partner=None, organization=None, **fields):
    partner, organization = partner or make_partner(), organization or make_organization()
    return Agreement.objects.create(partner=partner, organization=organization, **fields)


def make_liaison(user=None, organization=None, **fields):
    """A mandate that is current unless `since` and `until` say otherwise."""
    fields = {"title": "Liaison Officer", "since": date(2020, 1, 1), **fields}
    return Liaison.objects.create(user=user or make_user(), organization=organization or make_organization(), **fields)


def make_handover(organization=None, **fields):
    """A hand-over of an empty seat, unless a `predecessor` is given."""
    number = next(numbers)
    fields = {"email": f"next{number}@example.org", "title": "Liaison Officer", "since": date(2027, 1, 1), **fields}
    return HandOver.objects.create(organization=organization or make_organization(), **fields)


def make_management_term(user=None, organization=None, **fields):
    organization = organization or make_organization()
    return ManagementTerm.objects.create(user=user, organization=organization, **{"since": date(2020, 1, 1), **fields})


def make_enquiry(**fields):
    number = next(numbers)
    received_at = fields.pop("received_at", datetime(2026, 11, 2, 9, tzinfo=UTC))
    fields = {
        "name": "Vera Visitor",
        "email": "vera@example.org",
        "subject": f"Question {number}",
        "text": "How do we join?",
        "fingerprint": f"{number:064}",
        "due_at": received_at + timedelta(days=1),
        **fields,
    }
    return Enquiry.objects.create(received_at=received_at, **fields)


def make_holiday(**fields):
    return Holiday.objects.create(**{"day": date(2026, 1, 1) + timedelta(days=next(numbers)), "name": "Fair", **fields})


def make_invitation(**fields):
    """An open invitation; nobody has its token."""
    number = next(numbers)
    fields = {"email": f"guest{number}@example.org", "token_hash": f"{number:064}", **fields}
    return Invitation.objects.create(**{"expires_at": timezone.now() + timedelta(days=14), **fields})


def make_message(**fields):
    """A mail that nobody has tried to send yet."""
    number = next(numbers)
    fields = {
        "key": f"event-{number}",
        "to": "ada@example.org",
        "subject": f"Mail {number}",
        "text": "Dear Ada",
        **fields,
    }
    return Message.objects.create(**fields)


def make_activity(**fields):
    fields = {"verb": "changed", "target_type": "organizations.organization", "target_label": "IAPS", **fields}
    return Activity.objects.create(**fields)


def make_archiveentry(**fields):
    return ArchiveEntry.objects.create(**{"table": "sources", "key": f"key-{next(numbers)}", "object_id": 1, **fields})


def make_contentversion():
    """The one row that there is."""
    return ContentVersion.objects.get_or_create(pk=ContentVersion.ROW)[0]


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
    fields = {"title": f"Session {next(numbers)}", "day": 1, **fields}
    session = Session.objects.create(meeting=meeting or make_meeting(), **fields)
    for lead in leads:
        kind = "partner" if isinstance(lead, Partner) else "organization"
        Lead.objects.create(session=session, **{kind: lead})
    return session


def make_lead(session=None, **fields):
    """One more organization that leads the session, unless `partner` is given."""
    party = fields or {"organization": make_organization()}
    return Lead.objects.create(session=session or make_session(), **party)


def make_delegation(meeting=None, organization=None, **fields):
    """A delegation that came; of `partner`, if one is given."""
    if "partner" not in fields:
        organization = organization or make_organization()
    fields = {"attended": True, **fields}
    return Delegation.objects.create(meeting=meeting or make_meeting(), organization=organization, **fields)


def make_delegate(delegation=None, **fields):
    """A confirmed delegate of `delegation`; of none, but of `meeting`, if one is given."""
    if "meeting" not in fields:
        delegation = delegation or make_delegation()
        fields["meeting"] = delegation.meeting
    fields = {
        "name": "Dora Delegate",
        "email": f"dora{next(numbers)}@example.org",
        "state": Delegate.State.CONFIRMED,
        "registered_at": datetime(2026, 11, 2, 9, tzinfo=UTC),
        **fields,
    }
    return Delegate.objects.create(delegation=delegation, **fields)


def make_logistics(delegate=None, **fields):
    return Logistics.objects.create(delegate=delegate or make_delegate(), **fields)


def make_question(meeting=None, **fields):
    fields = {"text": f"Question {next(numbers)}?", **fields}
    return Question.objects.create(meeting=meeting or make_meeting(), **fields)


def make_answer(question=None, delegate=None, value="Yes"):
    """An answer to a question of the delegate's meeting."""
    delegate = delegate or make_delegate()
    question = question or make_question(delegate.meeting)
    return Answer.objects.create(question=question, delegate=delegate, value=value)


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
