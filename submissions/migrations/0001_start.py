import core.crypto
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("submissions", "0001_initial"),
        ("submissions", "0003_length_and_parts"),
        ("submissions", "0004_stages_and_sign_on"),
        ("submissions", "0005_filing"),
        ("submissions", "0006_printouts_and_imports"),
        ("submissions", "0007_translations"),
        ("submissions", "0008_citations"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("consultations", "0001_start"),
        ("core", "0001_start"),
        ("evidence", "0001_start"),
        ("groups", "0001_start"),
        ("proposals", "0001_start"),
        ("recommendations", "0001_start"),
        ("reviews", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Participation",
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="groups.group",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignOn",
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
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                        verbose_name="language of its page",
                    ),
                ),
                ("contact", core.crypto.SealedField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Has not answered"),
                            ("yes", "Agrees"),
                            ("no", "Does not sign"),
                            ("withdrawn", "Has withdrawn"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "naming",
                    models.CharField(
                        choices=[
                            ("named", "Named in every file"),
                            ("unnamed", "Named in no file"),
                            ("hidden", "Known to coordinators only"),
                        ],
                        default="unnamed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("asked_number", models.PositiveIntegerField(editable=False)),
                ("asked_at", models.DateTimeField(editable=False)),
                ("reminded_at", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ons",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-on",
                "verbose_name_plural": "sign-ons",
            },
        ),
        migrations.CreateModel(
            name="SignOnAnswer",
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
                            ("yes", "Agreed"),
                            ("no", "Did not sign"),
                            ("withdrawn", "Withdrew"),
                            ("wrong", "Said that this was wrong"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "naming",
                    models.CharField(
                        choices=[
                            ("named", "Named in every file"),
                            ("unnamed", "Named in no file"),
                            ("hidden", "Known to coordinators only"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "signed_name",
                    models.CharField(blank=True, max_length=120, verbose_name="name"),
                ),
                (
                    "signed_function",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="function"
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="reason"
                    ),
                ),
                ("wording_number", models.PositiveIntegerField()),
                ("wording_digest", models.CharField(blank=True, max_length=64)),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("link", "by its link"),
                            ("phone", "by phone"),
                            ("paper", "on paper"),
                            ("chat", "in a chat"),
                        ],
                        default="link",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sign_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="submissions.signon",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "yes"), _negated=True),
                            models.Q(("signed_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="signonanswer_yes_is_signed",
                        violation_error_message="Write who signs.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("via", "link"),
                            ("recorded_by__isnull", False),
                            _connector="OR",
                        ),
                        name="signonanswer_recorded_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="signon",
            name="last_answer",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="submissions.signonanswer",
            ),
        ),
        migrations.CreateModel(
            name="SignOnLetter",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("again", "Again"),
                            ("reminder", "Reminder"),
                            ("recorded", "Recorded"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "sign_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="submissions.signon",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["due_at"],
                        name="signonletter_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("claimed_until__isnull", False),
                            _connector="OR",
                        ),
                        name="signonletter_running_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="signonletter_ready_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOnLink",
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sign_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="submissions.signon",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Submission",
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
                    "title_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="title, English"
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="title, Russian"
                    ),
                ),
                (
                    "title_ky",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="title, Kyrgyz"
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
                        verbose_name="language it is written in",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("en", "English"),
                                ("ru", "Russian"),
                                ("ky", "Kyrgyz"),
                            ],
                            max_length=2,
                        ),
                        verbose_name="working languages",
                    ),
                ),
                (
                    "is_joint",
                    models.BooleanField(
                        default=True,
                        help_text="The UN reads more words of it.",
                        verbose_name="two or more organisations hand it in",
                    ),
                ),
                (
                    "word_budget",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Left empty, as many as the UN reads.",
                        null=True,
                        verbose_name="words at most",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("drafting", "Drafting"),
                            ("review", "Review"),
                            ("sign_on", "Sign-on"),
                            ("frozen", "Frozen"),
                            ("filed", "Filed"),
                        ],
                        default="drafting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("staged_at", models.DateTimeField(editable=False, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        related_name="submissions",
                        through="submissions.Participation",
                        to="groups.group",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("title_en", ""),
                            ("title_ky", ""),
                            ("title_ru", ""),
                            _negated=True,
                        ),
                        name="submission_has_a_title",
                        violation_error_message="Write the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("languages__contained_by", ["en", "ru", "ky"])
                        ),
                        name="submission_languages_are_known",
                        violation_error_message="Choose from the languages that are offered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("languages__contains", [models.F("source_language")])
                        ),
                        name="submission_written_in_its_languages",
                        violation_error_message="The language it is written in is one of its languages.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageChange",
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
                    "before",
                    models.CharField(
                        choices=[
                            ("drafting", "Drafting"),
                            ("review", "Review"),
                            ("sign_on", "Sign-on"),
                            ("frozen", "Frozen"),
                            ("filed", "Filed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("drafting", "Drafting"),
                            ("review", "Review"),
                            ("sign_on", "Sign-on"),
                            ("frozen", "Frozen"),
                            ("filed", "Filed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "reason",
                    models.TextField(blank=True, max_length=500, verbose_name="reason"),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stage_changes",
                        to="submissions.submission",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before", models.F("after")), _negated=True
                        ),
                        name="stagechange_changes_something",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="signon",
            name="submission",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sign_ons",
                to="submissions.submission",
            ),
        ),
        migrations.CreateModel(
            name="Section",
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
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="place"),
                ),
                (
                    "depth",
                    models.PositiveSmallIntegerField(default=1, verbose_name="level"),
                ),
                (
                    "heading_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="heading, English"
                    ),
                ),
                (
                    "heading_ru",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="heading, Russian"
                    ),
                ),
                (
                    "heading_ky",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="heading, Kyrgyz"
                    ),
                ),
                (
                    "guidance_en",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="what belongs here, English",
                    ),
                ),
                (
                    "guidance_ru",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="what belongs here, Russian",
                    ),
                ),
                (
                    "guidance_ky",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="what belongs here, Kyrgyz",
                    ),
                ),
                (
                    "word_budget",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="words at most"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("members", "Who hands it in"),
                            ("summary", "Summary, key words"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="what it is for the UN",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("empty", "Empty"),
                            ("drafting", "Being written"),
                            ("ready", "Ready to be read"),
                            ("agreed", "Agreed"),
                        ],
                        default="empty",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.group",
                        verbose_name="group that writes it",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who answers for it",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="submissions.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "indexes": [
                    models.Index(
                        fields=["submission", "order"], name="section_in_order"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heading_en", ""),
                            ("heading_ky", ""),
                            ("heading_ru", ""),
                            _negated=True,
                        ),
                        name="section_has_a_heading",
                        violation_error_message="Write the heading in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("depth__gte", 1), ("depth__lte", 3)),
                        name="section_depth_from_one_to_three",
                        violation_error_message="Headings have three levels.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Printout",
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
                        max_length=2,
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("content", models.JSONField(editable=False)),
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
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printouts",
                        to="submissions.submission",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["due_at"],
                        name="printout_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("claimed_until__isnull", False),
                            _connector="OR",
                        ),
                        name="printout_running_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="printout_ready_has_moment",
                    ),
                    models.UniqueConstraint(
                        models.F("submission"),
                        models.F("language"),
                        models.F("digest"),
                        name="printout_once_per_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("file__isnull", False),
                            _connector="OR",
                        ),
                        name="printout_ready_has_file",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="participation",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="submissions.submission",
            ),
        ),
        migrations.CreateModel(
            name="Filing",
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
                    "user_name",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="user name there"
                    ),
                ),
                (
                    "filed_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="when it was sent"
                    ),
                ),
                ("window_closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "receipt_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the receipt"
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filing",
                        to="submissions.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "filing",
                "verbose_name_plural": "filings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("filed_at", None),
                                ("filed_by", None),
                                ("receipt", None),
                                ("receipt_number", ""),
                                ("window_closed_at", None),
                            ),
                            models.Q(
                                ("filed_at__isnull", False), ("filed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="filing_filed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user_name__contains", "@"), _negated=True),
                        name="filing_user_name_is_no_address",
                        violation_error_message="Write the user name, not an e-mail address.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Text",
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
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("epoch", models.PositiveIntegerField(default=1, editable=False)),
                ("head", models.PositiveBigIntegerField(default=0, editable=False)),
                (
                    "compacted",
                    models.PositiveBigIntegerField(default=0, editable=False),
                ),
                ("copied", models.PositiveBigIntegerField(default=0, editable=False)),
                ("size", models.PositiveBigIntegerField(default=2, editable=False)),
                ("snapshot", models.BinaryField(default=b"\x00\x00")),
                ("state_vector", models.BinaryField(default=b"\x00")),
                ("document", models.JSONField(default=dict, editable=False)),
                ("plain", models.TextField(blank=True, editable=False)),
                ("word_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "footnote_words",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                ("behind", models.PositiveIntegerField(editable=False, null=True)),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "contributors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="submissions.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "text",
                "verbose_name_plural": "texts",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("section"),
                        models.F("language"),
                        name="text_once_per_language",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("compacted__lte", models.F("head")),
                            ("copied__lte", models.F("head")),
                        ),
                        name="text_copies_nothing_unwritten",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                    "also",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("rejected", "Not taken"),
                            ("gone", "Taken back"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("suggested_at", models.DateTimeField()),
                ("block", models.CharField(blank=True, max_length=24)),
                ("inserted", models.TextField(blank=True)),
                ("deleted", models.TextField(blank=True)),
                (
                    "note",
                    models.CharField(blank=True, max_length=500, verbose_name="why"),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="submissions.text",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["text", "suggested_at"],
                        name="suggestion_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["accepted", "rejected"]), _negated=True
                            ),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="suggestion_decided_at_a_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
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
                ("window", models.CharField(max_length=16)),
                ("block", models.CharField(blank=True, max_length=24)),
                ("seen_at", models.DateTimeField()),
                ("typed_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="submissions.text",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("text", "user", "window"),
                        name="presence_once_per_window",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hand",
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
                ("client", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hands",
                        to="submissions.text",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("text"), models.F("client"), name="hand_once_in_a_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyJob",
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
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copy_jobs",
                        to="submissions.text",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["due_at"],
                        name="copyjob_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("claimed_until__isnull", False),
                            _connector="OR",
                        ),
                        name="copyjob_running_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="copyjob_ready_has_moment",
                    ),
                    models.UniqueConstraint(
                        models.F("text"),
                        condition=models.Q(("state", "waiting")),
                        name="copyjob_waits_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
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
                ("cited_at", models.DateTimeField()),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.evidence",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.finding",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="submissions.text",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence__isnull", True),
                                ("finding__isnull", False),
                                ("proposal__isnull", True),
                                ("recommendation__isnull", True),
                            ),
                            models.Q(
                                ("evidence__isnull", False),
                                ("finding__isnull", True),
                                ("proposal__isnull", True),
                                ("recommendation__isnull", True),
                            ),
                            models.Q(
                                ("evidence__isnull", True),
                                ("finding__isnull", True),
                                ("proposal__isnull", False),
                                ("recommendation__isnull", True),
                            ),
                            models.Q(
                                ("evidence__isnull", True),
                                ("finding__isnull", True),
                                ("proposal__isnull", True),
                                ("recommendation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="citation_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        fields=(
                            "text",
                            "finding",
                            "evidence",
                            "proposal",
                            "recommendation",
                        ),
                        name="citation_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Twin",
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
                ("source_block", models.CharField(max_length=24)),
                ("block", models.CharField(max_length=24)),
                ("source_digest", models.CharField(blank=True, max_length=16)),
                ("is_agreed", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="twins",
                        to="submissions.text",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("text"),
                        models.F("source_block"),
                        name="twin_once_for_a_source",
                    ),
                    models.UniqueConstraint(
                        models.F("text"), models.F("block"), name="twin_says_one_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Update",
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
                ("seq", models.PositiveBigIntegerField()),
                ("data", models.BinaryField()),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("typed", "Typed"),
                            ("suggested", "Suggested"),
                            ("decided", "Decided"),
                            ("restored", "Restored"),
                            ("imported", "Imported"),
                            ("translated", "Translated"),
                        ],
                        default="typed",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="submissions.text",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("text"),
                        models.F("seq"),
                        name="update_once_in_sequence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
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
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("named", "Kept by a person"),
                            ("status", "The section changed its status"),
                            ("daily", "The day's work"),
                            ("before", "Before a large change"),
                        ],
                        default="named",
                        max_length=10,
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the version"
                    ),
                ),
                ("document", models.JSONField()),
                ("word_count", models.PositiveIntegerField(default=0)),
                ("head", models.PositiveBigIntegerField()),
                ("kept_at", models.DateTimeField()),
                (
                    "authors",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="submissions.text",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("text"),
                        models.F("number"),
                        name="version_numbered_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
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
                ("number", models.PositiveIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                    ),
                ),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("word_count", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("emptied_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed_wordings",
                        to="submissions.submission",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("submission"),
                        models.F("number"),
                        models.F("language"),
                        name="wording_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="wording_digest_is_sha256",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenFile",
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
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                    ),
                ),
                ("words", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="frozen_files",
                        to="submissions.submission",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="submissions.wording",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("submission"),
                        models.F("language"),
                        name="frozenfile_once_per_language",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FiledFile",
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
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("words", models.PositiveIntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="submissions.filing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("filing"),
                        models.F("language"),
                        name="filedfile_once_per_language",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="filedfile_digest_is_sha256",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingCheck",
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
                            ("account", "There is an account"),
                            ("two", "Two people can enter"),
                            ("reset", "A new password was tried out"),
                            ("contact", "The contact is right"),
                            ("members", "The members’ list is ready"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="submissions.filing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who sees to it",
                    ),
                ),
                (
                    "second_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="the second person who can enter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("filing"), models.F("kind"), name="filingcheck_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                ("person__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="filingcheck_done_has_a_person",
                        violation_error_message="Say who sees to it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", False),
                                ("kind", "two"),
                                _negated=True,
                            ),
                            models.Q(
                                ("second_person__isnull", False),
                                models.Q(
                                    ("second_person", models.F("person")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="filingcheck_two_are_two",
                        violation_error_message="Name two different people.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="signon",
            index=models.Index(
                fields=["submission", "state"], name="signon_of_submission"
            ),
        ),
        migrations.AddConstraint(
            model_name="signon",
            constraint=models.UniqueConstraint(
                models.F("submission"),
                models.F("organisation"),
                name="signon_once",
                violation_error_message="This organisation is asked already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "asked"), ("last_answer__isnull", False), _connector="OR"
                ),
                name="signon_state_has_an_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                models.F("submission"),
                models.F("group"),
                name="participation_once",
                violation_error_message="This group takes part already.",
            ),
        ),
    ]
