from django.db import migrations


class Migration(migrations.Migration):
    """Who has a text open is written every few seconds and lost in a crash without
    harm: its table need not go through PostgreSQL's log."""

    dependencies = [("submissions", "0001_start")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE submissions_presence SET UNLOGGED",
            "ALTER TABLE submissions_presence SET LOGGED",
        )
    ]
