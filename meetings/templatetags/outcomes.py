"""What lists of outcomes tell."""

from django import template

from meetings.models import Outcome
from meetings.reads.outcomes import open_for
from organizations.clock import today

register = template.Library()


@register.filter
def age(outcome: Outcome) -> str:
    """For how long it has been open, in words; empty for what is settled or new. Its meeting is read."""
    return open_for(outcome, today())
