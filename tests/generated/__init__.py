"""A whole registry, made up at any size within seconds: for `manage.py benchmark`, and to ask what many rows cost.

One seed and one day give the same rows on every machine. One meeting, the Congress, is running on that day and has a
full agenda: 60 sessions on four days in three rooms.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from organizations.actions.records import raise_content_version
from tests.generated.agendas import conclude, lead, make_sessions, release
from tests.generated.meetings import attend, hang, make_meetings, report
from tests.generated.organizations import describe, make_network


@dataclass(frozen=True)
class Sizes:
    organizations: int = 500
    meetings: int = 200
    sessions: int = 5000
    reports: int = 2000


@transaction.atomic
def generate(sizes: Sizes, *, today: date, seed: int = 1) -> None:
    """Fill an empty database with a registry of these `sizes`, as it may stand on the day `today`."""
    rng = Random(seed)
    network = make_network(sizes.organizations, rng)
    describe(network, today, rng)
    meetings = make_meetings(sizes.meetings, today, rng)
    attend(meetings, network, today, rng)
    report(meetings, sizes.reports, network, rng)
    hang(meetings[0])
    sessions = make_sessions(meetings, sizes.sessions, rng)
    lead(sessions, network, rng)
    conclude(sessions, network, rng)
    release(meetings[0], today)
    raise_content_version()
