"""Which file fills which model: its columns in order, and the ones that make a line's key.

Columns are named after the model's fields. A key column that is no field (such as `session` in sessions.csv) is a name
that the archive gives to the line, so that its other cells can be corrected; other files refer to a line by its key.
The files stand in the order in which they are loaded, each after those that it refers to.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model

from ifiso.archive.columns import Column, Reference, References, column
from meetings.models import Delegation, Document, Host, Lead, Meeting, Outcome, Report, Session, Topic, Turnout
from organizations.models import (
    Agreement,
    Field,
    Figure,
    Membership,
    Milestone,
    Organization,
    Partner,
    Remark,
    Source,
)

FIELD_NAMES = {"country_code": "country"}


@dataclass(frozen=True)
class Table:
    """`found_by` names the fields by which a row that people entered is recognised as the line's."""

    name: str
    model: type[Model]
    header: tuple[str, ...]
    key: tuple[str, ...]
    found_by: tuple[str, ...]
    is_folder: bool = False

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns that fill a field, by the field's name."""
        fields: dict[str, Any] = {field.name: field for field in self.model._meta.get_fields()}
        names = {FIELD_NAMES.get(name, name): name for name in self.header}
        return {field: column(name, fields[field]) for field, name in names.items() if field in fields}

    @cached_property
    def collections(self) -> list[str]:
        """The fields that hold several references."""
        return [name for name, column in self.columns.items() if isinstance(column, References)]

    @cached_property
    def references(self) -> dict[str, Reference]:
        """The columns that refer to other files, by the field's name."""
        return {name: column for name, column in self.columns.items() if isinstance(column, Reference)}

    @cached_property
    def essential(self) -> dict[str, Reference]:
        """Those references without which a row is impossible, or would be about something else."""
        return {name: column for name, column in self.references.items() if column.is_required or name in self.key}


def table(name: str, model: type[Model], header: str, *, key: str, found_by: str = "", **more: Any) -> Table:
    columns, keys = tuple(header.split()), tuple(key.split())
    return Table(name, model, columns, keys, tuple(found_by.split()) or keys, **more)


TABLES = [
    table("sources", Source, "code title url place dated note", key="code"),
    table("fields", Field, "slug name", key="slug"),
    table(
        "organizations", Organization, "slug acronym name fields founded city country_code website sources", key="slug"
    ),
    table(
        "figures",
        Figure,
        "organization kind value as_worded as_of doubt source",
        key="organization kind as_of value source",
    ),
    table(
        "remarks",
        Remark,
        "organization topic text dated source",
        key="organization topic",
        found_by="organization text",
    ),
    table(
        "memberships",
        Membership,
        "organization period since until ended evidence_is_attendance note source",
        key="organization period",
        found_by="organization since",
    ),
    table("milestones", Milestone, "slug dated title text source", key="slug"),
    table("partners", Partner, "slug name website about source", key="slug"),
    table(
        "agreements",
        Agreement,
        "partner organization period since until state note source",
        key="partner organization period",
        found_by="partner organization since",
    ),
    table(
        "meetings",
        Meeting,
        "slug kind season year title starts_on ends_on city country_code venue latitude longitude time_zone note "
        "all_attendance_known sources",
        key="slug",
    ),
    table("hosts", Host, "meeting organization local_group source", key="meeting organization"),
    table("turnouts", Turnout, "meeting kind value as_worded source", key="meeting kind source"),
    table(
        "delegations",
        Delegation,
        "meeting organization partner role attended source",
        key="meeting organization partner",
    ),
    table("topics", Topic, "slug name", key="slug"),
    table(
        "sessions",
        Session,
        "meeting session day position kind title abstract topics source",
        key="meeting session",
        found_by="meeting title",
    ),
    table("leads", Lead, "session organization partner", key="session organization partner"),
    table(
        "outcomes",
        Outcome,
        "meeting outcome session kind title text state owners source",
        key="meeting outcome",
        found_by="meeting title",
    ),
    table(
        "documents",
        Document,
        "document meeting kind title url place custodian visibility dated note source",
        key="document",
        found_by="meeting title",
    ),
    table(
        "reports",
        Report,
        "slug kind state title summary meeting organization published_on source body",
        key="slug",
        is_folder=True,
    ),
]
