from django.db import migrations

# PostgreSQL otherwise takes apart the words of every row anew whenever a query finds a large part of them.
POSTGRESQL = (
    "DROP INDEX IF EXISTS meetings_search_gin",
    """ALTER TABLE meetings_searchentry
        ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED""",
    # Entries are written many at once by a task: nobody waits, so that no list of pending ones need slow down readers.
    "CREATE INDEX meetings_search_vectors ON meetings_searchentry USING gin (vector) WITH (fastupdate = off)",
)
BACK = (
    "ALTER TABLE meetings_searchentry DROP COLUMN vector",
    "CREATE INDEX meetings_search_gin ON meetings_searchentry USING gin (to_tsvector('simple', words))",
)


def keep_vectors(apps, schema_editor):
    run(schema_editor, POSTGRESQL)


def drop_vectors(apps, schema_editor):
    run(schema_editor, BACK)


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_imported_posts"),
    ]

    operations = [
        migrations.RunPython(keep_vectors, drop_vectors),
    ]
