"""Small archives for tests: a folder with every file that the loader wants, empty but for the rows given."""

import csv

from ifiso.archive.tables import TABLES

SOURCE = {"code": "letter", "title": "A letter", "place": "A drawer"}
ESN = {"slug": "esn", "acronym": "ESN", "name": "Erasmus Student Network", "city": "Brussels", "country_code": "BE"}
LISBON = {
    "slug": "autumn-2016",
    "kind": "forum",
    "season": "autumn",
    "year": "2016",
    "city": "Lisbon",
    "country_code": "PT",
    "time_zone": "Europe/Lisbon",
    "all_attendance_known": "no",
}
OPEN_MEMBERSHIP = {"organization": "esn", "period": "1", "ended": "no", "evidence_is_attendance": "yes"}


def write_archive(folder, **rows):
    """Write rows (cells by column) under the tables' names; tables that are not named get their header only."""
    for table in TABLES:
        if table.is_folder:
            (folder / table.name).mkdir(exist_ok=True)
            continue
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows.get(table.name, []))
    return folder
