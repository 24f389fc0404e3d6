"""What people have edited since the last load stays as they left it; what they have not touched follows the archive."""

import pytest

from ifiso.archive.checking import read_archive
from ifiso.archive.merging import load
from meetings.models import Meeting
from organizations.models import ArchiveEntry, ContentVersion, Field, Figure, Membership, Organization, Source
from tests.support.archives import ESN, LISBON, OPEN_MEMBERSHIP, SOURCE, write_archive

pytestmark = pytest.mark.django_db

FIGURE = {"organization": "esn", "kind": "members", "value": "15000", "source": "letter"}
FIELDS = [{"slug": "law", "name": "Law"}, {"slug": "physics", "name": "Physics"}]


@pytest.fixture
def load_rows(tmp_path):
    """Loads an archive of the rows given; returns what happened as `{table: {what: count}}` and the notes."""

    def load_rows(**rows):
        tallies = load(read_archive(write_archive(tmp_path, **rows)))
        counts = {tally.table: dict(tally.counts) for tally in tallies if tally.counts}
        return counts, [note for tally in tallies for note in tally.notes]

    return load_rows


def test_a_second_load_changes_nothing(load_rows):
    rows = {"sources": [SOURCE], "organizations": [{**ESN, "sources": "letter"}], "figures": [FIGURE]}
    assert load_rows(**rows)[0] == {"sources": {"added": 1}, "organizations": {"added": 1}, "figures": {"added": 1}}
    histories, version = Organization.history.count(), ContentVersion.current()
    assert load_rows(**rows) == ({}, [])
    assert (Organization.history.count(), ContentVersion.current()) == (histories, version)
    assert (Organization.objects.count(), Figure.objects.count(), ArchiveEntry.objects.count()) == (1, 1, 3)


def test_a_correction_in_the_archive_reaches_the_registry(load_rows):
    load_rows(organizations=[ESN])
    counts, _ = load_rows(organizations=[{**ESN, "city": "Ghent", "founded": "1989"}])
    esn = Organization.objects.get()
    assert counts == {"organizations": {"updated": 1}}
    assert (esn.city, str(esn.founded)) == ("Ghent", "1989")


def test_a_field_that_a_person_edited_is_kept_and_the_others_follow_the_archive(load_rows):
    load_rows(organizations=[ESN])
    Organization.objects.update(city="Leuven")
    counts, notes = load_rows(organizations=[{**ESN, "city": "Ghent", "website": "https://www.esn.org"}])
    esn = Organization.objects.get()
    assert (esn.city, esn.website) == ("Leuven", "https://www.esn.org")
    assert counts == {"organizations": {"kept": 1, "updated": 1}}
    assert notes == ["organizations esn: kept, somebody edited city"]


def test_a_field_that_a_person_emptied_stays_empty(load_rows):
    load_rows(organizations=[ESN])
    Organization.objects.update(city="")
    assert load_rows(organizations=[ESN])[0] == {"organizations": {"kept": 1}}
    assert Organization.objects.get().city == ""


def test_an_edit_that_the_archive_takes_over_is_no_longer_reported(load_rows):
    load_rows(organizations=[ESN])
    Organization.objects.update(city="Leuven")
    assert load_rows(organizations=[{**ESN, "city": "Leuven"}])[0] == {}
    assert load_rows(organizations=[{**ESN, "city": "Ghent"}])[0] == {"organizations": {"updated": 1}}


def test_collections_are_merged_like_fields(load_rows):
    load_rows(fields=FIELDS, organizations=[{**ESN, "fields": "law"}])
    esn = Organization.objects.get()
    assert load_rows(fields=FIELDS, organizations=[{**ESN, "fields": "law;physics"}])[0]["organizations"] == {
        "updated": 1
    }
    assert {field.slug for field in esn.fields.all()} == {"law", "physics"}
    esn.fields.set([Field.objects.create(slug="art", name="Art")])
    assert load_rows(fields=FIELDS, organizations=[{**ESN, "fields": "physics"}])[0] == {"organizations": {"kept": 1}}
    assert [field.slug for field in esn.fields.all()] == ["art"]


def test_a_row_that_a_person_deleted_is_not_created_again(load_rows):
    rows = {"sources": [SOURCE], "organizations": [ESN], "figures": [FIGURE]}
    load_rows(**rows)
    Organization.objects.get().delete()
    counts, notes = load_rows(**rows)
    assert counts == {"organizations": {"left out": 1}, "figures": {"left out": 1}}
    assert notes[0] == "organizations esn: left out, somebody deleted it"
    assert not Organization.objects.exists()
    assert not Figure.objects.exists()


def test_a_new_line_about_a_deleted_row_is_left_out(load_rows):
    load_rows(sources=[SOURCE], organizations=[ESN])
    Organization.objects.get().delete()
    theirs = Figure.objects.create(kind="members", value=15000, source=Source.objects.get())
    _, notes = load_rows(sources=[SOURCE], organizations=[ESN], figures=[FIGURE])
    assert "figures esn/members//15000/letter: left out, the registry has no esn" in notes
    assert list(Figure.objects.all()) == [theirs]
    assert not ArchiveEntry.objects.filter(table="figures").exists()


def test_a_deleted_source_that_a_row_can_do_without_is_left_blank(load_rows):
    load_rows(sources=[SOURCE])
    Source.objects.get().delete()
    counts, _ = load_rows(sources=[SOURCE], organizations=[ESN], memberships=[{**OPEN_MEMBERSHIP, "source": "letter"}])
    assert counts["memberships"] == {"added": 1}
    assert Membership.objects.get().source is None


def test_a_row_that_a_person_had_entered_is_adopted_as_it_is(load_rows):
    theirs = Meeting.objects.create(slug="autumn-2016", season="autumn", year=2016, city="Lisboa")
    assert load_rows(meetings=[LISBON])[0] == {"meetings": {"adopted": 1}}
    meeting = Meeting.objects.get()
    assert (meeting.pk, meeting.city, meeting.time_zone) == (theirs.pk, "Lisboa", "UTC")
    load_rows(meetings=[{**LISBON, "venue": "Town hall"}])
    meeting.refresh_from_db()
    assert (meeting.city, meeting.venue) == ("Lisboa", "Town hall")


def test_a_row_of_unknown_beginning_is_recognised_too(load_rows):
    esn = Organization.objects.create(slug="esn", acronym="ESN", name="ESN")
    Membership.objects.create(organization=esn, note="We have always been here.")
    counts, _ = load_rows(organizations=[ESN], memberships=[OPEN_MEMBERSHIP])
    assert counts["memberships"] == {"adopted": 1}
    assert Membership.objects.get().note == "We have always been here."


def test_a_row_whose_name_a_person_changed_is_still_the_same_row(load_rows):
    load_rows(organizations=[ESN])
    Organization.objects.update(slug="erasmus")
    load_rows(sources=[SOURCE], organizations=[ESN], figures=[FIGURE])
    assert Organization.objects.get().slug == "erasmus"
    assert Figure.objects.get().organization.slug == "erasmus"


def test_what_contradicts_people_s_own_rows_is_left_out_and_the_rest_is_loaded(load_rows):
    esn = Organization.objects.create(slug="esn", acronym="ESN", name="ESN")
    Membership.objects.create(organization=esn, since="1995")
    counts, notes = load_rows(organizations=[ESN], memberships=[OPEN_MEMBERSHIP], meetings=[LISBON])
    assert counts["memberships"] == {"left out": 1}
    assert counts["meetings"] == {"added": 1}
    assert "open membership already" in notes[-1]
    assert [str(membership.since) for membership in Membership.objects.all()] == ["1995"]


def test_a_correction_that_contradicts_a_person_s_edit_is_kept_out(load_rows):
    load_rows(meetings=[{**LISBON, "starts_on": "2016-11-17"}])
    Meeting.objects.update(ends_on="2016-11-20")
    counts, notes = load_rows(meetings=[{**LISBON, "starts_on": "2016-11-22"}])
    assert str(Meeting.objects.get().starts_on) == "2016-11-17"
    assert counts == {"meetings": {"kept": 2}}
    assert "The last day cannot be before the first day." in notes[-1]


def test_the_history_says_that_the_archive_wrote_it(load_rows):
    load_rows(organizations=[ESN])
    load_rows(organizations=[{**ESN, "city": "Ghent"}])
    assert set(Organization.history.values_list("history_change_reason", flat=True)) == {"archive"}


def test_lines_taken_out_of_the_archive_leave_their_rows_alone(load_rows):
    load_rows(organizations=[ESN])
    assert load_rows() == ({}, [])
    assert Organization.objects.exists()
