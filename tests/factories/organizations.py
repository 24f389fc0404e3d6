"""Who exists, who belongs, and who speaks for whom."""

from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from organizations.models import (
    Activity,
    Agreement,
    ArchiveEntry,
    ContentVersion,
    Enquiry,
    Evidence,
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
from tests.factories.numbers import numbers


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


def make_evidence(about=None, **fields):
    """A further source, accepted, that says the same as the statement `about`, which is a row of any model."""
    about = about or make_milestone()
    fields = {"stance": "supports", "state": "accepted", "added_at": timezone.now(), **fields}
    if fields["state"] != "proposed":
        fields.setdefault("decided_at", timezone.now())
    return Evidence.objects.create(target_type=about._meta.label_lower, target_id=about.pk, **sourced(fields))


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
