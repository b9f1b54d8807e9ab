from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0002_initial"),
        ("groups", "0002_roadmaps_and_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inbox",
            fields=[],
            options={
                "verbose_name": "inbox",
                "verbose_name_plural": "inboxes",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("groups.group",),
        ),
    ]
