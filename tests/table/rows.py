"""One row of the table of addresses, and who sees what in it."""

from dataclasses import dataclass, field

from django.urls import reverse

from tests.personas import ANONYMOUS


@dataclass(frozen=True)
class Row:
    """One address: what GET answers to each persona, and what POST with nothing in it does.

    `args` makes what the address needs, given the stage; `get` and `post` are exceptions from `usual` and `usual_post`.
    """

    name: str
    args: object = None
    usual: int = 200
    get: dict = field(default_factory=dict)
    usual_post: int = 405
    post: dict = field(default_factory=dict)

    def expected(self, who):
        return self.get.get(who, self.usual), self.post.get(who, self.usual_post)

    def path(self, stage):
        return reverse(self.name, args=self.args(stage) if self.args else [])


def to(status, *people):
    return dict.fromkeys(people, status)


def meeting(stage):
    return [stage.meeting.slug]


STRANGER = to(302, ANONYMOUS)
# The seats of A are seen by those who hold one and by those who oversee all; while alice is there, they only look.
SEATS = STRANGER | to(404, "charlie", "erin", "paul")
LOOKING = to(403, "dana", "root")

# Whoever speaks for an organization sees its own delegation under this address; others see none.
NO_MANDATE = STRANGER | to(404, "dana", "paul", "root")

# Erin hosts the meeting. While she is in office the management team and superusers look on, and never at logistics.
WATCHED = STRANGER | to(404, "alice", "bob", "charlie", "paul")
HOSTED = WATCHED | LOOKING
