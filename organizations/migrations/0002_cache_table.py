from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    """The shared cache lives in the database unless CACHE_URL says otherwise; `migrate` alone must be enough."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
