"""One registration as the host reads it: how it stands, what was told, and what has happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ifiso.moments import in_words
from meetings.actions.registrations import free_places
from meetings.models import Answer, Delegate, Logistics
from meetings.reads.lists import answer_in_words
from meetings.reads.registered import Gap, Unanswered, gaps
from organizations.models import Activity

SHOWN_DEEDS = 40
DEEDS = {
    "registered": _("Registered"),
    "promoted": _("Got a place"),
    "refused": _("Turned down"),
    "withdrew": _("Withdrew"),
    "replaced": _("Handed the place on"),
    "ranked": _("Ranked by the organization"),
    "changed the data of": _("Data changed"),
    "changed the kind of": _("Kind changed"),
    "changed the logistics of": _("Logistics changed"),
    "gave consent": _("Gave a consent"),
    "withdrew consent": _("Withdrew a consent"),
    "erased": _("Erased"),
}


@dataclass(frozen=True)
class Deed:
    what: str | Promise
    when: str
    who: str
    why: str


@dataclass(frozen=True)
class Dossier:
    """Of `delegate`, who comes with the meeting and the delegation's party; moments are in words, of its zone."""

    delegate: Delegate
    now: datetime
    with_logistics: bool

    @cached_property
    def logistics(self) -> Logistics | None:
        """None where nothing was told, and where the reader may not know."""
        return Logistics.objects.filter(delegate=self.delegate).first() if self.with_logistics else None

    @cached_property
    def gaps(self) -> list[Gap]:
        unanswered = Unanswered(self.delegate.meeting, self.now) if self.with_logistics else None
        return gaps(self.delegate, self.logistics, unanswered)

    @cached_property
    def answers(self) -> Sequence[tuple[str, str | int]]:
        """Each question of the host with this person's answer; empty for none."""
        if not self.with_logistics:
            return []
        given = dict(Answer.objects.filter(delegate=self.delegate).values_list("question_id", "value"))
        return [(one.text, answer_in_words(given.get(one.pk))) for one in self.delegate.meeting.questions.all()]

    @cached_property
    def story(self) -> list[Deed]:
        about = Activity.objects.filter(target_type=Delegate._meta.label_lower, target_id=str(self.delegate.pk))
        return [
            Deed(
                DEEDS.get(deed.verb, deed.verb.capitalize()),
                in_words(deed.at, self.delegate.meeting.zone),
                str(deed.actor) if deed.actor else "",
                str(deed.detail.get("reason", "")),
            )
            for deed in about.select_related("actor").order_by("pk")[:SHOWN_DEEDS]
        ]

    @property
    def arrival(self) -> str:
        return self.moment("arrives_at")

    @property
    def departure(self) -> str:
        return self.moment("departs_at")

    def moment(self, name: str) -> str:
        moment = getattr(self.logistics, name, None)
        return in_words(moment, self.delegate.meeting.zone) if moment else ""

    @property
    def registered(self) -> str:
        return in_words(self.delegate.registered_at, self.delegate.meeting.zone)

    @property
    def is_active(self) -> bool:
        return self.delegate.state in Delegate.ACTIVE

    @property
    def may_get_a_place(self) -> bool:
        return self.delegate.state == Delegate.State.WAITING

    @cached_property
    def is_full(self) -> bool:
        return free_places(self.delegate.meeting) == 0
