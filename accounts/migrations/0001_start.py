import core.crypto
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_openings"),
        ("accounts", "0003_openings_through"),
        ("accounts", "0004_sealed_contact"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("catalogue", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
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
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        max_length=254, unique=True, verbose_name="e-mail"
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="name")),
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
                    "time_zone",
                    models.CharField(
                        default="Asia/Bishkek", max_length=40, verbose_name="time zone"
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(default=True, verbose_name="may sign in"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, verbose_name="keeps the catalogue"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="user_email_once",
                        violation_error_message="This e-mail address is already used.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("full_name", ""), _negated=True),
                        name="user_has_a_name",
                        violation_error_message="Write the name of the person.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
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
                    "link_digest",
                    models.CharField(max_length=64, null=True, unique=True),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="for whom"
                    ),
                ),
                ("through_id", models.UUIDField(editable=False, null=True)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("read", "May read"),
                            ("comment", "May read and comment"),
                        ],
                        default="read",
                        max_length=10,
                    ),
                ),
                ("until", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["user", "subject_label", "subject_id"],
                        name="opening_of_user",
                    ),
                    models.Index(
                        condition=models.Q(("through_id__isnull", False)),
                        fields=["through_id"],
                        name="opening_through",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link_digest__isnull", False), ("user", None)),
                            models.Q(("link_digest", None), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="opening_for_a_person_or_a_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("link_digest", None),
                            models.Q(("label", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opening_by_link_says_for_whom",
                        violation_error_message="Say for whom the link is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                            ("cso", "Civil society organisation"),
                            ("coalition", "Coalition"),
                            ("nhri", "National human rights institution"),
                            ("npm", "National preventive mechanism"),
                            ("embassy", "Embassy"),
                            ("mission", "Permanent Mission"),
                            ("igo", "Intergovernmental organisation"),
                        ],
                        default="cso",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="name, English"
                    ),
                ),
                (
                    "name_ru",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="name, Russian"
                    ),
                ),
                (
                    "name_ky",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="name, Kyrgyz"
                    ),
                ),
                (
                    "founded_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="exists since"
                    ),
                ),
                (
                    "dissolved_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="existed until"
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
                        max_length=10,
                        verbose_name="how it is named",
                    ),
                ),
                ("sealed_contact", core.crypto.SealedField(null=True)),
                (
                    "legal_notice_en",
                    models.TextField(blank=True, verbose_name="legal notice, English"),
                ),
                (
                    "legal_notice_ru",
                    models.TextField(blank=True, verbose_name="legal notice, Russian"),
                ),
                (
                    "legal_notice_ky",
                    models.TextField(blank=True, verbose_name="legal notice, Kyrgyz"),
                ),
                (
                    "covers",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="catalogue.state"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalogue.region",
                    ),
                ),
                (
                    "speaks_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.state",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en", ""),
                            ("name_ky", ""),
                            ("name_ru", ""),
                            _negated=True,
                        ),
                        name="organisation_has_a_name",
                        violation_error_message="Write the name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dissolved_on", None),
                            ("founded_on", None),
                            ("dissolved_on__gte", models.F("founded_on")),
                            _connector="OR",
                        ),
                        name="organisation_ends_after_it_begins",
                        violation_error_message="The last day cannot be before the first one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PasswordLetter",
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
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
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
                        name="passwordletter_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("claimed_until__isnull", False),
                            _connector="OR",
                        ),
                        name="passwordletter_running_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="passwordletter_ready_has_moment",
                    ),
                ],
            },
        ),
    ]
