import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("evidence", "0001_initial")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0001_start"),
        ("groups", "0001_start"),
        ("reviews", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("figure", "Figure"),
                            ("law", "Law"),
                            ("document", "Document"),
                            ("link", "Link"),
                            ("case", "Case, without names"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        default="ru",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "figure",
                    models.CharField(blank=True, max_length=80, verbose_name="figure"),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=3000, verbose_name="what it says"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who says so"
                    ),
                ),
                (
                    "url",
                    models.URLField(blank=True, max_length=500, verbose_name="address"),
                ),
                (
                    "dated_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="of which day"
                    ),
                ),
                (
                    "showing",
                    models.CharField(
                        choices=[
                            ("undecided", "Not decided yet"),
                            ("safe", "May be shown to everybody"),
                            ("kept", "Stays with us"),
                        ],
                        default="undecided",
                        max_length=10,
                        verbose_name="may it be shown?",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="groups.group",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "indexes": [
                    models.Index(fields=["group", "kind"], name="evidence_of_group")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="evidence_has_a_title",
                        violation_error_message="Write a title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "figure"), _negated=True),
                            models.Q(("figure", ""), ("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_figure_has_one",
                        violation_error_message="Write the figure.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "link"), _negated=True),
                            models.Q(("url", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_link_has_an_address",
                        violation_error_message="Write the address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "case"), _negated=True),
                            ("file", None),
                            _connector="OR",
                        ),
                        name="evidence_case_has_no_papers",
                        violation_error_message="A case has no papers: they name people.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("showing", "safe"), _negated=True),
                            models.Q(("source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_shown_has_a_source",
                        violation_error_message="Say whose figure or paper it is before it is shown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""),
                            ("url__regex", "^https?://[^\\s]+$"),
                            _connector="OR",
                        ),
                        name="evidence_address_is_of_the_web",
                        violation_error_message="Write an address that begins with https://",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gift",
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
                ("given_at", models.DateTimeField()),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gifts",
                        to="evidence.evidence",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gifts",
                        to="groups.group",
                    ),
                ),
            ],
            options={
                "verbose_name": "gift",
                "verbose_name_plural": "gifts",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("evidence"),
                        models.F("group"),
                        name="gift_once",
                        violation_error_message="This group has it already.",
                    )
                ],
            },
        ),
    ]
