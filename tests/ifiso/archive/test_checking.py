"""Every fault is named with its file and line, all at once, before anything is written."""

import pytest

from ifiso.archive.checking import read_archive
from ifiso.archive.faults import FaultyArchive
from ifiso.archive.tables import TABLES
from tests.support.archives import ESN, LISBON, OPEN_MEMBERSHIP, SOURCE, write_archive

# Constraints are checked by the database, though nothing is written to it.
pytestmark = pytest.mark.django_db

AEGEE = {"slug": "aegee", "acronym": "AEGEE", "name": "European Students' Forum"}
SOUND = {
    "sources": [SOURCE],
    "organizations": [ESN, AEGEE],
    "meetings": [LISBON],
    "memberships": [OPEN_MEMBERSHIP],
}
FIGURE = {"organization": "esn", "kind": "members", "value": "1", "source": "letter"}
ANOTHER = {
    "figures": FIGURE,
    "hosts": {"meeting": "autumn-2016", "organization": "esn"},
    "organizations": {"slug": "best", "acronym": "BEST", "name": "Board of European Students of Technology"},
    "meetings": {**LISBON, "slug": "autumn-2017", "year": "2017"},
    "memberships": {**OPEN_MEMBERSHIP, "organization": "aegee", "period": "2", "since": "2014"},
}
MEMBER_ALREADY = "This organization has an open membership already; end that one first."
REPORT = """---
kind: report
state: published
title: T
summary: S
meeting:
organization:
published_on:
source:
---
Body"""


def faults_of(folder):
    with pytest.raises(FaultyArchive) as caught:
        read_archive(folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_sound_archive_has_its_lines_with_plain_values(tmp_path):
    lines = {table.name: lines for table, lines in read_archive(write_archive(tmp_path, **SOUND))}
    assert [line.key for line in lines["meetings"]] == ["autumn-2016"]
    assert lines["meetings"][0].values["year"] == 2016
    assert lines["memberships"][0].values["evidence_is_attendance"] is True


@pytest.mark.parametrize(
    ("table", "cells", "fault"),
    [
        ("figures", {"source": "gossip"}, "source: the archive has no “gossip”"),
        ("figures", {"organization": "xyz"}, "organization: the archive has no “xyz”"),
        ("figures", {"kind": "geese"}, "kind: Value 'geese' is not a valid choice."),
        ("figures", {"value": "many"}, "value: “many” value must be an integer."),
        ("figures", {"value": ""}, "value: This field cannot be null."),
        ("figures", {"as_of": "2014-13"}, "as_of: Write a date as 2014, 2014-04 or 2014-04-17."),
        ("hosts", {"meeting": "spring-1900"}, "meeting: the archive has no “spring-1900”"),
        ("hosts", {"meeting": ""}, "meeting: must not be empty"),
        ("organizations", {"country_code": "XX"}, "country_code: Value 'XX' is not a valid choice."),
        ("organizations", {"acronym": "ESN"}, "acronym: stands already (see line 2)"),
        ("organizations", {"slug": "esn"}, "“esn” stands already in line 2"),
        ("organizations", {"sources": "letter;"}, "sources: a key is empty or stands twice"),
        ("organizations", {"website": "best dot org"}, "website: Enter a valid URL."),
        ("meetings", {"starts_on": "2017-02", "ends_on": "2017-01"}, "The last day cannot be before the first day."),
        ("meetings", {"year": "2016"}, "There is a forum meeting for this season and year already. (see line 2)"),
        ("meetings", {"time_zone": "Oz"}, "time_zone: “Oz” is no time zone; write it like Europe/Lisbon."),
        ("meetings", {"all_attendance_known": "perhaps"}, "all_attendance_known: write yes or no"),
        ("memberships", {"organization": "esn"}, f"{MEMBER_ALREADY} (see line 2)"),
        ("memberships", {"period": "next one"}, "period: write a short name of letters, digits and hyphens"),
    ],
)
def test_a_faulty_line_is_named(tmp_path, table, cells, fault):
    sound = SOUND.get(table, [])
    write_archive(tmp_path, **{**SOUND, table: [*sound, {**ANOTHER[table], **cells}]})
    assert faults_of(tmp_path) == [f"{table}.csv:{len(sound) + 2}: {fault}"]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"slug,name\nlaw,L\xe9gal\n", "fields.csv:2: is not UTF-8"),
        (b"slug,name\nlaw,La\0w\n", "fields.csv:2: holds a NUL character"),
        (b"slug,name,smell\nlaw,Law,none\n", "fields.csv:1: unknown column “smell”"),
        (b"slug\nlaw\n", "fields.csv:1: missing column “name”"),
        (b"slug,name,name\nlaw,Law,Law\n", "fields.csv:1: column “name” stands twice"),
        (b"slug,name\nlaw,Law,too\n", "fields.csv:2: has 3 cells, the header has 2"),
        (b'slug,name\nlaw,"Law" and order\n', "fields.csv:2: is not CSV: ',' expected after '\"'"),
        (b'slug,name\nlaw,"a\nb"\nmagic spells,Magic\n', "fields.csv:4: slug: Enter a valid"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, data, fault):
    (write_archive(tmp_path, **SOUND) / "fields.csv").write_bytes(data)
    (found,) = faults_of(tmp_path)
    assert found.startswith(fault)


def test_an_empty_file_lacks_its_columns(tmp_path):
    (write_archive(tmp_path) / "fields.csv").write_text("")
    assert faults_of(tmp_path) == ["fields.csv:1: missing column “name”", "fields.csv:1: missing column “slug”"]


def test_missing_and_unknown_files_are_named(tmp_path):
    (write_archive(tmp_path) / "fields.csv").unlink()
    (tmp_path / "feelds.csv").write_text("slug,name\n")
    assert faults_of(tmp_path) == [
        "feelds.csv:1: no table of the archive has this name",
        "fields.csv:1: cannot be read: No such file or directory",
    ]


def test_a_spreadsheet_s_byte_order_mark_and_line_ends_do_no_harm(tmp_path):
    (write_archive(tmp_path) / "fields.csv").write_bytes(b"\xef\xbb\xbfslug,name\r\nlaw,Law\r\n")
    assert {table.name: len(lines) for table, lines in read_archive(tmp_path)}["fields"] == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# A report", "1: bad front matter: the file must begin with it, between two lines of ---"),
        (REPORT.replace("title: T", "title: 'T"), "10: bad front matter: found unexpected end of stream"),
        (REPORT.replace("title: T", "title: [a, b]"), "1: bad front matter: write one “name: text” a line"),
        (REPORT.replace("title: T\n", ""), "1: missing column “title”"),
        (REPORT.replace("title: T", "title: T\nmood: good"), "1: unknown column “mood”"),
        (REPORT.replace("published\n", "lost\n"), "3: state: Value 'lost' is not a valid choice."),
        (REPORT.replace("meeting:", "meeting: x"), "6: meeting: the archive has no “x”"),
        (REPORT.replace("_on:", "_on: May"), "8: published_on: Write a date as 2014, 2014-04 or 2014-04-17."),
    ],
)
def test_a_faulty_report_is_named(tmp_path, text, fault):
    (write_archive(tmp_path) / "reports" / "r.md").write_text(text)
    assert faults_of(tmp_path) == [f"reports/r.md:{fault}"]


def test_all_faults_are_told_at_once_in_the_order_of_files_and_lines(tmp_path):
    figures = [{**FIGURE, "as_of": "soon"}, {**FIGURE, "value": "x", "as_of": "y"}]
    hosts = [{"meeting": "", "organization": ""}]
    found = faults_of(write_archive(tmp_path, **SOUND, figures=figures, hosts=hosts))
    places = [fault.split(" ")[0] for fault in found]
    assert places == ["figures.csv:2:", "figures.csv:3:", "figures.csv:3:", "hosts.csv:2:", "hosts.csv:2:"]


def test_every_table_s_columns_fill_a_field_or_name_the_line():
    for table in TABLES:
        filled = {column.name for column in table.columns.values()}
        assert set(table.header) - filled <= set(table.key), table.name
