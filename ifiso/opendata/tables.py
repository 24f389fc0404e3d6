"""Which rows and which of their fields everybody may have, table by table.

Every field is named here, as given or as withheld, so that a new one waits until somebody has decided. The tables stand
in the order in which they are read back, each after those that its references name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from ifiso.opendata import rows
from ifiso.opendata.columns import Column, Reference, column
from ifiso.opendata.rows import Rows, of_meetings
from meetings.models import (
    AgendaRelease,
    Delegation,
    Document,
    Endorsement,
    Host,
    Lead,
    Meeting,
    Outcome,
    OutcomeUpdate,
    Photo,
    Report,
    Room,
    Session,
    Topic,
    Turnout,
)
from meetings.models.reports import ReportImage
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
from organizations.models.evidence import Evidence


@dataclass(frozen=True)
class Table:
    """`given` and `withheld` name the fields; `is_invented` is the lookup that finds the demo's rows.

    `masks` give in place of a value what everybody may know of it, from all values of the row. `keeps_history` tells
    that public pages speak of when its rows were changed, `only_where_named` that a row without a reference to it is
    nobody's business, `outlives_its_file` that the row stands without the file that it names.
    """

    name: str
    model: type[Model]
    about: str
    given: str
    withheld: str = ""
    rows: Rows | None = None
    is_invented: str = ""
    keeps_history: bool = False
    only_where_named: bool = False
    outlives_its_file: bool = False
    masks: Mapping[str, Callable[[dict[str, Any]], Any]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[Column]:
        names = ["id", *self.given.split()]
        return [column(self.model._meta.get_field(name)) for name in names]

    @cached_property
    def references(self) -> list[Reference]:
        return [one for one in self.columns if isinstance(one, Reference)]

    def public_rows(self, *, with_demo: bool = True) -> QuerySet:
        found = self.rows() if self.rows else self.model._default_manager.all()
        if self.is_invented and not with_demo:
            found = found.exclude(**{self.is_invented: True})
        return found.order_by("pk")


TABLES = [
    Table(
        "sources",
        Source,
        "Pages, articles and papers that facts rest on.",
        "code title url place dated note",
        only_where_named=True,
    ),
    Table("fields", Field, "Fields of study or work.", "slug name"),
    Table("topics", Topic, "What sessions are about, across all meetings.", "slug name"),
    Table(
        "organizations",
        Organization,
        "International student organizations, members or not.",
        "slug acronym name fields founded city country website logo about is_demo sources",
        "role_email",
        is_invented="is_demo",
        outlives_its_file=True,
    ),
    Table(
        "memberships",
        Membership,
        "Who belonged to the forum, and when.",
        "organization since until ended evidence_is_attendance note source",
        is_invented="organization__is_demo",
    ),
    Table(
        "figures",
        Figure,
        "Numbers about an organization, or about the forum where none is named. They may contradict one another.",
        "organization kind value as_worded as_of doubt source",
        is_invented="organization__is_demo",
    ),
    Table(
        "remarks",
        Remark,
        "Statements about organizations that are no numbers.",
        "organization text dated source",
        is_invented="organization__is_demo",
    ),
    Table("milestones", Milestone, "Events in the forum's own story.", "dated slug title text source"),
    Table(
        "partners",
        Partner,
        "Outside bodies.",
        "slug name website about is_demo source",
        is_invented="is_demo",
    ),
    Table(
        "agreements",
        Agreement,
        "What organizations agreed with partners.",
        "partner organization since until state note source",
        is_invented="organization__is_demo",
    ),
    Table(
        "meetings",
        Meeting,
        "Meetings of the forum, with those that were only planned.",
        "slug kind season year title state starts_on ends_on city country venue street_address latitude longitude "
        "time_zone registration_opens_at registration_closes_at call_closes_at about practical practical_is_public "
        "topics note all_attendance_known is_demo sources",
        "quota frozen_at logistics_kept_days capacity",
        masks={"practical": lambda row: row["practical"] if row["practical_is_public"] else ""},
        rows=rows.meetings,
        is_invented="is_demo",
        keeps_history=True,
    ),
    Table(
        "hosts",
        Host,
        "Which organization ran a meeting, and through which local group.",
        "meeting organization local_group source",
        rows=of_meetings(Host),
        is_invented="meeting__is_demo",
    ),
    Table(
        "turnouts",
        Turnout,
        "How many came to a meeting, as each source counted them.",
        "meeting kind value as_worded source",
        rows=of_meetings(Turnout),
        is_invented="meeting__is_demo",
    ),
    Table(
        "delegations",
        Delegation,
        "Organizations and partners at meetings. No persons.",
        "meeting organization partner role answer attended source",
        "called_at answer_reason answered_at answered_by quota_override quota_reason link_version",
        masks={"answer": lambda row: row["answer"] if row["answer"] == Delegation.Answer.COMING else ""},
        rows=rows.delegations,
        is_invented="meeting__is_demo",
    ),
    Table(
        "rooms",
        Room,
        "Rooms in which sessions are held.",
        "meeting name capacity position",
        rows=of_meetings(Room),
        is_invented="meeting__is_demo",
    ),
    Table(
        "sessions",
        Session,
        "Entries of agendas, as they were released last.",
        "meeting uid sequence kind title abstract day starts_at ends_at room room_name everywhere position topics "
        "state source",
        rows=rows.sessions,
        is_invented="meeting__is_demo",
        keeps_history=True,
    ),
    Table(
        "leads",
        Lead,
        "Organizations and partners that lead a session. No persons.",
        "session organization partner",
        "delegate",
        rows=rows.leads,
        is_invented="session__meeting__is_demo",
    ),
    Table(
        "releases",
        AgendaRelease,
        "What agendas said from a moment on, and what was changed.",
        "meeting number note released_at time_zone content changes",
        "released_by",
        rows=of_meetings(AgendaRelease),
        is_invented="meeting__is_demo",
    ),
    Table(
        "outcomes",
        Outcome,
        "Proposals, decisions and actions.",
        "kind title text meeting session state owners due_meeting source",
        "version",
        rows=of_meetings(Outcome),
        is_invented="meeting__is_demo",
        keeps_history=True,
    ),
    Table(
        "outcome_updates",
        OutcomeUpdate,
        "What became of outcomes, in the words of their owners.",
        "outcome state note organization at",
        "by",
        rows=rows.of_outcomes(OutcomeUpdate),
        is_invented="outcome__meeting__is_demo",
    ),
    Table(
        "endorsements",
        Endorsement,
        "Organizations that support an outcome.",
        "outcome organization since until",
        "by",
        rows=rows.of_outcomes(Endorsement),
        is_invented="outcome__meeting__is_demo",
    ),
    Table(
        "reports",
        Report,
        "Reports and news, in Markdown.",
        "slug kind state title summary body meeting organization topics published_on final_on origin is_demo source",
        "version",
        rows=rows.reports,
        is_invented="is_demo",
        keeps_history=True,
    ),
    Table(
        "report_images",
        ReportImage,
        "Pictures in reports.",
        "report file width height checksum alternative",
        "added_at added_by",
        rows=rows.report_images,
        is_invented="report__is_demo",
    ),
    Table(
        "documents",
        Document,
        "Public minutes and papers: files, links, or where the paper lies.",
        "kind title meeting session file url size media_type checksum text place custodian contact_role visibility "
        "dated note source added_at",
        "added_by",
        rows=rows.documents,
        is_invented="meeting__is_demo",
    ),
    Table(
        "photos",
        Photo,
        "Published photos, each in three sizes.",
        "meeting large medium small width height checksum caption alternative credit is_group_photo position "
        "published_at",
        "added_at added_by removed_at",
        rows=rows.photos,
        is_invented="meeting__is_demo",
    ),
    Table(
        "evidence",
        Evidence,
        "Further sources for statements of other tables: target_type and target_id name the row.",
        "target_type target_id source stance said kind value as_of row_id state added_at decided_at",
        "added_by decided_by reason",
        rows=rows.evidence,
    ),
]
