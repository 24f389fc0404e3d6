from meetings.models.delegates import Delegate
from meetings.models.delegations import Delegation
from meetings.models.documents import Document
from meetings.models.helpers import Helper
from meetings.models.imports import AgendaImport, ImportedPicture, ImportedPost, PostImport
from meetings.models.logistics import Logistics, Means
from meetings.models.meetings import Host, Meeting, Phase, Season
from meetings.models.offers import Offer, OfferEvent
from meetings.models.outcomes import Endorsement, Outcome, OutcomeUpdate
from meetings.models.photos import Photo
from meetings.models.plans import Plan, PlanChange, PlannedLead
from meetings.models.questions import Answer, Question
from meetings.models.releases import AgendaRelease, PersonalCalendar, Star
from meetings.models.reports import Report, ReportDraft, ReportImage, SessionSummary
from meetings.models.search import SearchEntry, SearchIndex, SearchWord
from meetings.models.sessions import Lead, Room, Session
from meetings.models.topics import Topic
from meetings.models.turnouts import Turnout

__all__ = [
    "AgendaImport",
    "AgendaRelease",
    "Answer",
    "Delegate",
    "Delegation",
    "Document",
    "Endorsement",
    "Helper",
    "Host",
    "ImportedPicture",
    "ImportedPost",
    "Lead",
    "Logistics",
    "Means",
    "Meeting",
    "Offer",
    "OfferEvent",
    "Outcome",
    "OutcomeUpdate",
    "PersonalCalendar",
    "Phase",
    "Photo",
    "Plan",
    "PlanChange",
    "PlannedLead",
    "PostImport",
    "Question",
    "Report",
    "ReportDraft",
    "ReportImage",
    "Room",
    "SearchEntry",
    "SearchIndex",
    "SearchWord",
    "Season",
    "Session",
    "SessionSummary",
    "Star",
    "Topic",
    "Turnout",
]
