import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("factsheets", "0001_initial"),
        ("factsheets", "0002_initial"),
        ("factsheets", "0003_what_was_written_stays"),
        ("factsheets", "0004_factsheet_ready_in"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0001_start"),
        ("groups", "0001_start"),
        ("proposals", "0001_start"),
        ("recommendations", "0001_start"),
        ("reviews", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ask",
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
                ("place", models.PositiveSmallIntegerField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Factsheet",
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
                ("marks", models.JSONField(default=dict, editable=False)),
                (
                    "ready_in",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        default=list,
                        editable=False,
                    ),
                ),
                (
                    "source_language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        default="ru",
                        max_length=2,
                        verbose_name="written first in",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=120, verbose_name="title"),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True, max_length=120, null=True, verbose_name="title"
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(
                        blank=True, max_length=120, null=True, verbose_name="title"
                    ),
                ),
                (
                    "title_ky",
                    models.CharField(
                        blank=True, max_length=120, null=True, verbose_name="title"
                    ),
                ),
                (
                    "key_message",
                    models.TextField(blank=True, verbose_name="key message"),
                ),
                (
                    "key_message_en",
                    models.TextField(blank=True, null=True, verbose_name="key message"),
                ),
                (
                    "key_message_ru",
                    models.TextField(blank=True, null=True, verbose_name="key message"),
                ),
                (
                    "key_message_ky",
                    models.TextField(blank=True, null=True, verbose_name="key message"),
                ),
                (
                    "key_figures",
                    models.TextField(blank=True, verbose_name="figures beside it"),
                ),
                (
                    "key_figures_en",
                    models.TextField(
                        blank=True, null=True, verbose_name="figures beside it"
                    ),
                ),
                (
                    "key_figures_ru",
                    models.TextField(
                        blank=True, null=True, verbose_name="figures beside it"
                    ),
                ),
                (
                    "key_figures_ky",
                    models.TextField(
                        blank=True, null=True, verbose_name="figures beside it"
                    ),
                ),
                (
                    "past_intro",
                    models.TextField(
                        blank=True, verbose_name="what was asked before, in short"
                    ),
                ),
                (
                    "past_intro_en",
                    models.TextField(
                        blank=True,
                        null=True,
                        verbose_name="what was asked before, in short",
                    ),
                ),
                (
                    "past_intro_ru",
                    models.TextField(
                        blank=True,
                        null=True,
                        verbose_name="what was asked before, in short",
                    ),
                ),
                (
                    "past_intro_ky",
                    models.TextField(
                        blank=True,
                        null=True,
                        verbose_name="what was asked before, in short",
                    ),
                ),
                (
                    "chart_title",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="chart: title"
                    ),
                ),
                (
                    "chart_title_en",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="chart: title",
                    ),
                ),
                (
                    "chart_title_ru",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="chart: title",
                    ),
                ),
                (
                    "chart_title_ky",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="chart: title",
                    ),
                ),
                (
                    "chart_lead",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="chart: what it shows"
                    ),
                ),
                (
                    "chart_lead_en",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        null=True,
                        verbose_name="chart: what it shows",
                    ),
                ),
                (
                    "chart_lead_ru",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        null=True,
                        verbose_name="chart: what it shows",
                    ),
                ),
                (
                    "chart_lead_ky",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        null=True,
                        verbose_name="chart: what it shows",
                    ),
                ),
                (
                    "chart_whole",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="chart: the whole bar is",
                    ),
                ),
                (
                    "chart_whole_en",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        null=True,
                        verbose_name="chart: the whole bar is",
                    ),
                ),
                (
                    "chart_whole_ru",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        null=True,
                        verbose_name="chart: the whole bar is",
                    ),
                ),
                (
                    "chart_whole_ky",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        null=True,
                        verbose_name="chart: the whole bar is",
                    ),
                ),
                (
                    "chart_part",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="chart: the dark part is",
                    ),
                ),
                (
                    "chart_part_en",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        null=True,
                        verbose_name="chart: the dark part is",
                    ),
                ),
                (
                    "chart_part_ru",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        null=True,
                        verbose_name="chart: the dark part is",
                    ),
                ),
                (
                    "chart_part_ky",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        null=True,
                        verbose_name="chart: the dark part is",
                    ),
                ),
                (
                    "chart_rows",
                    models.TextField(blank=True, verbose_name="chart: figures"),
                ),
                ("situation", models.TextField(blank=True, verbose_name="situation")),
                (
                    "situation_en",
                    models.TextField(blank=True, null=True, verbose_name="situation"),
                ),
                (
                    "situation_ru",
                    models.TextField(blank=True, null=True, verbose_name="situation"),
                ),
                (
                    "situation_ky",
                    models.TextField(blank=True, null=True, verbose_name="situation"),
                ),
                (
                    "challenges",
                    models.TextField(blank=True, verbose_name="what stands in the way"),
                ),
                (
                    "challenges_en",
                    models.TextField(
                        blank=True, null=True, verbose_name="what stands in the way"
                    ),
                ),
                (
                    "challenges_ru",
                    models.TextField(
                        blank=True, null=True, verbose_name="what stands in the way"
                    ),
                ),
                (
                    "challenges_ky",
                    models.TextField(
                        blank=True, null=True, verbose_name="what stands in the way"
                    ),
                ),
                (
                    "framework",
                    models.TextField(blank=True, verbose_name="national framework"),
                ),
                (
                    "framework_en",
                    models.TextField(
                        blank=True, null=True, verbose_name="national framework"
                    ),
                ),
                (
                    "framework_ru",
                    models.TextField(
                        blank=True, null=True, verbose_name="national framework"
                    ),
                ),
                (
                    "framework_ky",
                    models.TextField(
                        blank=True, null=True, verbose_name="national framework"
                    ),
                ),
                ("contact", models.TextField(blank=True, verbose_name="contact")),
                (
                    "contact_en",
                    models.TextField(blank=True, null=True, verbose_name="contact"),
                ),
                (
                    "contact_ru",
                    models.TextField(blank=True, null=True, verbose_name="contact"),
                ),
                (
                    "contact_ky",
                    models.TextField(blank=True, null=True, verbose_name="contact"),
                ),
                ("sources", models.TextField(blank=True, verbose_name="sources")),
                (
                    "sources_en",
                    models.TextField(blank=True, null=True, verbose_name="sources"),
                ),
                (
                    "sources_ru",
                    models.TextField(blank=True, null=True, verbose_name="sources"),
                ),
                (
                    "sources_ky",
                    models.TextField(blank=True, null=True, verbose_name="sources"),
                ),
                (
                    "shows_legal_notice",
                    models.BooleanField(
                        default=False,
                        verbose_name="show the organisation’s legal notice",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "group",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factsheets",
                        to="groups.group",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "proposals",
                    models.ManyToManyField(
                        related_name="+",
                        through="factsheets.Ask",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factsheets",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "factsheet",
                "verbose_name_plural": "factsheets",
                "indexes": [
                    models.Index(
                        fields=["review", "status"], name="factsheet_of_review"
                    ),
                    models.Index(fields=["group", "status"], name="factsheet_of_group"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
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
                ("number", models.PositiveIntegerField(editable=False)),
                ("content", models.JSONField(editable=False)),
                ("published_at", models.DateTimeField(editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "logo",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "factsheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="factsheets.factsheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("factsheet"),
                        models.F("number"),
                        name="edition_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            ("withdrawn_at__gte", models.F("published_at")),
                            _connector="OR",
                        ),
                        name="edition_withdrawn_after_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChosenRecommendation",
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
                ("place", models.PositiveSmallIntegerField(null=True)),
                (
                    "headline",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="in a few words"
                    ),
                ),
                (
                    "headline_en",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="in a few words",
                    ),
                ),
                (
                    "headline_ru",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="in a few words",
                    ),
                ),
                (
                    "headline_ky",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="in a few words",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, max_length=240, verbose_name="what became of it"
                    ),
                ),
                (
                    "outcome_en",
                    models.CharField(
                        blank=True,
                        max_length=240,
                        null=True,
                        verbose_name="what became of it",
                    ),
                ),
                (
                    "outcome_ru",
                    models.CharField(
                        blank=True,
                        max_length=240,
                        null=True,
                        verbose_name="what became of it",
                    ),
                ),
                (
                    "outcome_ky",
                    models.CharField(
                        blank=True,
                        max_length=240,
                        null=True,
                        verbose_name="what became of it",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("unknown", "Not assessed"),
                            ("none", "Not implemented"),
                            ("part", "Partly implemented"),
                            ("full", "Fully implemented"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="implemented",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "factsheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chosen",
                        to="factsheets.factsheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("factsheet"),
                        models.F("recommendation"),
                        name="chosen_recommendation_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="ask",
            name="factsheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="asks",
                to="factsheets.factsheet",
            ),
        ),
        migrations.CreateModel(
            name="Proof",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Being prepared"),
                            ("ready", "Ready"),
                            ("failed", "Could not be prepared"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("claimed_until", models.DateTimeField(editable=False, null=True)),
                ("rung_at", models.DateTimeField(editable=False, null=True)),
                ("finished_at", models.DateTimeField(editable=False, null=True)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        editable=False,
                        max_length=2,
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("content", models.JSONField(editable=False)),
                (
                    "lines_over",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                (
                    "unprintable",
                    models.CharField(blank=True, editable=False, max_length=100),
                ),
                (
                    "factsheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="factsheets.factsheet",
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
                    "picture",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["due_at"],
                        name="proof_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("claimed_until__isnull", False),
                            _connector="OR",
                        ),
                        name="proof_running_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="proof_ready_has_moment",
                    ),
                    models.UniqueConstraint(
                        models.F("factsheet"),
                        models.F("language"),
                        models.F("digest"),
                        name="proof_once_per_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(
                                ("file__isnull", False), ("picture__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="proof_ready_has_files",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Being prepared"),
                            ("ready", "Ready"),
                            ("failed", "Could not be prepared"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("claimed_until", models.DateTimeField(editable=False, null=True)),
                ("rung_at", models.DateTimeField(editable=False, null=True)),
                ("finished_at", models.DateTimeField(editable=False, null=True)),
                (
                    "languages",
                    models.CharField(
                        choices=[
                            ("en", "en"),
                            ("ru", "ru"),
                            ("ky", "ky"),
                            ("en-ru", "en-ru"),
                        ],
                        editable=False,
                        max_length=5,
                    ),
                ),
                ("address", models.CharField(editable=False, max_length=300)),
                ("design", models.CharField(editable=False, max_length=64)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="factsheets.edition",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["due_at"],
                        name="rendition_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("claimed_until__isnull", False),
                            _connector="OR",
                        ),
                        name="rendition_running_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="rendition_ready_has_moment",
                    ),
                    models.UniqueConstraint(
                        models.F("edition"),
                        models.F("languages"),
                        models.F("design"),
                        name="rendition_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("file__isnull", False),
                            _connector="OR",
                        ),
                        name="rendition_ready_has_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareLink",
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
                    "token_digest",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                ("expires_at", models.DateTimeField(verbose_name="valid until")),
                (
                    "revoked_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="withdrawn at"
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="A word for yourselves, such as the embassy. Not shown to it.",
                        max_length=80,
                        verbose_name="for whom",
                    ),
                ),
                ("is_printed", models.BooleanField(default=False, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="share_links",
                        to="factsheets.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("edition"),
                        condition=models.Q(("is_printed", True), ("revoked_at", None)),
                        name="sharelink_one_printed",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(
                models.F("factsheet"), models.F("proposal"), name="ask_once"
            ),
        ),
    ]
