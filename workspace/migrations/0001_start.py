import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
import workspace.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("workspace", "0001_initial")]

    initial = True

    dependencies = [
        ("accounts", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("groups", "0001_start"),
        ("reviews", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Packet",
            fields=[
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                (
                    "source_language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                        verbose_name="from",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                        verbose_name="into",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="by when")),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.group",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opening",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.opening",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation packet",
                "verbose_name_plural": "translation packets",
                "indexes": [
                    models.Index(fields=["review", "due_on"], name="packet_of_review")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("language", models.F("source_language")), _negated=True
                        ),
                        name="packet_has_two_languages",
                        violation_error_message="Choose two different languages.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PacketItem",
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
                ("order", models.PositiveSmallIntegerField()),
                (
                    "code",
                    models.CharField(
                        default=workspace.models.new_code, max_length=10, unique=True
                    ),
                ),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("block", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=30)),
                ("source_text", models.TextField()),
                ("source_digest", models.CharField(max_length=16)),
                ("target_text", models.TextField(blank=True)),
                ("words", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits"),
                            ("asks", "Asks you"),
                            ("done", "In review"),
                            ("gone", "Taken out"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True, editable=False)),
                ("offered", models.TextField(blank=True, editable=False)),
                ("saved_at", models.DateTimeField(editable=False, null=True)),
                (
                    "packet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="workspace.packet",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["subject_id"],
                        name="packetitem_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("packet"),
                        models.F("order"),
                        name="packetitem_in_order",
                    ),
                    models.UniqueConstraint(
                        fields=("packet", "subject_label", "subject_id", "block"),
                        name="packetitem_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_text", ""), _negated=True),
                        name="packetitem_has_a_source",
                    ),
                ],
            },
        ),
    ]
