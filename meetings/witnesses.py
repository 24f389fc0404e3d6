"""Who adds a source to what is on record, and whose word needs nobody else's."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from meetings.rules import is_host
from meetings.statements import Statement
from organizations.models import Evidence, User
from organizations.rules import current_mandates, oversees


def may_add_source(user: User | AnonymousUser, day: date) -> bool:
    """Whether `user` may name a source for anything: whoever speaks for an organization or oversees all."""
    return oversees(user, day) or (user.is_active and current_mandates(user, day).exists())


def decides_on(user: User | AnonymousUser, statement: Statement, day: date) -> bool:
    """Whether what `user` adds to `statement` stands at once: it is about the own organization or meeting.

    Of everything else the management team decides.
    """
    if oversees(user, day) or is_host(user, statement.meeting, day):
        return True
    own = current_mandates(user, day).filter(organization__in=statement.organizations)
    return user.is_active and own.exists()


def may_withdraw(user: User | AnonymousUser, evidence: Evidence, day: date) -> bool:
    """Whether `user` may take `evidence` back: who added it, and who oversees all."""
    return oversees(user, day) or (evidence.added_by_id is not None and evidence.added_by_id == user.pk)
