"""Schedules of other programs, in the form of frab and c3voc."""

import json
import os
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.imports import MOST_ENTRIES, UnreadableError
from meetings.imports.rows import rows_of
from meetings.imports.schedule_json import read_json
from meetings.imports.schedule_xml import read_xml
from tests.factories import make_organization
from tests.support.importing import make_dated_meeting, schedule

EXPORT = Path(os.environ.get("IFISO_TEST_SCHEDULES", "../shared/data/schedule")) / "pretalx-democon.json"

XML = """<?xml version="1.0" encoding="utf-8"?>
<schedule>
 <conference><title>A meeting</title></conference>
 <day index="1" date="2026-11-19">
  <room name="Aula">
   <event guid="g1" id="1">
    <date>2026-11-19T09:00:00+02:00</date><start>09:00</start><duration>01:30</duration>
    <room>Aula</room><title>Money &amp; more</title><subtitle>A start</subtitle>
    <track>Grants</track><type>training</type><abstract>Short.</abstract><description>Long.</description>
    <persons><person id="1">IFSA</person><person id="2">Ana Somebody</person></persons>
   </event>
   <event guid="g2" id="2"><start>11:00</start><duration>00:30</duration><title>No date</title></event>
  </room>
 </day>
</schedule>
"""


def test_an_event_of_xml_becomes_a_row():
    first, second = read_xml(XML).raws
    assert first.line == 6
    assert first.cells == {
        "guid": "g1",
        "title": "Money & more: A start",
        "kind": "training",
        "room": "Aula",
        "topics": "Grants",
        "leads": "IFSA, Ana Somebody",
        "start": "2026-11-19T09:00:00+02:00",
        "minutes": "01:30",
        "abstract": "Short.\n\nLong.",
    }
    assert (second.line, second.cells["day"], second.cells["start"], second.cells["room"]) == (
        12,
        "2026-11-19",
        "11:00",
        "Aula",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_xml_may_name_its_encoding(encoding):
    text = XML.replace("utf-8", encoding).replace("Aula", "Große Aula")
    assert read_xml(text.encode(encoding)).raws[0].cells["room"] == "Große Aula"


def test_pasted_xml_was_decoded_already():
    assert read_xml(XML.replace("utf-8", "utf-16").replace("Aula", "Große Aula")).raws[0].cells["room"] == "Große Aula"


def refused(read, text):
    with pytest.raises(UnreadableError) as found:
        read(text)
    return found.value.line, found.value.sentence


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<schedule>&b;</schedule>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<schedule>&f;</schedule>'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (BOMB, 2, "DOCTYPE"),
        (OUTSIDE, 1, "DOCTYPE"),
        ("<!DOCTYPE schedule SYSTEM 'http://example.org/x.dtd'>\n<schedule/>", 1, "DOCTYPE"),
        ("<schedule>\n<day>\n</schedule>", 3, "mismatched tag"),
        ("<schedule>&unknown;</schedule>", 1, "undefined entity"),
        ("<html/>", 1, "no schedule"),
        ("<schedule/>", 0, "no events"),
        ("<a>" * 100 + "</a>" * 100, 1, "nested too deeply"),
        ("<schedule>\x00</schedule>", 1, "no valid XML"),
    ],
)
def test_what_is_wrong_with_xml_is_told_with_its_line(text, line, said):
    assert refused(read_xml, text)[0] == line
    assert said in refused(read_xml, text)[1]


def test_an_encoding_that_nobody_knows_is_refused():
    assert "encoding" in refused(read_xml, b'<?xml version="1.0" encoding="klingon"?><schedule/>')[1]


def test_events_of_json_know_their_lines():
    reading = read_json(schedule(3))
    text = schedule(3).split("\n")
    assert [raw.cells["title"] for raw in reading.raws] == ["Event 1", "Event 3", "Event 2"]
    assert all('"id"' in text[raw.line] for raw in reading.raws)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{"schedule":\n {"conference": }', 2, "no valid JSON"),
        ("{" + '"a":{' * 100 + "}" * 101, 1, "nested too deeply"),
        ('{"a": ' + "[" * 100_000, 1, "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", 0, "far too long"),
        ("{}", 1, "schedule / conference / days"),
        ('{"schedule": {"conference": {"days": {}}}}', 1, "schedule / conference / days"),
        ('{"schedule": {"conference": {"days": []}}}', 0, "no events"),
        ('{"schedule": {"conference": {"days": [1, {"rooms": {"A": 1, "B": [2, []]}}]}}}', 0, "no events"),
    ],
)
def test_what_is_wrong_with_json_is_told_with_its_line(text, line, said):
    assert refused(read_json, text)[0] == line
    assert said in refused(read_json, text)[1]


def test_neither_gets_endless():
    assert "too long" in refused(read_json, schedule(MOST_ENTRIES + 1))[1]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "date", "en"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["guid", "title", "persons", "track", "date", "duration", "room"]), VALUES))
def test_whatever_an_event_of_json_holds_it_is_read(event):
    conference = {"days": [{"date": "2026-11-19", "rooms": {"Aula": [event]}}]}
    (raw,) = read_json(json.dumps({"schedule": {"conference": conference}})).raws
    assert all(isinstance(text, str) for text in raw.cells.values())


@given(st.text(max_size=60))
def test_whatever_stands_in_xml_it_is_read(text):
    with suppress(UnreadableError):
        read_xml(XML.replace("Short.", escape(text)))


@pytest.mark.django_db
def test_persons_are_left_out_but_organizations_lead():
    organization = make_organization("IFSA")
    row = rows_of(make_dated_meeting(), read_xml(XML))[0]
    assert (row.faults, row.values["leads"]) == ({}, [[organization.pk, None]])
    assert "Ana Somebody" in row.notices["leads"]


@pytest.mark.django_db
@pytest.mark.skipif(not EXPORT.exists(), reason="the export of another program is not beside the checkout")
def test_a_real_export_can_be_read():
    meeting = make_dated_meeting(starts_on="2020-12-14", ends_on="2020-12-16", time_zone="Europe/Berlin")
    rows = rows_of(meeting, read_json(EXPORT.read_text(encoding="utf-8")))
    assert len(rows) > 10
    assert [row.faults for row in rows if row.faults] == []
    assert {row.values["room"] for row in rows} >= {"Gray Room", "Tan Room"}
