"""When the registry last changed what it publishes, as its history tells."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Model

# What a feed says of something whose changes nobody noted.
BEGINNING = datetime(1993, 1, 1, tzinfo=UTC)


class Changed(NamedTuple):
    """When something was changed last, and how often since it was entered."""

    at: datetime
    times: int


def last_changes(model: type[Model], rows: Iterable[Model]) -> dict[int, Changed]:
    """By primary key, for those of `rows` whose `model` has noted anything; one query."""
    noted = model.history.filter(id__in=[row.pk for row in rows]).values_list("id")  # type: ignore[attr-defined]
    counted = noted.annotate(Max("history_date"), Count("history_id")).order_by()
    return {pk: Changed(at, count - 1) for pk, at, count in counted}
