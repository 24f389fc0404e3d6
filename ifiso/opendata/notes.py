"""What stands beside the tables for people: how to read them, and what may be done with them."""

README = """# The data of the IFISO registry

Every table is here twice: as CSV for spreadsheets and as JSON for programs, one row a line in both.

- `datapackage.json` describes all CSV files in the terms of Data Package and Table Schema (datapackage.org): types,
  keys, and which column names rows of which table. `schemas/` holds a JSON Schema for each JSON file.
- `id` is the number of the row in the registry. Other tables name a row by its `slug` or `code` where it has one, else
  by its `id`; several names in one cell are separated by `;`.
- Dates are as precise as their source: `2014`, `2014-04` or `2014-04-17`. Moments are in UTC. An empty cell is unknown.
- Sources contradict one another; every figure says which one it rests on.
- A text that a spreadsheet would take for a formula has an apostrophe in front in CSV, and none in JSON.
- `files/` holds logos, photos, pictures and documents, under the paths that stand in the tables.
- Nobody is named: people who agreed to be listed can take that back from the registry, but not from a copy.
- `is_demo` marks what was invented for a demo.

`manage.py load_archive --data DIR` brings these files back into an empty registry.
"""

LICENCE = """The tables, as a collection of facts and of short texts, are offered by the Informal Forum of International
Student Organizations under the Creative Commons Attribution 4.0 International licence (CC BY 4.0):
https://creativecommons.org/licenses/by/4.0/

Name as their source: IFISO registry, and the day of the export that stands in datapackage.json.

Not covered are logos, photos, documents, and reports that were first published elsewhere (those with an address in the
column `origin`): they belong to the organizations and people who made them. Ask them before you publish these anew.
"""
