"""Each fact of the research that lies beside the checkout, where it does, is in the registry."""

import csv
import re
from pathlib import Path

import pytest

from ifiso.archive import DATA
from meetings.models import Delegation, Host, Meeting, Outcome, Session, Turnout
from organizations.models import Agreement, Figure, Membership, Milestone, Organization, Remark, Source

SHARED = Path(__file__).parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the research (../shared/data) does not lie here")


def facts(name):
    with (SHARED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spoken(text):
    """The words that a fact and its rewording share: without case, punctuation and short words."""
    return {word for word in re.findall(r"\w+", text.lower().replace("isation", "ization")) if len(word) > 3}


def of_organization(row):
    figures = Figure.objects.filter(organization__acronym=row["acronym"])
    return {
        "students_represented": figures.filter(kind__in=["students", "members"]),
        "countries": figures.filter(kind="countries"),
        "founded": figures.filter(kind="founded"),
    }


def test_organizations(registry):
    for row in facts("organizations"):
        found = Organization.objects.filter(acronym=row["acronym"])
        if row["confidence"] == "candidate":
            assert not found.exists(), row["acronym"]
            continue
        one = found.get()
        identity = (one.name, str(one.founded or "")[:4], one.city, one.country.code or "", one.website)
        assert identity == tuple(row[name] for name in ("name", "founded", "city", "country_code", "website"))
        assert spoken(row["field"]) - {"students"} <= spoken(" ".join(field.name for field in one.fields.all()))
        for name, figures in of_organization(row).items():
            assert not row[name] or figures.filter(value=int(row[name])).exists(), (row["acronym"], name)


def test_numbers_and_years_in_the_notes_on_organizations(registry):
    for row in facts("organizations"):
        if row["confidence"] == "candidate":
            continue
        notes = re.sub(
            r"https?://\S+|\S+\.\w+/\S+|\d+th\b|fao\.org\S+|Newsletter Oct 2013|newsletter \d+", "", row["source"]
        )
        figures = Figure.objects.filter(organization__acronym=row["acronym"])
        remarks = Remark.objects.filter(organization__acronym=row["acronym"])
        sources = Source.objects.filter(organizations__acronym=row["acronym"])
        known = " ".join(
            [
                *(f"{figure.value} {figure.as_worded} {figure.as_of}" for figure in figures),
                *(f"{remark.text} {remark.dated}" for remark in remarks),
                *(f"{source.title} {source.dated} {source.note}" for source in sources),
                *(f"{host.meeting.year}" for host in Host.objects.filter(organization__acronym=row["acronym"])),
            ]
        )
        for number in re.findall(r"\d+", notes.replace("1.3 million", "1300000")):
            assert re.search(rf"\b0?{number}\b", known), (row["acronym"], number)


def test_sources(registry):
    for row in facts("sources"):
        source = Source.objects.get(code=row["code"])
        assert spoken(row["title"].split(" (page")[0].split(" (paper")[0]) <= spoken(source.title)
        assert str(source.dated or "") == row["date"]
        assert spoken(row["address_or_place"]) <= spoken(f"{source.url} {source.place}")


def test_meetings(registry):
    for row in facts("meetings"):
        meeting = Meeting.objects.get(kind=row["kind"].replace("-", "_"), season=row["season"], year=row["year"])
        assert (meeting.city, meeting.country.code or "") == (row["city"], row["country_code"])
        for name in ("starts_on", "ends_on"):
            assert not row[name] or str(getattr(meeting, name)) == row[name]
        if row["host"]:
            assert Host.objects.get(meeting=meeting).organization.acronym == row["host"]
            assert Host.objects.get(meeting=meeting).local_group == row["local_group"]
        for name in ("participants", "organizations"):
            counts = Turnout.objects.filter(meeting=meeting, kind=name)
            assert not row[name] or counts.filter(value=int(row[name])).exists()
        assert {source.code for source in meeting.sources.all()} >= set(row["sources"].split(";"))
        told = " ".join([meeting.note, meeting.venue, *(turnout.as_worded for turnout in meeting.turnouts.all())])
        numbers = [*re.findall(r"\d+", told), *(str(turnout.value) for turnout in meeting.turnouts.all())]
        assert set(re.findall(r"\d+", row["note"])) <= set(numbers), row["note"]


def test_participations(registry):
    roles = {"host": "member"}
    for row in facts("participations"):
        party = {"partner__name" if row["role"] == "partner" else "organization__acronym": row["organization"]}
        delegation = Delegation.objects.get(meeting__slug=row["meeting"], **party)
        assert delegation.attended
        assert delegation.source.code == row["source"]
        assert delegation.role == roles.get(row["role"], row["role"])
        if row["role"] == "host":
            assert Host.objects.filter(meeting__slug=row["meeting"], **party).exists()
    assert Delegation.objects.count() == len(facts("participations"))


def test_sessions(registry):
    for row in facts("sessions"):
        session = Session.objects.get(meeting__slug=row["meeting"], title=row["title"])
        assert (str(session.day), session.kind) == (row["day"], row["kind"].replace(" ", "_"))
        assert session.source.code == row["source"]
        leads = {str(lead) for lead in session.leads.all()}
        assert leads == {name for name in (row["led_by"], row["partner"]) if name}


def test_outcomes(registry):
    for row in facts("outcomes"):
        outcome = Outcome.objects.get(meeting__slug=row["meeting"], title=row["title"])
        assert (outcome.kind, outcome.state) == (row["kind"], row["state"].replace(" ", "_"))
        assert (outcome.session.title if outcome.session else "") == row["session"]
        assert [owner.acronym for owner in outcome.owners.all()] == row["organizations"].split()
        assert outcome.source.code == row["source"]


def test_forum_figures(registry):
    for row in facts("forum_figures"):
        figure = Figure.objects.of_the_forum().get(
            kind=row["kind"].removesuffix("_represented"), as_of=row["as_of"], source__code=row["source"]
        )
        assert figure.value == int(row["value"])
        assert row["as_worded"].startswith(figure.as_worded)


def test_history(registry):
    for row in facts("history"):
        milestone = Milestone.objects.get(dated=row["date"], source__code=row["source"])
        told, wanted = spoken(f"{milestone.title} {milestone.text}"), spoken(row["fact"])
        assert len(wanted & told) >= len(wanted) / 2, row["fact"]


def test_memberships_and_agreements(registry):
    for row in facts("memberships"):
        membership = Membership.objects.get(organization__acronym=row["organization"], since=row["from"])
        assert membership.source.code == row["source"]
        assert not membership.evidence_is_attendance
    for row in facts("agreements"):
        agreement = Agreement.objects.get(partner__name=row["partner"], organization__acronym=row["organization"])
        assert agreement.get_state_display() == row["state"]
        assert "Autumn 2016" in agreement.note


def test_the_people_whom_the_documents_name_are_not_in_the_archive():
    texts = [path.read_text(encoding="utf-8") for path in (SHARED / "sources").iterdir()]
    names = [
        name for text in texts for name in re.findall(r"display_name: (.+)|represented by ([A-Z]\w+ [A-Z]\w+)", text)
    ]
    surnames = {"".join(name).split()[-1] for name in names}
    assert len(surnames) == 2
    archive = " ".join(path.read_text() for path in DATA.rglob("*.*"))
    assert [name for name in surnames if name in archive] == []
