from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    """So that `migrate` alone prepares a database. Existing tables are kept."""
    call_command(
        "createcachetable",
        "core_cache",
        database=schema_editor.connection.alias,
        verbosity=0,
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0001_start")]

    operations = [
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
