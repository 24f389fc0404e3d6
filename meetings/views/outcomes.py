"""What the organizations agreed at their meetings, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from ifiso.copies import read_once
from ifiso.facets import Facet, Narrowed
from meetings.models import Meeting, Outcome, Session
from meetings.reads.outcomes import standing_endorsements, story_of
from organizations.pages import public_page

STATES = list(Outcome.State)
FACETS = [
    Facet(
        "state",
        _("State"),
        lambda row: [row.state],
        lambda state: str(Outcome.State(state).label),
        lambda state: STATES.index(Outcome.State(state)),
    ),
    Facet("kind", _("Kind"), lambda row: [row.kind], lambda kind: str(Outcome.Kind(kind).label)),
    Facet("organization", _("Organization"), lambda row: row.owners, key=str.casefold),
]


@dataclass(frozen=True)
class Row:
    """An outcome as far as the filters ask; `owners` are acronyms."""

    pk: int
    state: str
    kind: str
    owners: Sequence[str]

    @property
    def is_settled(self) -> bool:
        return self.state not in Outcome.OPEN


def with_contexts(outcomes):
    """The outcomes with all that their lines tell; a draft session or meeting is left out."""
    return outcomes.select_related("meeting", "source").prefetch_related(
        "owners", Prefetch("session", Session.objects.public()), Prefetch("due_meeting", Meeting.objects.published())
    )


@read_once
def rows() -> Sequence[Row]:
    """Every public outcome, those that are open first, then by meeting, the newest first."""
    owners: dict[int, list[str]] = {}
    for outcome, acronym in Outcome.owners.through.objects.values_list("outcome_id", "organization__acronym"):
        owners.setdefault(outcome, []).append(acronym)
    newest_first = Outcome.objects.public().order_by("-meeting__year", "-meeting__starts_on", "meeting__season", "pk")
    known = newest_first.values_list("pk", "state", "kind")
    return sorted((Row(*row, owners.get(row[0], ())) for row in known), key=lambda row: row.is_settled)


@public_page
def outcomes(request: HttpRequest) -> HttpResponse:
    narrowed = Narrowed(rows(), FACETS, request.GET)
    page = narrowed.page(request.GET.get("page"))
    found = with_contexts(Outcome.objects.public()).in_bulk([row.pk for row in page])
    shown = [found[row.pk] for row in page]
    context = {
        "menus": narrowed.useful_menus,
        "narrowed": bool(narrowed.asked),
        "page": page,
        "open": [outcome for outcome in shown if outcome.is_open],
        "settled": [outcome for outcome in shown if not outcome.is_open],
    }
    return render(request, "meetings/outcomes.html", context)


@public_page
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(with_contexts(Outcome.objects.public()), pk=pk)
    others = Outcome.objects.filter(meeting=shown.meeting).exclude(pk=shown.pk).order_by("pk")
    context = {
        "outcome": shown,
        "story": story_of(shown),
        "supporters": [endorsement.organization for endorsement in standing_endorsements(shown)],
        "others": others,
    }
    return render(request, "meetings/outcome.html", context)
