"""What has served its purpose and goes: each function gives the rows whose time is up at the moment `now`."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from organizations.models import Enquiry, Invitation, Message
from organizations.tasks import PAUSES

MAIL_KEPT = timedelta(days=30)
INVITATIONS_KEPT = timedelta(days=30)


def old_enquiries(now: datetime) -> QuerySet:
    """Those whose answer is longer ago than ENQUIRY_RETENTION; what waits for an answer stays."""
    return Enquiry.objects.filter(answered_at__lt=now - settings.ENQUIRY_RETENTION)


@transaction.atomic
def erase_old_enquiries(*, now: datetime) -> None:
    """Delete old enquiries with all mail about them."""
    enquiries = old_enquiries(now)
    for number in enquiries.values_list("pk", flat=True):
        Message.objects.filter(key__startswith=f"enquiry-{number}-").delete()
    enquiries.delete()


def old_mail(now: datetime) -> QuerySet:
    """Mail sent, or given up, a while ago."""
    given_up = Q(sent_at=None, attempts__gte=len(PAUSES), not_before__lt=now - MAIL_KEPT)
    return Message.objects.filter(Q(sent_at__lt=now - MAIL_KEPT) | given_up)


def old_invitations(now: datetime) -> QuerySet:
    """Invitations that could no longer be accepted for a while; accounts made by one have long been made."""
    return Invitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT)
