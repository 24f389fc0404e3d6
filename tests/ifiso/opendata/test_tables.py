"""Every field is decided upon, and others' standards understand what we say of them."""

import csv
import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from ifiso.opendata.columns import column
from ifiso.opendata.schema import is_required
from ifiso.opendata.tables import TABLES
from ifiso.opendata.writing import write_data
from meetings.models import Meeting, Report
from organizations.models import Organization
from tests.factories import make_meeting, make_organization, make_report
from tests.support.registry import fill

IMPLIED = {"id", "history"}


@pytest.mark.once
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_is_given_or_withheld(table):
    fields = [*table.model._meta.concrete_fields, *table.model._meta.many_to_many]
    named = [*table.given.split(), *table.withheld.split()]
    assert sorted(named) == sorted({field.name for field in fields} - IMPLIED)


@pytest.mark.once
def test_no_table_has_a_column_for_persons():
    columns = {one.name for table in TABLES for one in table.columns}
    assert not {"by", "user", "delegate", "email", "role_email", "phone", "added_by"} & columns


@pytest.mark.once
def test_tables_stand_behind_those_that_they_name():
    seen = set()
    for table in TABLES:
        assert {one.model for one in table.references} <= seen, table.name
        seen.add(table.model)


@pytest.mark.once
@pytest.mark.parametrize(
    "text", ["", "=1+1", "'=1", "''-x", "'s-Hertogenbosch", "-a\r\n-b", "\ttab", " blank ", "@x", "ä;“"]
)
def test_texts_come_back_and_are_no_formulas(text):
    one = column(Report._meta.get_field("body"))
    assert one.parse(one.cell(text)) == text
    assert not one.cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.django_db
def test_the_files_are_what_their_schemas_say(tmp_path):
    fill()
    write_data(tmp_path / "data", date(2026, 11, 22), tell=print)
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text())
    assert package["licenses"]
    for resource in package["resources"]:
        name = resource["name"]
        rows = json.loads((tmp_path / "data" / f"{name}.json").read_text())
        schema = json.loads((tmp_path / "data" / "schemas" / f"{name}.json").read_text())
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(rows)
        with (tmp_path / "data" / resource["path"]).open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        assert len(table) == len(rows)
        check_cells(resource["schema"]["fields"], table)


def check_cells(fields, table):
    for field in fields:
        cells = [row[field["name"]] for row in table]
        constraints = field.get("constraints", {})
        assert not constraints.get("required") or all(cells), field
        assert "enum" not in constraints or set(cells) <= {"", *constraints["enum"]}, field
        assert not constraints.get("unique") or len(set(cells)) == len(cells), field
        if field["type"] == "integer":
            assert all(cell.lstrip("-").isdecimal() for cell in cells if cell), field


@pytest.mark.django_db
def test_references_lead_to_public_rows_only(tmp_path):
    draft = make_meeting(year=2031, state=Meeting.State.DRAFT)
    make_report(meeting=draft, state="published")
    write_data(tmp_path / "data", date(2026, 11, 22), tell=print)
    assert [row["meeting"] for row in json.loads((tmp_path / "data" / "reports.json").read_text())] == [None]


@pytest.mark.django_db
def test_practical_information_for_delegates_stays_with_them(tmp_path):
    make_meeting(year=2030, practical="The door code", practical_is_public=False)
    make_meeting(year=2031, practical="Take tram 4", practical_is_public=True)
    write_data(tmp_path / "data", date(2026, 11, 22), tell=print)
    text = (tmp_path / "data" / "meetings.json").read_text()
    assert "Take tram 4" in text
    assert "The door code" not in text


@pytest.mark.django_db
def test_a_logo_that_is_gone_is_left_out(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    make_organization()
    Organization.objects.update(logo="logos/gone.png")
    write_data(tmp_path / "data", date(2026, 11, 22), tell=print)
    assert [row["logo"] for row in json.loads((tmp_path / "data" / "organizations.json").read_text())] == [""]


@pytest.mark.once
def test_required_columns_are_those_that_must_be_filled():
    columns = {one.name: is_required(one) for one in next(t for t in TABLES if t.name == "meetings").columns}
    assert columns["slug"]
    assert columns["year"]
    assert not columns["city"]
    assert not columns["topics"]
