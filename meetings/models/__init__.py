from meetings.models.delegates import Delegate
from meetings.models.delegations import Delegation
from meetings.models.documents import Document
from meetings.models.logistics import Logistics, Means
from meetings.models.meetings import Host, Meeting, Phase, Season, Turnout
from meetings.models.outcomes import Outcome
from meetings.models.questions import Answer, Question
from meetings.models.reports import Report
from meetings.models.sessions import Lead, Room, Session

__all__ = [
    "Answer",
    "Delegate",
    "Delegation",
    "Document",
    "Host",
    "Lead",
    "Logistics",
    "Means",
    "Meeting",
    "Outcome",
    "Phase",
    "Question",
    "Report",
    "Room",
    "Season",
    "Session",
    "Turnout",
]
