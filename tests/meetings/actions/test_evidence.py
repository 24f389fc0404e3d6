"""A further source stands beside what is on record, a number that differs beside the first; nothing is overwritten."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.actions.evidence import (
    AlreadyDecidedError,
    accept_source,
    add_source,
    decline_source,
    withdraw_source,
)
from meetings.models import Turnout
from meetings.statements import KINDS, SLUG_OF, Statement, statement_of
from organizations.models import Activity, ContentVersion, Evidence, Figure, Message, Source
from tests.factories import (
    make_evidence,
    make_figure,
    make_meeting,
    make_milestone,
    make_organization,
    make_source,
    make_turnout,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
SAME = {"stance": "supports", "said": ""}


def paper(**fields):
    return {"title": "Annual report", "url": "", "place": "Eindhoven, shelf 3", "dated": None, "note": "", **fields}


def number(value, kind, **fields):
    return {"stance": "differs", "said": "", "kind": kind, "value": value, "as_of": None, **fields}


def add(slug, row, *, source=None, says=SAME, at_once=True, by=None):
    by = by or make_user()
    source = source or paper()
    return add_source(statement=Statement(slug, row), source=source, says=says, at_once=at_once, by=by, now=NOW)


def test_a_source_that_says_the_same_stands_beside_the_first_and_the_pages_learn_of_it():
    figure, version = make_figure(make_organization(), value=1000), ContentVersion.current()
    evidence = add("figure", figure)
    assert (evidence.state, evidence.source.place) == ("accepted", "Eindhoven, shelf 3")
    assert ContentVersion.current() > version
    assert Activity.objects.first().verb == "added a source for"
    assert Figure.objects.get().source == figure.source


def test_a_number_that_differs_becomes_a_row_of_its_own_with_its_own_source_and_date():
    figure = make_figure(make_organization(), kind="members", value=100)
    by = make_user()
    add("figure", figure, says=number(120, "members", said="more than 119", as_of="2027-05"), by=by)
    first, second = Figure.objects.order_by("pk")
    assert (first.value, first.source) == (100, figure.source)
    assert (second.value, second.as_worded, str(second.as_of)) == (120, "more than 119", "2027-05")
    assert second.organization == figure.organization
    assert second.history.get().history_user == by


def test_two_counts_of_a_meeting_stand_side_by_side():
    turnout = make_turnout(make_meeting(), value=9)
    add("turnout", turnout, says=number(10, turnout.kind))
    assert sorted(turnout.meeting.turnouts.values_list("value", flat=True)) == [9, 10]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_number_that_nobody_gave_yet_is_added_to_an_organization_or_a_meeting(at_once):
    organization, meeting = make_organization(), make_meeting()
    told = add("number", organization, says=number(7, "countries"), at_once=at_once)
    counted = add("count", meeting, says=number(33, "participants"), at_once=at_once)
    assert Figure.objects.exists() is at_once is Turnout.objects.exists()
    for evidence in () if at_once else (told, counted):
        accept_source(evidence=evidence, by=make_user(), now=NOW)
    assert [(one.kind, one.value) for one in organization.figures.all()] == [("countries", 7)]
    assert [(one.kind, one.value) for one in meeting.turnouts.all()] == [("participants", 33)]


@pytest.mark.parametrize(
    "typed", ["https://www.ifmsa.org/story/", "http://ifmsa.org/story", "https://IFMSA.org/story#x"]
)
def test_a_source_that_is_on_record_under_its_address_is_taken(typed):
    known = make_source(url="https://ifmsa.org/story/")
    make_source(url="https://ifmsa.org/story/2/")
    assert add("milestone", make_milestone(), source=paper(url=typed, title="Other")).source == known


def test_papers_are_known_by_title_and_place():
    first = add("milestone", make_milestone()).source
    assert add("milestone", make_milestone()).source == first
    assert add("milestone", make_milestone(), source=paper(place="Ghent")).source != first


def test_what_repeats_is_refused():
    milestone = make_milestone(source=make_source(url="https://ifmsa.org/"))
    with pytest.raises(ValidationError, match="rests on this source already"):
        add("milestone", milestone, source=paper(url="https://ifmsa.org"))
    figure = make_figure(make_organization(), value=5)
    with pytest.raises(ValidationError, match="number that stands there"):
        add("figure", figure, says=number(5, figure.kind))
    add("milestone", milestone)
    with pytest.raises(ValidationError, match="stands beside the statement already"):
        add("milestone", milestone)
    assert Source.objects.filter(title="Annual report").count() == 1


def test_a_proposal_changes_nothing_until_it_is_accepted_and_its_finder_is_told():
    figure, finder, version = make_figure(make_organization(), value=100), make_user(), ContentVersion.current()
    evidence = add("figure", figure, says=number(120, figure.kind), at_once=False, by=finder)
    assert Figure.objects.count() == 1
    assert ContentVersion.current() == version
    accept_source(evidence=evidence, by=make_user(), now=NOW)
    assert Figure.objects.count() == 2
    assert ContentVersion.current() > version
    mail = Message.objects.get()
    assert (mail.to, "Your source is in the registry" in mail.subject) == (finder.email, True)
    with pytest.raises(AlreadyDecidedError):
        decline_source(evidence=evidence, reason="Late", by=make_user(), now=NOW)


def test_what_is_left_out_has_a_reason_that_its_finder_reads():
    evidence = add("milestone", make_milestone(), at_once=False)
    with pytest.raises(ValidationError):
        decline_source(evidence=evidence, reason=" ", by=make_user(), now=NOW)
    decline_source(evidence=evidence, reason="It speaks of another forum.", by=make_user(), now=NOW)
    assert "It speaks of another forum." in Message.objects.get().text
    assert Evidence.objects.get().state == "declined"


def test_a_proposal_about_what_is_gone_can_only_be_left_out():
    milestone = make_milestone()
    evidence = add("milestone", milestone, at_once=False)
    milestone.delete()
    with pytest.raises(ValidationError, match="no longer on record"):
        accept_source(evidence=evidence, by=make_user(), now=NOW)
    evidence.refresh_from_db()
    assert evidence.state == "proposed"
    decline_source(evidence=evidence, reason="Gone.", by=make_user(), now=NOW)


def test_taking_back_takes_the_second_row_and_leaves_the_first():
    figure = make_figure(make_organization(), value=100)
    evidence = add("figure", figure, says=number(120, figure.kind))
    withdraw_source(evidence=evidence, by=make_user(), now=NOW)
    assert Figure.objects.get() == figure
    assert Figure.history.filter(history_type="-").get().value == 120
    assert Activity.objects.first().verb == "withdrew a source from"
    with pytest.raises(AlreadyDecidedError):
        withdraw_source(evidence=evidence, by=make_user(), now=NOW)
    add("figure", figure, says=number(120, figure.kind))
    assert Figure.objects.count() == 2


BROKEN = {
    "says nothing": {"stance": "differs"},
    "a number of nothing": {"stance": "differs", "value": 3},
    "a number that is the same": {"stance": "supports", "value": 3, "kind": "members"},
    "proposed and decided": {"state": "proposed", "decided_at": NOW},
    "decided, nobody knows when": {"state": "accepted", "decided_at": None},
}


@pytest.mark.parametrize("fields", BROKEN.values(), ids=BROKEN.keys())
def test_the_database_refuses(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_evidence(**fields)


def test_the_database_keeps_one_source_once_beside_a_statement():
    milestone, source = make_milestone(), make_source()
    make_evidence(milestone, source=source, state="declined")
    make_evidence(milestone, source=source)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_evidence(milestone, source=source, state="proposed")


def test_every_row_with_a_source_makes_a_statement():
    sourced = {
        model._meta.label_lower
        for app in ("organizations", "meetings")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
        and any(field.related_model is Source for field in [*model._meta.fields, *model._meta.many_to_many])
    }
    assert sourced - {Evidence._meta.label_lower} == set(SLUG_OF)
    assert set(SLUG_OF.values()) <= set(KINDS)


def test_what_not_everybody_sees_is_no_statement():
    draft = make_meeting(state="draft")
    assert statement_of("meeting", draft.pk) is None
    assert statement_of("turnout", make_turnout(draft).pk) is None
    assert statement_of("nothing", 1) is None
