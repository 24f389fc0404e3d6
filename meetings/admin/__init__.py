"""The back office of meetings."""

from meetings.admin import agendas, delegations, documents, meetings, outcomes, questions, reports, sessions

__all__ = ["agendas", "delegations", "documents", "meetings", "outcomes", "questions", "reports", "sessions"]
