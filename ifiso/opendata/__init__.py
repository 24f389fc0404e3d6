"""The public registry as tables: one CSV and one JSON file each, with schemas, and the way back from them.

tables.py says which rows and which fields are public, columns.py how a field is written and read, schema.py describes
both in the words of Table Schema and JSON Schema. writing.py makes the folder; reading.py finds its faults, loading.py
brings it into an empty registry.
"""
