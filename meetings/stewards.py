"""Who looks after an outcome: the organizations that own it, through whoever speaks for them by then."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from meetings.models import Meeting, Outcome
from meetings.rules import is_host, may_run
from organizations.models import Organization, User
from organizations.rules import current_mandates, oversees, seat_is_empty


def may_record_outcome(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` writes down what was agreed at `meeting`: its host, or who stands in for it."""
    return may_run(user, meeting, day)


def owners_spoken_for(user: User | AnonymousUser, outcome: Outcome, day: date) -> list[Organization]:
    """The owners for which `user` may say what became of `outcome`."""
    if not user.is_active:
        return []
    mandates = current_mandates(user, day).filter(organization__in=outcome.owners.all())
    return list(dict.fromkeys(mandate.organization for mandate in mandates.order_by("organization__acronym")))


def may_update_outcome(user: User | AnonymousUser, outcome: Outcome, day: date) -> bool:
    """Whether `user` may move `outcome` on: its owners, its host, and where no owner has a liaison who oversees all."""
    if owners_spoken_for(user, outcome, day) or is_host(user, outcome.meeting, day):
        return True
    return oversees(user, day) and all(seat_is_empty(owner, day) for owner in outcome.owners.all())


def may_name_owners(user: User | AnonymousUser, outcome: Outcome, day: date) -> bool:
    """Whether `user` says which organization looks after it next: its host, and who oversees all."""
    return is_host(user, outcome.meeting, day) or oversees(user, day)


def supporters_spoken_for(user: User | AnonymousUser, outcome: Outcome, day: date) -> list[Organization]:
    """The member organizations, not owners, whose support for `outcome` is for `user` to give or take back."""
    if not user.is_active:
        return []
    members = Organization.objects.members_on(day)
    mandates = current_mandates(user, day).filter(organization__in=members)
    others = mandates.exclude(organization__in=outcome.owners.all()).order_by("organization__acronym")
    return list(dict.fromkeys(mandate.organization for mandate in others))


def may_work_on_outcome(user: User | AnonymousUser, outcome: Outcome, day: date) -> bool:
    """Whether there is anything for `user` to do about `outcome`."""
    return may_update_outcome(user, outcome, day) or bool(supporters_spoken_for(user, outcome, day))
