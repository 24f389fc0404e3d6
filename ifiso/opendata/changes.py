"""When public rows were changed, and what state outcomes were in: what feeds, calendars and stories tell."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from ifiso.opendata.columns import column
from meetings.models import Outcome

NAME = "changes"
ABOUT = "When rows of other tables were entered and changed; of outcomes with the state since then."
COLUMNS = [
    column(models.CharField(name="table", max_length=50)),
    column(models.PositiveBigIntegerField(name="row")),
    column(models.DateTimeField(name="at")),
    column(models.CharField(name="state", max_length=20, blank=True)),
]


def changes_of(name: str, model: type[models.Model], known: set[int]) -> Iterator[dict[str, Any]]:
    """The noted changes of the `known` rows, each row's in their order."""
    noted = model.history.order_by("id", "history_date", "history_id")  # type: ignore[attr-defined]
    for row, at, state in noted.values_list("id", "history_date", "state").iterator():
        if row in known:
            yield {"table": name, "row": row, "at": at, "state": state if model is Outcome else ""}
