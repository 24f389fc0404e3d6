"""What the registry stores about people, and for how long."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.actions.post_imports import KEPT as POSTS_KEPT
from meetings.actions.report_drafts import DRAFTS_KEPT
from meetings.actions.retention import CONTACTS_KEPT
from meetings.models import Meeting
from organizations.actions.retention import INVITATIONS_KEPT, MAIL_KEPT
from organizations.pages import public_page


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "enquiry_days": settings.ENQUIRY_RETENTION.days,
        "mail_days": MAIL_KEPT.days,
        "invitation_days": INVITATIONS_KEPT.days,
        "contact_days": CONTACTS_KEPT.days,
        "draft_days": DRAFTS_KEPT.days,
        "post_days": POSTS_KEPT.days,
        "logistics_days": Meeting._meta.get_field("logistics_kept_days").default,
        "session_days": settings.SESSION_COOKIE_AGE // 86400,
    }
    return render(request, "ifiso/privacy.html", context)
