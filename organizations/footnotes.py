"""What further sources say about the statements of a page, read once and only if the page has statements at all."""

from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.functional import cached_property

from ifiso.copies import read_once
from organizations.models import Evidence

Known = dict[tuple[str, int], list[Evidence]]


class FurtherSources:
    """What was accepted beside a row, by its model's label and its key. A number that differs is a row of its own."""

    @cached_property
    def _known(self) -> Known:
        return accepted()

    def of(self, label: str, pk: int) -> Sequence[Evidence]:
        return self._known.get((label, pk), ())


@read_once
def accepted() -> Known:
    known: Known = defaultdict(list)
    for evidence in Evidence.objects.accepted().filter(value=None).select_related("source"):
        known[evidence.target_type, evidence.target_id].append(evidence)
    return known


def further_sources(request: HttpRequest) -> dict[str, FurtherSources]:
    """Context processor for the tag `also`."""
    return {"further_sources": FurtherSources()}
