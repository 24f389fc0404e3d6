"""The host's report of a meeting: what it begins with, how it stands, and what it still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from meetings.deadlines import written
from meetings.models import Meeting, Outcome, Phase, Report
from meetings.reads.agenda import agenda_of, sessions_of
from meetings.reads.completeness import Gap, Lack, company_by_name, gaps_of, told_sessions
from meetings.reads.summaries import Told, summaries_in, texts_of
from meetings.report_skeleton import skeleton_of
from meetings.rules import CORRECTION_WINDOW
from meetings.scribes import report_of_host
from organizations.models import Organization, User
from organizations.rules import current_mandates

State = Report.State


@dataclass(frozen=True)
class HostReport:
    """`report` is None before it is begun. `told` are the sessions that it tells of."""

    meeting: Meeting
    report: Report | None
    told: Sequence[Told]
    gaps: Sequence[Gap]

    @property
    def waiting(self) -> int:
        """How many written summaries have an empty place in the report."""
        return sum(one.waits for one in self.told)

    @property
    def is_summed_up(self) -> bool:
        """Whether it has the sentence without which it cannot be published."""
        return all(gap.kind != Lack.LINE for gap in self.gaps)

    @property
    def is_public(self) -> bool:
        return self.report is not None and self.report.state in Report.PUBLIC

    @cached_property
    def standing(self) -> str:
        """How it stands, in a sentence."""
        report = self.report
        if report is None:
            return ""
        if report.state == State.FINAL and report.final_on:
            until = written(report.final_on + CORRECTION_WINDOW)
            return _("Final. Its hosts can correct it, and everything else about the meeting, until %(day)s.") % {
                "day": until
            }
        return {
            State.DRAFT: _("A draft, which its hosts see and those who oversee all."),
            State.IN_REVIEW: _("In review: those who led sessions were asked for their summaries."),
            State.PUBLISHED: _("Published. Whatever is changed in it from now on, everybody sees at once."),
            State.FINAL: _("Final for long; nothing about the meeting is corrected any more."),
        }[State(report.state)]


def host_report_of(meeting: Meeting) -> HostReport:
    """In a number of queries that does not grow with the agenda."""
    report = report_of_host(meeting)
    entries = told_sessions(meeting)
    return HostReport(meeting, report, summaries_in(meeting, entries, report), gaps_of(meeting, report, entries))


def skeleton_for(meeting: Meeting) -> str:
    """The body with which a report of the meeting begins, as its records stand now."""
    agenda = agenda_of(meeting, sessions_of(meeting))
    outcomes = meeting.outcomes.exclude(state=Outcome.State.DROPPED).prefetch_related("owners").order_by("pk")
    told = summaries_in(meeting, agenda.entries, None)
    return skeleton_of(meeting, agenda, company_by_name(meeting), list(outcomes), texts_of(told))


def writing_host(meeting: Meeting, user: User, day: date) -> Organization | None:
    """In whose name the report is begun: the host for which `user` speaks, else the first; None without hosts."""
    hosts = [host.organization for host in meeting.hosts.select_related("organization").order_by("pk")]
    spoken_for = set(current_mandates(user, day).values_list("organization", flat=True))
    return next((one for one in hosts if one.pk in spoken_for), hosts[0] if hosts else None)


def can_begin(phase: Phase) -> bool:
    """Whether there is something to report."""
    return phase in {Phase.RUNNING, Phase.OVER}
