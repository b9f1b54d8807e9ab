from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("audit", "0001_initial")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("verb", models.CharField(max_length=60)),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("review_id", models.UUIDField(null=True)),
                ("group_id", models.UUIDField(null=True)),
                ("actor_id", models.UUIDField(null=True)),
                ("via", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(
                        fields=["subject_label", "subject_id"], name="entry_subject"
                    ),
                    models.Index(fields=["review_id", "-at"], name="entry_review"),
                    models.Index(fields=["group_id", "-at"], name="entry_group"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verb__regex", "^[a-z_]+\\.[a-z_]+$")),
                        name="entry_verb_is_namespaced",
                    )
                ],
            },
        ),
    ]
