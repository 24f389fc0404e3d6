"""Those whom a host asked to help, and how far that is."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from meetings.actions.helpers import roles_in_words
from meetings.deadlines import written
from meetings.models import Helper, Meeting


@dataclass(frozen=True)
class Helping:
    """`roles` and `standing` are words: `agenda, door`, `since 3 May 2027`."""

    helper: Helper
    roles: str
    standing: str


def helping(meeting: Meeting, now: datetime) -> list[Helping]:
    """Those who help, or are asked to, in the order in which they were asked."""
    helpers = meeting.helpers.filter(until=None).select_related("user", "invitation")
    return [Helping(helper, roles_in_words(helper), standing(helper, now)) for helper in helpers]


def standing(helper: Helper, now: datetime) -> str:
    invitation = helper.invitation
    if helper.user and helper.since:
        return _("helps since %(day)s") % {"day": written(helper.since)}
    if invitation and invitation.revoked_at is None and now < invitation.expires_at:
        return _("asked, can accept until %(day)s") % {"day": written(invitation.expires_at.date())}
    return _("asked, but the invitation has expired")
