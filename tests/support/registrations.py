"""A meeting that people are registered for, and one of them."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import make_delegate, make_delegation, make_host, make_meeting, make_organization

AHEAD = timedelta(days=60)


def make_coming_meeting(**fields):
    """In Lisbon in two months, four days long, hosted by an organization with a role address."""
    day = timezone.now().date() + AHEAD
    lisbon = {"city": "Lisbon", "country": "PT", "time_zone": "Europe/Lisbon"}
    days = {"year": day.year, "starts_on": str(day), "ends_on": str(day + timedelta(days=3))}
    meeting = make_meeting(season="autumn", **lisbon, **days, **fields)
    make_host(meeting, make_organization("HOST", city="Lisbon", country="PT", role_email="external@host.example"))
    return meeting


def make_confirmed_delegate(meeting, **fields):
    """Of an organization of the meeting; has read the privacy notice."""
    delegation = make_delegation(meeting, make_organization("AAA"))
    return make_delegate(delegation, **{"name": "Dora Delegate", "privacy_accepted_at": timezone.now(), **fields})
