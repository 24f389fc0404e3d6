"""Agendas in the making, their releases, offers, feeds and imports."""

from tests.table.rows import Row

ROWS: list[Row] = []
