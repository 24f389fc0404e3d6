"""The forum's researched past as reviewable text files, and what brings them into the database.

tables.py says which file fills which model, columns.py how a cell becomes a field; reading.py and checking.py find
every fault before anything is written; merging.py brings the lines together with what people have edited since.
"""

from pathlib import Path

DATA = Path(__file__).parent / "data"
