"""The command: what it prints, and that a faulty archive leaves the registry untouched."""

import io

import pytest
from django.core.management import CommandError, call_command

from organizations.models import ArchiveEntry, ContentVersion, Organization, Source
from tests.support.archives import ESN, SOURCE, write_archive

pytestmark = pytest.mark.django_db


def run(folder, **options):
    output = io.StringIO()
    call_command("load_archive", data=folder, stdout=output, **options)
    return output.getvalue()


def test_it_prints_what_it_added_and_then_that_nothing_is_new(tmp_path):
    write_archive(tmp_path, sources=[SOURCE], organizations=[ESN])
    rows = [line.split() for line in run(tmp_path).splitlines()]
    assert rows == [
        ["added", "adopted", "updated", "kept", "left", "out"],
        ["sources", "1", "·", "·", "·", "·"],
        ["organizations", "1", "·", "·", "·", "·"],
        ["in", "all", "2", "·", "·", "·", "·"],
    ]
    assert run(tmp_path) == "Nothing new.\n"


def test_it_says_in_detail_what_people_keep(tmp_path):
    write_archive(tmp_path, organizations=[ESN])
    run(tmp_path)
    Organization.objects.update(city="Leuven")
    assert run(tmp_path).splitlines()[-1] == "Nothing new."
    assert run(tmp_path, verbosity=2).splitlines()[-1] == "organizations esn: kept, somebody edited city"
    assert run(tmp_path, verbosity=0) == ""


def test_public_pages_are_made_anew_once_and_only_when_something_changed(tmp_path):
    write_archive(tmp_path, sources=[SOURCE], organizations=[ESN])
    before = ContentVersion.current()
    run(tmp_path)
    run(tmp_path)
    assert ContentVersion.current() == before + 1


def test_a_dry_run_writes_nothing(tmp_path):
    write_archive(tmp_path, organizations=[ESN])
    assert run(tmp_path, dry_run=True).endswith("This was a dry run: nothing was written.\n")
    assert not Organization.objects.exists()
    assert not ArchiveEntry.objects.exists()
    assert ContentVersion.current() == 0


def test_a_faulty_archive_is_refused_as_a_whole(tmp_path):
    write_archive(tmp_path, sources=[SOURCE], organizations=[ESN, {**ESN, "founded": "long ago"}, {**ESN, "name": ""}])
    with pytest.raises(CommandError) as caught:
        run(tmp_path)
    assert str(caught.value).splitlines() == [
        "The archive has 2 faults, so nothing was written:",
        "organizations.csv:3: founded: Write a date as 2014, 2014-04 or 2014-04-17.",
        "organizations.csv:4: “esn” stands already in line 2",
    ]
    assert not Source.objects.exists()


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        run(tmp_path / "nowhere")
