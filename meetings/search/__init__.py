"""One search over everything that somebody may see, on PostgreSQL's full text as on SQLite's FTS5."""
