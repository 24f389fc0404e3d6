"""An outcome's story: how it came up, each step since, and for how long it has been waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from meetings.models import Endorsement, Outcome


@dataclass(frozen=True)
class Step:
    """From `day` on it was in this state; `note` and `party` are empty where the registry only knows that much."""

    day: date
    state: str
    entered: bool = False
    note: str = ""
    party: str = ""

    @property
    def state_label(self) -> str:
        return str(Outcome.State(self.state).label)


def story_of(outcome: Outcome) -> list[Step]:
    """Each step, oldest first. Organizations speak in it; which person wrote is nobody's business."""
    written = list(outcome.updates.select_related("organization"))
    rows = outcome.history.order_by("history_date", "history_id").values_list("history_date", "state")
    steps: list[Step] = []
    for changed_at, state in rows:
        recorded_only = not written or changed_at < written[0].at
        if recorded_only and (not steps or steps[-1].state != state):
            steps.append(Step(changed_at.date(), state, entered=not steps))
    return steps + [
        Step(update.at.date(), update.state, note=update.note, party=str(update.organization or ""))
        for update in written
    ]


def standing_endorsements(outcome: Outcome) -> Sequence[Endorsement]:
    """Those that were not taken back."""
    return outcome.endorsements.filter(until=None).select_related("organization").order_by("organization__acronym")


def open_for(outcome: Outcome, day: date) -> str:
    """`open for 3 years`, counted from its meeting; empty for what is settled, or came up this month."""
    if not outcome.is_open:
        return ""
    known = outcome.meeting.ends_on or outcome.meeting.starts_on
    since = known.latest if known else date(outcome.meeting.year, 12, 31)
    months = (day.year - since.year) * 12 + day.month - since.month
    if months < 1:
        return ""
    if months < 12:
        return ngettext("open for a month", "open for %(count)d months", months) % {"count": months}
    return ngettext("open for a year", "open for %(count)d years", months // 12) % {"count": months // 12}
