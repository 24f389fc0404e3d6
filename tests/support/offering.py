"""A meeting ahead, its host, and organizations that have something to offer."""

from types import SimpleNamespace

from django.utils import timezone

from meetings.actions.offers import offer_session
from tests.factories import make_delegate, make_delegation, make_liaison, make_organization, make_user
from tests.support.registrations import make_coming_meeting

TITLE, ABSTRACT = "Who pays for the sky? سماء", "It's **all** about grants."


def set_offering():
    """alice speaks for A, charlie for B, erin for the host; paul has a place for A, and no mandate."""
    meeting = make_coming_meeting()
    host = meeting.hosts.get().organization
    a, b = make_organization("AAA"), make_organization("BBB")
    people = {who: make_user(f"{who}@example.org", name=who.title()) for who in ("alice", "charlie", "erin", "paul")}
    for who, organization in {"alice": a, "charlie": b, "erin": host}.items():
        make_liaison(people[who], organization)
    paul = people["paul"]
    delegate = make_delegate(
        make_delegation(meeting, a), user=paul, name="Paul Poplar", email=paul.email, privacy_accepted_at=timezone.now()
    )
    return SimpleNamespace(meeting=meeting, host=host, a=a, b=b, delegate=delegate, **people)


def said(**fields):
    """What an offer says, as offer_session() takes it."""
    plain = {"kind": "workshop", "title": TITLE, "abstract": ABSTRACT, "minutes": 90, "needs": "A dark room"}
    return {**plain, "partner": None, "delegate": None, "organizations": [], "topics": [], **fields}


def make_offered(stage, *, by=None, **fields):
    """What alice offers for A."""
    return offer_session(
        meeting=stage.meeting, offered_for=stage.a, values=said(**fields), by=by or stage.alice, now=timezone.now()
    )


def filled_in(**fields):
    """The same, as the form sends it."""
    return {"title": TITLE, "kind": "workshop", "minutes": "90", "abstract": ABSTRACT, "needs": "A dark room", **fields}
