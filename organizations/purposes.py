"""What an invitation is for beside the account, told by apps of which this one knows nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from organizations.models import Invitation, User


@dataclass(frozen=True)
class Purpose:
    """`words` say on the invitation's page what it is for, `page` is the address at which who accepts it arrives.

    `begin` is called with that person in the transaction of the acceptance.
    """

    words: str
    page: str
    begin: Callable[[User], None]


Finder = Callable[[Invitation], Purpose | None]

# Each app that invites people adds its own when it is ready.
finders: list[Finder] = []


def purpose_of(invitation: Invitation) -> Purpose | None:
    """None for one that only makes an account, or passes on a seat."""
    return next(filter(None, (find(invitation) for find in finders)), None)
