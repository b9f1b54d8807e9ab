import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("reviews", "0001_initial"),
        ("reviews", "0002_dates_and_rules"),
        ("reviews", "0003_the_whole_chain"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalogue", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleSet",
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
                    "cycle",
                    models.PositiveSmallIntegerField(unique=True, verbose_name="cycle"),
                ),
            ],
            options={
                "verbose_name": "rules of a cycle",
                "verbose_name_plural": "rules of the cycles",
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                (
                    "session",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="session"
                    ),
                ),
                (
                    "is_projected",
                    models.BooleanField(
                        default=True, verbose_name="date not confirmed"
                    ),
                ),
                (
                    "coalition_name_en",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="coalition, English"
                    ),
                ),
                (
                    "coalition_name_ru",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="coalition, Russian"
                    ),
                ),
                (
                    "coalition_name_ky",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="coalition, Kyrgyz"
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail for diplomats"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        verbose_name="telephone for diplomats",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="public page is open",
                    ),
                ),
                (
                    "may_be_indexed",
                    models.BooleanField(
                        default=False,
                        verbose_name="search engines may find the public page",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalogue.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cycle__gte", 1)),
                        name="review_cycle_from_one",
                        violation_error_message="Cycles are counted from 1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                            ("consultations", "Regional consultations"),
                            ("window_opens", "The UN takes submissions from"),
                            ("translation", "Translations are ready"),
                            ("sign_on", "The list of members closes"),
                            ("own_cut_off", "Our own cut-off"),
                            ("window_closes", "The UN takes submissions until"),
                            ("national_report", "The State hands in its report"),
                            ("factsheets", "Factsheets are ready"),
                            ("training", "Training for whoever speaks to diplomats"),
                            ("materials", "Materials go out"),
                            ("in_country", "In-country pre-session"),
                            ("embassies", "Seminar for embassies"),
                            ("application", "Application for the Geneva pre-session"),
                            ("statement", "Text of our statement goes to UPR Info"),
                            ("pre_session", "Pre-session"),
                            ("un_documents", "The UN’s documents are published"),
                            ("questions", "States send their questions"),
                            ("review", "The review in the Working Group"),
                            ("report", "The Working Group adopts its report"),
                            ("addendum", "The State answers what it left open"),
                            ("adoption", "The outcome is adopted"),
                            ("letter", "Letter of the High Commissioner"),
                            ("mid_term", "Mid-term report"),
                            ("briefing", "Mid-term briefing"),
                            ("next_cycle", "The next cycle’s review"),
                            ("other", "Another date"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=120, verbose_name="called"),
                ),
                ("due", models.DateTimeField(verbose_name="when")),
                (
                    "zone",
                    models.CharField(
                        default="Europe/Zurich", max_length=40, verbose_name="time zone"
                    ),
                ),
                (
                    "is_projected",
                    models.BooleanField(
                        default=False, verbose_name="date not confirmed"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where it is said"
                    ),
                ),
                ("is_counted", models.BooleanField(default=False, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "done_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="done"
                    ),
                ),
                (
                    "hours_before",
                    models.PositiveSmallIntegerField(editable=False, null=True),
                ),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who watches it",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "date",
                "verbose_name_plural": "dates",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("review"),
                        models.F("kind"),
                        condition=models.Q(("kind", "other"), _negated=True),
                        name="milestone_once_per_review",
                        violation_error_message="This date is there already. Change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "other"), ("name", ""), _negated=True
                        ),
                        name="milestone_other_has_a_name",
                        violation_error_message="Say what happens on this date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_before", None),
                            ("kind", "own_cut_off"),
                            _connector="OR",
                        ),
                        name="milestone_counted_back_is_our_cut_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(
                                ("done_at__isnull", False), ("done_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="milestone_done_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinator"),
                            ("adviser", "Adviser"),
                            ("facilitator", "Facilitator"),
                            ("translator", "Translator"),
                            ("member", "Member of a group"),
                            ("institution", "Partner institution"),
                        ],
                        max_length=15,
                        verbose_name="role",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalogue.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="reviews.review",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("review"),
                        models.F("user"),
                        models.F("role"),
                        name="role_once_per_review",
                        violation_error_message="This person already has this role.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("region", None), ("role", "facilitator"), _connector="OR"
                        ),
                        name="role_region_for_facilitators",
                        violation_error_message="Only a facilitator has a region.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleInvitation",
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
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
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
                        verbose_name="language of the letter",
                    ),
                ),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinator"),
                            ("adviser", "Adviser"),
                            ("facilitator", "Facilitator"),
                            ("translator", "Translator"),
                        ],
                        max_length=15,
                        verbose_name="role",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalogue.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="reviews.review",
                    ),
                ),
                (
                    "used_by",
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
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["due_at"],
                        name="roleinvitation_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("claimed_until__isnull", False),
                            _connector="OR",
                        ),
                        name="roleinvitation_running_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="roleinvitation_ready_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("used_at", None), ("used_by", None)),
                            models.Q(
                                ("used_at__isnull", False), ("used_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="roleinvitation_used_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("joint_words", "Words of a joint submission, at most"),
                            ("single_words", "Words of one organisation’s, at most"),
                            ("uncounted", "Not counted"),
                            ("formats", "Kind of file"),
                            ("languages", "Languages that are read"),
                            ("preferred", "Languages that are preferred"),
                            ("warn_at", "Warn at, per cent of the limit"),
                            ("own_cut_off", "Our own cut-off, hours before the UN’s"),
                        ],
                        max_length=15,
                        verbose_name="rule",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number"
                    ),
                ),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        verbose_name="words",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated by the source"),
                            ("inferred", "follows from the source"),
                            ("general", "usual; no source was found"),
                            ("ours", "our own custom"),
                        ],
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("checked_on", models.DateField(verbose_name="looked up on")),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="reviews.ruleset",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule",
                "verbose_name_plural": "rules",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("rule_set"),
                        models.F("kind"),
                        name="rule_once_in_a_set",
                        violation_error_message="This rule is there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("items", []), ("number__gt", 0)),
                            models.Q(("items__len__gt", 0), ("number", None)),
                            _connector="OR",
                        ),
                        name="rule_is_a_number_or_words",
                        violation_error_message="A rule is a number or some words.",
                    ),
                ],
            },
        ),
    ]
