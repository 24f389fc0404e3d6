from meetings.models.delegations import Delegate, Delegation
from meetings.models.documents import Document
from meetings.models.meetings import Host, Meeting, Phase, Season, Turnout
from meetings.models.outcomes import Outcome
from meetings.models.reports import Report
from meetings.models.sessions import Lead, Room, Session

__all__ = [
    "Delegate",
    "Delegation",
    "Document",
    "Host",
    "Lead",
    "Meeting",
    "Outcome",
    "Phase",
    "Report",
    "Room",
    "Season",
    "Session",
    "Turnout",
]
