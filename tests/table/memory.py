"""What meetings leave behind: reports, documents, photos, outcomes."""

from tests.table.rows import Row

ROWS: list[Row] = []
