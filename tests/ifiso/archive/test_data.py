"""The project's own archive: what it says, and what it must not."""

import re

from django.urls import resolve

from ifiso.archive import DATA
from ifiso.archive.checking import read_archive
from meetings.models import Delegation, Document, Meeting, Outcome, Report, Session
from organizations.models import Agreement, Figure, Membership, Milestone, Organization, Partner, Remark, Source

CANDIDATES = ["IACES", "IADS", "EDSA", "AIESEC", "IAESTE", "IAPSS", "EUGEN"]


def texts():
    return {path.name: path.read_text() for path in DATA.rglob("*.*")}


def test_no_file_holds_an_address_of_a_person():
    assert [name for name, text in texts().items() if "@" in text] == []


def test_every_source_is_used(registry):
    used = set()
    archive = read_archive(DATA)
    for table, lines in archive:
        for name, column in table.references.items():
            if column.field.related_model is Source:
                used.update(key for line in lines for key in column.keys(line.values[name]))
    codes = {line.key for table, lines in archive if table.model is Source for line in lines}
    assert codes - used == set()


def test_candidates_are_not_in_it(registry):
    assert not Organization.objects.filter(acronym__in=CANDIDATES).exists()


def test_links_in_reports_lead_to_rows(registry):
    known = {
        "member": Organization.objects.values_list("slug", flat=True),
        "meeting": Meeting.objects.values_list("slug", flat=True),
        "report": Report.objects.values_list("slug", flat=True),
    }
    links = {link for report in Report.objects.all() for link in re.findall(r"\]\(([^)]+)\)", report.body)}
    assert len(links) > 30
    for link in links:
        match = resolve(link)
        assert match.kwargs.get("slug") in known.get(match.url_name, [None]), link


def test_lisbon_2016(registry):
    lisbon = Meeting.objects.get(slug="autumn-2016")
    assert (lisbon.when, lisbon.where) == ("17–20 November 2016", "Lisbon, Portugal")
    assert [session.day for session in lisbon.sessions.in_order()] == [1, 1, 1, 2, 2, 2, 2, 2, 2]
    assert Session.objects.filter(meeting=lisbon, leads__organization__slug="ifmsa").count() == 2
    assert Session.objects.get(leads__partner__slug="studyportals").day == 1
    outcome = lisbon.outcomes.get()
    assert outcome.session.title == "Forming alliances between student organizations"
    assert outcome.state == Outcome.State.BEING_ASSESSED
    assert [owner.slug for owner in outcome.owners.all()] == ["ifmsa"]
    assert lisbon.delegations.get(partner__isnull=False).role == Delegation.Role.PARTNER


def test_the_return_of_iaps(registry):
    first, second = Membership.objects.filter(organization__slug="iaps").order_by("since")
    assert (first.ended, first.since, first.until) == (True, None, None)
    assert (second.ended, str(second.since), second.source.code) == (False, "2014", "iaps-2014")
    assert str(Milestone.objects.get(slug="iaps-returns").dated) == "2014-04"
    assert Report.objects.get(kind=Report.Kind.NEWS).state == Report.State.PUBLISHED


def test_brussels_2019_is_counted_twice(registry):
    counts = Meeting.objects.get(slug="autumn-2019").turnouts.values_list("value", "source__code")
    assert set(counts) == {(10, "ifmsa-2019"), (9, "epsa-2019")}
    assert Outcome.objects.filter(meeting__slug="autumn-2019", title__startswith="A board of four").exists()


def test_the_imiso_minutes_are_in_eindhoven(registry):
    minutes = Document.objects.public().get(kind=Document.Kind.MINUTES)
    assert minutes.place == "ESTIEM archives, Eindhoven, Netherlands"
    assert (minutes.custodian.slug, minutes.meeting) == ("estiem", None)


def test_autumn_2013_is_known_from_a_photo_alone(registry):
    meeting = Meeting.objects.get(slug="autumn-2013")
    assert meeting.when_and_where == "date and place unknown"
    assert "Groepsfoto" in meeting.documents.get().place


def test_a_guest_is_no_member(registry):
    r2rc = Organization.objects.get(slug="r2rc")
    assert not r2rc.memberships.exists()
    assert r2rc.delegations.get().role == Delegation.Role.GUEST


def test_members_known_by_attendance_alone_say_so(registry):
    others = Membership.objects.exclude(organization__slug="iaps")
    assert others.count() == 18
    assert not others.exclude(evidence_is_attendance=True, ended=False, since="").exists()
    for membership in others.select_related("organization", "source"):
        assert membership.source.code in set(membership.organization.delegations.values_list("source__code", flat=True))


def test_all_who_came_are_listed_where_that_is_said(registry):
    for meeting in Meeting.objects.filter(all_attendance_known=True):
        assert meeting.turnouts.get(kind="organizations").value == meeting.delegations.of_organizations().count()


def test_contradictions_stand_side_by_side(registry):
    def values(acronym, kind):
        return set(Figure.objects.filter(organization__acronym=acronym, kind=kind).values_list("value", flat=True))

    assert values("IFSA", "founded") == {1973, 1988}
    assert values("EGEA", "founded") == {1987, 1988}
    assert values("ESN", "founded") == {1989, 1990}
    assert values("IPSF", "students") == {350000, 320000}
    assert values("ISHA", "countries") == {25, 15}
    assert values("IFMSA", "countries") == {123, 130}
    assert values("ELSA", "members") == {42000, 60000, 69000}
    assert Remark.objects.filter(organization__acronym="IFMSA", text__contains="Copenhagen").exists()
    assert Figure.objects.of_the_forum().get(value=22_000_000).doubt == "Probably a slip."


def test_the_agreement_discussed_in_lisbon(registry):
    agreement = Agreement.objects.get(partner=Partner.objects.get(), organization__slug="ifmsa")
    assert agreement.state == Agreement.State.RENEWAL_INTENDED


def test_meetings_with_a_place_stand_on_the_map_in_their_zone(registry):
    for meeting in Meeting.objects.exclude(city=""):
        assert meeting.latitude is not None
        assert meeting.longitude is not None
        assert meeting.time_zone != "UTC"
