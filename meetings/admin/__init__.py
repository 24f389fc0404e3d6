"""The back office of meetings."""

from meetings.admin import delegations, documents, meetings, outcomes, questions, reports, sessions

__all__ = ["delegations", "documents", "meetings", "outcomes", "questions", "reports", "sessions"]
