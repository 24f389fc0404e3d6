"""What a report still lacks, and where each gap is mended."""

import pytest

from meetings.reads.completeness import Lack, gaps_of
from tests.factories import (
    make_delegation,
    make_document,
    make_host,
    make_meeting,
    make_organization,
    make_outcome,
    make_photo,
    make_report,
    make_session,
    make_sessionsummary,
)
from tests.factories.memory import MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_host(make_meeting(), make_organization("HOST")).meeting


def reported(meeting, **fields):
    return make_report(meeting=meeting, organization=meeting.hosts.get().organization, **fields)


def lacks(meeting, report=None):
    return {gap.kind: gap for gap in gaps_of(meeting, report)}


def complete(meeting):
    meeting.all_attendance_known = True
    meeting.save()
    make_document(meeting=meeting, kind="minutes")
    make_photo(meeting, published_at=MOMENT)


def test_a_meeting_of_which_nothing_is_told_lacks_everything(meeting):
    session, outcome = make_session(meeting, title="Alliances"), make_outcome(meeting, title="Symposium")
    found = lacks(meeting, reported(meeting, summary=""))
    assert list(found) == [lack for lack in Lack if lack != Lack.LIST]
    assert [(one.title, one.url) for one in found[Lack.SUMMARIES].things] == [
        ("Alliances", f"/meetings/{meeting.slug}/sessions/{session.pk}/summary/")
    ]
    assert [one.url for one in found[Lack.OWNERS].things] == [f"/outcomes/{outcome.pk}/update/"]
    assert {name: gap.url for name, gap in found.items() if gap.url} == {
        Lack.ATTENDANCE: f"/meetings/{meeting.slug}/host/attendance/",
        Lack.MINUTES: f"/meetings/{meeting.slug}/host/documents/",
        Lack.PHOTO: f"/meetings/{meeting.slug}/host/photos/",
        Lack.LINE: f"/reports/{meeting.reports.get().slug}/edit/",
    }


def test_nothing_is_missing_of_a_complete_one(meeting):
    complete(meeting)
    make_session(meeting, kind="break")
    make_session(meeting, kind="social")
    make_session(meeting, state="cancelled")
    make_outcome(meeting, owners=[make_organization()])
    make_outcome(meeting, state="dropped")
    assert gaps_of(meeting, reported(meeting)) == []


def test_a_session_is_told_of_by_its_leads_or_in_the_report(meeting):
    complete(meeting)
    make_sessionsummary(make_session(meeting, title="By its leads"))
    make_sessionsummary(make_session(meeting, title="Asked for"), text="")
    make_session(meeting, title="By the host")
    make_session(meeting, title="Only named")
    report = reported(meeting, body="### By the host\n\n*workshop*\n\nIt was good.\n\n### Only named\n\n*workshop*\n")
    things = lacks(meeting, report)[Lack.SUMMARIES].things
    assert [one.title for one in things] == ["Asked for", "Only named"]


@pytest.mark.parametrize("fields", [{"published_at": None}, {"published_at": MOMENT, "removed_at": MOMENT}])
def test_a_photo_that_nobody_sees_is_none(meeting, fields):
    complete(meeting)
    meeting.photos.all().delete()
    make_photo(meeting, **fields)
    assert set(lacks(meeting)) == {Lack.PHOTO}


def test_a_gap_that_grows_is_another_one(meeting):
    make_session(meeting)
    before = lacks(meeting)[Lack.SUMMARIES].sign
    make_session(meeting)
    assert lacks(meeting)[Lack.SUMMARIES].sign != before


def whom(meeting, body):
    gap = lacks(meeting, reported(meeting, body=body)).get(Lack.LIST)
    return [thing.title for thing in gap.things] if gap else []


def test_a_list_from_before_the_confirmation_is_told_of_and_one_that_fits_is_not(meeting):
    for acronym, attended in {"IAPS": True, "ELSA*": False, "EGEA": True}.items():
        make_delegation(meeting, make_organization(acronym), attended=attended)
    listed = ["**HOST**, Of All", "**ELSA\\***", "**IAPS** with five"]
    outdated = (
        "## Who came\n\n**Members**\n\n" + "\n".join(f"- {one}" for one in listed) + "\n\n## Thanks\n\n- **EGEA**"
    )
    assert whom(meeting, outdated) == []
    complete(meeting)
    assert whom(meeting, outdated) == ["EGEA came, and is not listed", "ELSA* is listed, and did not come"]
    assert whom(meeting, "## Who came\n\n- **HOST**\n- **IAPS**\n- **EGEA**\n- **The mayor**\n") == []


@pytest.mark.parametrize("body", ["We were many.", "## Who came\n\nAll of us, and ELSA.", "- **ELSA**"])
def test_what_somebody_wrote_in_place_of_the_list_is_not_judged(meeting, body):
    make_delegation(meeting, make_organization("ELSA"), attended=False)
    complete(meeting)
    assert whom(meeting, body) == []


def test_its_queries_do_not_grow_with_the_hosts(meeting, django_assert_max_num_queries):
    complete(meeting)
    for _ in range(5):
        make_host(meeting, make_organization())
    report = make_report(meeting=meeting, body="## Who came\n\n- **HOST**\n")
    with django_assert_max_num_queries(14):
        assert len({gap.kind: gap for gap in gaps_of(meeting, report)}[Lack.LIST].things) == 5
