"""A registry in which every text that people can write holds payloads, in fifty rows of everything."""

from datetime import timedelta

from django.apps import apps
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django_countries.fields import CountryField

from ifiso.dates import PartialDateField
from meetings.actions.imports import keep_import
from meetings.imports import Row
from meetings.models import AgendaImport, AgendaRelease, Logistics, PlanChange, Session
from meetings.planning import state_of
from meetings.releasing import frozen
from organizations.models import Activity
from tests import factories as make
from tests.personas import set_stage
from tests.support.canaries import Aviary
from tests.support.payloads import PAYLOADS, packed
from tests.support.sightings import parts

ROWS, RELEASES = 50, 12
URL = "https://evil.example/"
# What cannot hold a payload, and why.
EXCEPT = {
    "organizations.User.password": "a hash",
    "organizations.Enquiry.fingerprint": "a hash",
    "organizations.Invitation.token_hash": "a hash",
    "organizations.Message.key": "made by the code",
    "organizations.Activity.verb": "made by the code",
    "organizations.Activity.target_type": "made by the code",
    "organizations.Activity.target_id": "a key",
    "organizations.ArchiveEntry.table": "made by the code",
    "organizations.ArchiveEntry.key": "made by the code",
    "organizations.ArchiveEntry.values": "never shown",
    "organizations.Evidence.target_type": "made by the code",
    "organizations.Evidence.kind": "one of the kinds that a form offers",
    "meetings.Meeting.time_zone": "the name of a zone",
    "meetings.AgendaRelease.time_zone": "the name of a zone",
    "meetings.Document.media_type": "found by the code",
    "meetings.Document.checksum": "a hash",
    "meetings.Photo.checksum": "a hash",
    "meetings.ReportImage.checksum": "a hash",
    "meetings.PlanChange.verb": "made by the code",
    "meetings.AgendaImport.rows": "kept by its action",
    "meetings.PlanChange.before": "the state of a plan",
    "meetings.PlanChange.after": "the state of a plan",
    "meetings.AgendaRelease.content": "what sessions say",
    "meetings.AgendaRelease.changes": "what releases differ in",
    "meetings.ImportedPost.proposal": "what a post says",
}
# A document is one of these, so only the one that it is can be filled.
ALTERNATIVES = {"meetings.Document.url", "meetings.Document.place"}
DERIVED = {"SearchEntry", "SearchIndex", "SearchWord"}
FIXED = (models.SlugField, models.FileField, models.UUIDField, PartialDateField, CountryField)


def hostile_models():
    for app in ("organizations", "meetings"):
        for model in apps.get_app_config(app).get_models():
            if not model.__name__.startswith("Historical") and model.__name__ not in DERIVED:
                yield model


def hostile_fields(model):
    """The fields of `model` that hold what somebody wrote: found, so that a new one cannot be forgotten."""
    for field in model._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField | models.JSONField)
        if text and not field.choices and not isinstance(field, FIXED) and name_of(field) not in EXCEPT:
            yield field


def name_of(field):
    return f"{field.model._meta.label}.{field.name}"


def words_for(field):
    """The texts that `field` holds in turn, row by row, all payloads that fit among them."""
    if isinstance(field, models.EmailField):
        return [f'"{payload}"@example.org' for payload in compact() if len(payload) < 50 and '"' not in payload]
    if isinstance(field, models.URLField):
        return [f"{URL}{payload}" for payload in compact()]
    return packed(10_000 if field.max_length is None else field.max_length - 3)


def compact():
    """The payloads that an address can hold."""
    return [payload for payload in PAYLOADS if payload.isascii() and not set(payload) & set(" \t\n\\")]


def fill():
    """Overwrite every text of every row; the number of the row keeps apart what must differ."""
    for model in hostile_models():
        rows, fields = list(model._default_manager.order_by("pk")), list(hostile_fields(model))
        assert rows or not fields, f"No row of {model.__name__} is there to be filled"
        for offset, field in enumerate(fields):
            texts = words_for(field)
            for number, row in enumerate(rows):
                if name_of(field) in ALTERNATIVES and not getattr(row, field.name):
                    continue
                setattr(row, field.name, written(field, texts[(number + offset) % len(texts)], number))
        if fields:
            model._default_manager.bulk_update(rows, [field.name for field in fields], batch_size=100)


def written(field, text, number):
    if isinstance(field, models.EmailField):
        return f'"{number}{text[1:]}'
    if isinstance(field, models.JSONField):
        return {"reason": text} if field.model is Activity else text
    if isinstance(field, models.URLField):
        text = f"{URL}{number}/{text.removeprefix(URL)}"
        URLValidator()(text)
        return text
    return text if field.max_length is None or field.max_length > 1000 else f"{number} {text}"[: field.max_length]


def set_hostile_world():
    """The stage of the personas, and what stands for the placeholders of addresses there."""
    stage = set_stage()
    for number in range(ROWS):
        session, organization = add_what_happened(stage, number)
        add_who_came(stage, session, organization)
        add_papers(stage, session, organization, number)
        add_correspondence(stage, organization, number)
    aviary = aviary_of(stage)
    placeholders = parts(aviary)
    add_imports(stage)
    fill()
    freeze(stage)
    return stage, placeholders


def add_what_happened(stage, number):
    """One more organization, and one more meeting that it hosted; a session of the running one that it leads."""
    now, source = timezone.now(), make.make_source(place="A shelf", note="Beware", url="https://evil.example/")
    organization = make.make_organization(study_fields=[f"field {number}"], city="Lisbon", about="x")
    organization.sources.add(source)
    make.make_membership(make.make_organization(member=False), since="2001", note="x", source=source)
    other = make.make_meeting(kind="other", slug=f"other-{number}", starts_on="2019-01-01", practical_is_public=True)
    other.sources.add(source)
    make.make_host(other, organization, local_group="x", source=source)
    delegation = make.make_delegation(other, organization, source=source)
    make.make_delegate(delegation, name="x", role_title="x", listed_publicly_since=now)
    partner, topic = make.make_partner(source=source), make.make_topic()
    make.make_agreement(partner, stage.a, note="x", source=source, since=str(1950 + number))
    room = make.make_room(stage.meeting)
    begins = now.replace(hour=10, minute=0, second=0, microsecond=0)
    hour = {"starts_at": begins, "ends_at": begins + timedelta(hours=1)}
    session = make.make_session(stage.meeting, leads=[organization, partner], room=room, source=source, **hour)
    session.topics.add(topic)
    plan = make.make_plan(stage.meeting, leads=[organization], room=room, starts_at=begins)
    make.make_planchange(plan, by=stage.people["erin"])
    return session, organization


def add_who_came(stage, session, organization):
    """A delegate of the running meeting with all that is asked, one who waits, and a helper."""
    now = timezone.now()
    delegation = make.make_delegation(stage.meeting, organization, attended=None, called_at=now)
    delegate = make.make_delegate(delegation, listed_publicly_since=now, role_title="x")
    make.make_logistics(delegate, **dict.fromkeys(Logistics.SENSITIVE, now))
    make.make_answer(delegate=delegate)
    make.make_delegate(delegation, state="waiting", name="x")
    make.make_helper(stage.meeting)
    offer = make.make_offer(stage.meeting, offered_for=stage.a)
    make.make_offerevent(offer)
    make.make_sessionsummary(session)
    make.make_star(session=session)
    make.make_personalcalendar()


def add_papers(stage, session, organization, number):
    """What is said and kept: figures, outcomes, reports, documents, photos, and who says otherwise."""
    source, meeting = make.make_source(), stage.meeting
    make.make_figure(stage.a, value=number, as_worded="x", doubt="x")
    make.make_figure(value=number, as_worded="x", kind="member_organizations")
    make.make_remark(stage.a)
    milestone = make.make_milestone(dated=str(1960 + number))
    make.make_evidence(milestone, stance="differs", said="x")
    make.make_evidence(stage.a, state="proposed", stance="differs", said="x", added_by=stage.people["alice"])
    make.make_turnout(meeting, as_worded="x", source=source)
    outcome = make.make_outcome(meeting, owners=[stage.a], text="x", session=session, source=source)
    make.make_outcomeupdate(outcome, organization=stage.a)
    make.make_endorsement(outcome, organization)
    report = make.make_report(meeting=meeting, organization=organization, body="x")
    make.make_reportdraft(report)
    make.make_reportimage(report)
    make.make_document(meeting=meeting, session=session, custodian=stage.a, source=source)
    make.make_document(meeting=meeting, url="https://evil.example/")
    make.make_document(custodian=stage.a)
    make.make_photo(meeting, published_at=timezone.now())


def add_correspondence(stage, organization, number):
    """Enquiries, mandates, invitations, mails, and what the log keeps."""
    make.make_enquiry(organization=stage.a)
    make.make_liaison(organization=stage.a, kind="board")
    make.make_management_term(organization=organization)
    invitation = make.make_invitation()
    make.make_handover(stage.a, kind="board", invitation=invitation, note="x")
    make.make_message()
    make.make_holiday()
    make.make_activity(target_id=str(stage.a.pk), actor=stage.people["alice"])
    make.make_archiveentry()
    make.make_question(stage.meeting, help="x", kind="choice", options="x")
    make.make_postimport()
    if number < RELEASES:
        make.make_agendarelease(stage.meeting, number=number + 2, note="x")


def aviary_of(stage):
    delegation = stage.a.delegations.get()
    return Aviary(
        stage,
        delegation.delegates.first(),
        delegation,
        stage.a.hand_overs.first(),
        stage.a.enquiries.first(),
        stage.meeting.questions.first(),
        stage.meeting.offers.first(),
    )


def add_imports(stage):
    """Tables and posts somebody uploaded, whose every cell is hostile."""
    make.make_importedpicture()
    erin = stage.people["erin"]
    rows = [
        Row(line=line, cells={"title": text}, values={"title": text, "abstract": text}, notices={"title": text})
        for line, text in enumerate(packed(200), start=2)
    ]
    AgendaImport.objects.all().delete()
    keep_import(meeting=stage.meeting, kind=AgendaImport.Kind.TABLE, rows=rows, by=erin)
    for text in packed(10_000):
        proposal = {"title": text[:200], "summary": text[:400], "body": text, "labels": [text], "notes": [text]}
        make.make_importedpost(proposal=proposal)


def freeze(stage):
    """Let releases and the steps of the editor say what their sessions and plans say now."""
    content = frozen(Session.objects.filter(meeting=stage.meeting))
    AgendaRelease.objects.update(content=content)
    steps = list(PlanChange.objects.select_related("plan"))
    for step in steps:
        step.before = step.after = state_of(step.plan)
        step.after = {**step.after, "title": f"{step.plan.title} once more"}
    PlanChange.objects.bulk_update(steps, ["before", "after"])
