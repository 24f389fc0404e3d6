"""`manage.py load_demo`: who and what it brings, and that it neither repeats nor undoes anything."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.utils import timezone

from ifiso.personas import PERSONAS
from ifiso.scenario.planting import plant
from meetings.models import Delegate, Delegation, Lead, Meeting, Outcome, Phase, Report, Room, Session
from organizations.clock import today
from organizations.models import (
    Activity,
    ContentVersion,
    Enquiry,
    Figure,
    Holiday,
    Liaison,
    Membership,
    Organization,
    Partner,
    User,
)
from organizations.rules import coming_mandates, current_mandates, is_management
from tests.factories import make_figure, make_liaison, make_meeting, make_membership, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_mode(settings):
    settings.DEMO = True


def load():
    answer = StringIO()
    call_command("load_demo", stdout=answer, skip_checks=True)
    return answer.getvalue()


def persona(key):
    return User.objects.get(email=next(persona.email for persona in PERSONAS if persona.key == key))


def meeting_in(phase):
    return next(meeting for meeting in Meeting.objects.filter(is_demo=True) if meeting.phase(timezone.now()) == phase)


def test_it_refuses_to_mix_with_a_real_registry(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo mode only"):
        load()
    assert not Organization.objects.exists()


def test_there_is_a_meeting_in_every_phase_and_two_are_over():
    assert load() == f"Planted the demo scenario: 14 organizations, 20 people, 5 meetings around {today()}.\n"
    phases = [meeting.phase(timezone.now()) for meeting in Meeting.objects.all()]
    assert sorted(phases) == sorted([Phase.OVER, Phase.OVER, Phase.RUNNING, Phase.REGISTRATION_OPEN, Phase.ANNOUNCED])


def test_the_meeting_just_over_has_all_that_a_meeting_leaves_behind():
    load()
    over = Meeting.objects.get(slug__startswith="training-days")
    assert over.ends_on.earliest == today() - timedelta(days=9)
    assert over.all_attendance_known
    assert over.delegations.present().count() == 9
    assert over.reports.published().count() == 1
    assert over.documents.public().get().kind == "minutes"
    assert all(outcome.owners.exists() for outcome in over.outcomes.all())
    assert Outcome.objects.open().filter(due_meeting=meeting_in(Phase.RUNNING)).exists()


def test_another_is_over_and_its_host_still_has_to_tell_of_it():
    load()
    over = Meeting.objects.get(slug__startswith="archive-days")
    assert over.ends_on.earliest == today() - timedelta(days=4)
    assert current_mandates(persona("erin"), today()).get().organization == over.hosts.get().organization
    assert not over.all_attendance_known
    assert over.delegations.filter(answer="coming", attended=None).count() == 7
    assert over.releases.exists()
    assert not over.reports.exists()
    assert not over.documents.exists()
    assert over.outcomes.filter(owners=None).count() == 1
    assert over.sessions.filter(summary__isnull=False).count() == 1


def test_the_running_meeting_is_on_its_second_day_and_has_a_full_agenda():
    load()
    running = meeting_in(Phase.RUNNING)
    assert running.starts_on.earliest == today() - timedelta(days=1)
    assert running.ends_on.earliest == today() + timedelta(days=2)
    sessions = running.sessions.public()
    assert sessions.filter(starts_at=None).count() == 0
    assert {session.kind for session in sessions} == set(Session.Kind.values)
    assert sessions.filter(state=Session.State.CANCELLED).count() == 1
    assert Room.objects.filter(meeting=running).count() == 3
    assert Lead.objects.filter(session__meeting=running).exclude(partner=None).exists()
    for session in sessions:
        day = running.starts_on.earliest + timedelta(days=session.day - 1)
        assert session.starts_at.astimezone(running.zone).date() == day


def test_every_persona_can_sign_in_and_is_who_the_page_says():
    load()
    day = today()
    assert EmailAddress.objects.filter(email__in=[persona.email for persona in PERSONAS], verified=True).count() == 7
    alice, bob, charlie = (current_mandates(persona(key), day).get() for key in ("alice", "bob", "charlie"))
    assert (alice.kind, bob.kind, charlie.kind) == ("primary", "deputy", "primary")
    assert alice.organization == bob.organization != charlie.organization
    assert is_management(persona("dana"), day)
    host = meeting_in(Phase.RUNNING).hosts.get().organization
    assert current_mandates(persona("erin"), day).get().organization == host
    seats = Delegate.objects.filter(user=persona("paul")).values_list("delegation__organization", flat=True)
    assert list(seats) == [alice.organization.pk] * 2
    root = persona("root")
    assert root.is_superuser
    assert root.is_staff


def test_mandates_begin_and_end_and_enquiries_wait_and_are_answered():
    load()
    now, day = timezone.now(), today()
    elect = User.objects.get(mandates__since__gt=day)
    assert coming_mandates(elect, day).exists()
    assert Liaison.objects.filter(until__lt=day).count() == 1
    assert Enquiry.objects.overdue(now).count() == 1
    assert Enquiry.objects.waiting().filter(due_at__gt=now).get().organization.acronym == "INASTRA"
    assert Enquiry.objects.exclude(answered_at=None).get().answered_by == persona("dana")
    assert Holiday.objects.filter(day__gt=day).count() == 3


def test_alices_organization_owes_an_answer_and_she_a_successor():
    load()
    day, alice = today(), persona("alice")
    mandate = current_mandates(alice, day).get()
    called = meeting_in(Phase.REGISTRATION_OPEN).delegations.get(organization=mandate.organization)
    assert called.answer == Delegation.Answer.NONE
    assert called.delegates.get().user == persona("paul")
    assert mandate.until < day + timedelta(days=30)
    assert not coming_mandates(alice, day).exists()


def test_some_delegates_are_listed_and_some_are_not():
    load()
    for phase in (Phase.OVER, Phase.RUNNING, Phase.REGISTRATION_OPEN):
        delegates = Delegate.objects.filter(delegation__meeting=meeting_in(phase))
        assert delegates.filter(listed_publicly_since=None).exists()
        assert delegates.exclude(listed_publicly_since=None).exists()


def test_all_of_it_is_marked_as_invented_and_names_the_scenario_as_its_source():
    load()
    for model in (Organization, Partner, Meeting, Report):
        assert not model.objects.filter(is_demo=False).exists()
    for model in (Membership, Figure, Session, Delegation, Outcome, Report):
        assert set(model.objects.values_list("source__code", flat=True)) == {"demo-scenario"}
    assert Organization.objects.former_on(today()).count() == 1


def test_public_pages_learn_of_it_and_it_is_written_down():
    load()
    assert ContentVersion.current() >= 1
    assert set(Activity.objects.values_list("verb", flat=True)) == {"added", "released", "planted"}


def test_a_second_run_keeps_what_people_entered():
    load()
    organization = Organization.objects.get(acronym="INASTRA")
    organization.about = "Stars!"
    organization.save()
    Organization.objects.get(acronym="FEDNUS").delete()
    counts = [model.objects.count() for model in (Organization, Session, Delegate, Liaison, Enquiry)]
    assert load() == "The demo scenario stands already.\n"
    assert [model.objects.count() for model in (Organization, Session, Delegate, Liaison, Enquiry)] == counts
    organization.refresh_from_db()
    assert organization.about == "Stars!"


def test_a_run_on_a_later_day_moves_it_to_today():
    plant(today() - timedelta(days=40))
    assert load().startswith("The demo scenario was moved from ")
    assert meeting_in(Phase.RUNNING).starts_on.earliest == today() - timedelta(days=1)
    assert load() == "The demo scenario stands already.\n"


def test_real_facts_stay_as_they_are():
    real = make_organization("REAL", role_email="external@real.example")
    make_figure(real)
    make_membership(make_organization("GONE", member=False), since="2001", until="2003", ended=True)
    make_liaison(organization=real)
    make_meeting(season="autumn", year=2016, starts_on="2016-11-17", ends_on="2016-11-20")
    kept = (Figure, Membership, Liaison, Meeting, Organization)
    before = [list(model.objects.order_by("pk").values()) for model in kept]
    plant(today() - timedelta(days=40))
    load()
    for model, rows in zip(kept, before, strict=True):
        assert list(model.objects.order_by("pk").filter(pk__in=[row["id"] for row in rows]).values()) == rows


def test_a_real_organization_of_the_same_name_is_in_the_way():
    make_organization("JOUST")
    with pytest.raises(CommandError, match="JOUST"):
        load()
    assert Organization.objects.count() == 1
