"""The people whom every question is asked for, and the two organizations, the meeting and the host around them.

alice speaks for organization A, bob is her deputy, charlie speaks for B, dana is in the management team, erin speaks
for the organization that hosts the meeting, paul goes to it for A and has no mandate, root is the superuser.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.test import Client

from meetings.models import Meeting
from organizations.clock import today
from organizations.models import Organization, User
from tests.factories import (
    make_delegate,
    make_delegation,
    make_host,
    make_liaison,
    make_management_term,
    make_meeting,
    make_organization,
    make_user,
)
from tests.support.accounts import sign_in

ANONYMOUS = "anonymous"
LIAISONS = ("alice", "bob", "charlie", "erin")
SIGNED_IN = (*LIAISONS, "dana", "paul", "root")
EVERYBODY = (ANONYMOUS, *SIGNED_IN)


@dataclass(frozen=True)
class Stage:
    """What the personas stand on; `meeting` runs today, hosted by `host`, attended by `a` and `b`."""

    a: Organization
    b: Organization
    host: Organization
    meeting: Meeting
    people: dict[str, User]

    def client(self, who: str) -> Client:
        """A browser in which `who` has signed in with a passkey; for `anonymous` one in which nobody has."""
        client = Client()
        if who != ANONYMOUS:
            sign_in(client, self.people[who], method="mfa", type="webauthn")
        return client


def set_stage() -> Stage:
    a, b, host = (make_organization(acronym) for acronym in ("AAA", "BBB", "HOST"))
    day = today()
    meeting = make_meeting(
        season="autumn",
        year=day.year,
        slug=f"autumn-{day.year}",
        starts_on=str(day),
        ends_on=str(day + timedelta(3)),
        time_zone=settings.TEAM_TIME_ZONE,
    )
    people = {who: make_user(f"{who}@example.org", name=who.title()) for who in SIGNED_IN}
    User.objects.filter(pk=people["root"].pk).update(is_staff=True, is_superuser=True)
    make_liaison(people["alice"], a)
    make_liaison(people["bob"], a, kind="deputy", title="Deputy")
    make_liaison(people["charlie"], b)
    make_liaison(people["erin"], host)
    make_management_term(people["dana"], b)
    make_host(meeting, host)
    make_delegate(make_delegation(meeting, a), user=people["paul"], email=people["paul"].email)
    make_delegation(meeting, b)
    return Stage(a, b, host, meeting, people)
