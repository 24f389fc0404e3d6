"""Which day it is for the forum."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in the management team's zone, by which mandates and memberships begin and end."""
    return timezone.now().astimezone(ZoneInfo(settings.TEAM_TIME_ZONE)).date()
