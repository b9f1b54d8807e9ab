import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("consultations", "0001_initial"),
        ("consultations", "0002_initial"),
        ("consultations", "0003_inbox"),
        ("consultations", "0004_lines_as_they_are_shown"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalogue", "0001_start"),
        ("core", "0001_start"),
        ("evidence", "0001_start"),
        ("groups", "0001_start"),
        ("reviews", "0001_start"),
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
        migrations.CreateModel(
            name="Event",
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
                            ("consultation", "Regional consultation"),
                            ("group_meeting", "Group meeting"),
                            ("training", "Training"),
                            ("webinar", "Webinar"),
                            ("peer_exchange", "Peer exchange with another coalition"),
                            ("pre_session", "Pre-session"),
                            ("embassy_seminar", "Seminar for embassies"),
                            ("mid_term", "Mid-term briefing"),
                            ("institution", "Meeting with an institution"),
                        ],
                        default="consultation",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        default="ru",
                        editable=False,
                        max_length=2,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("online", "Online"),
                            ("hybrid", "In person and online"),
                        ],
                        default="in_person",
                        max_length=10,
                        verbose_name="mode",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "begins_at",
                    models.TimeField(blank=True, null=True, verbose_name="begins at"),
                ),
                (
                    "zone",
                    models.CharField(
                        default="Asia/Bishkek", max_length=40, verbose_name="time zone"
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
                        blank=True,
                        default=list,
                        verbose_name="languages spoken",
                    ),
                ),
                (
                    "materials_due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="materials are published by"
                    ),
                ),
                (
                    "recording_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="recording"
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True, max_length=5000, verbose_name="what happened"
                    ),
                ),
                (
                    "notes_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        editable=False,
                        max_length=2,
                    ),
                ),
                (
                    "total",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="people in all"
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        related_name="events",
                        to="groups.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events_held",
                        to="groups.group",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "indexes": [
                    models.Index(fields=["review", "starts_on"], name="event_of_review")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="event_has_a_title",
                        violation_error_message="Write what the meeting is called.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="event_ends_after_it_begins",
                        violation_error_message="It cannot end before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("materials_due_on", None),
                            ("materials_due_on__lte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="event_materials_come_before",
                        violation_error_message="Materials are published before the meeting begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recording_url", ""),
                            ("recording_url__regex", "^https?://[^\\s]+$"),
                            _connector="OR",
                        ),
                        name="event_recording_is_of_the_web",
                        violation_error_message="Write an address that begins with https://",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributionLink",
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
                    models.CharField(max_length=80, verbose_name="what it is for"),
                ),
                (
                    "takes_photos",
                    models.BooleanField(
                        default=False, verbose_name="photos may be added"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="groups.group",
                        verbose_name="read by these groups",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
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
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contribution_links",
                        to="reviews.review",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contribution_links",
                        to="consultations.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "address for contributions",
                "verbose_name_plural": "addresses for contributions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("event", None), ("region", None), _connector="OR"
                        ),
                        name="contributionlink_of_a_meeting_or_a_region",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True),
                        name="contributionlink_says_what_for",
                        violation_error_message="Say what it is for.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Facilitation",
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facilitations",
                        to="consultations.event",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facilitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("event"),
                        models.F("user"),
                        name="facilitation_once",
                        violation_error_message="This person facilitates it already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                    "said_in",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        default="ky",
                        editable=False,
                        max_length=2,
                    ),
                ),
                (
                    "text_en",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="English"
                    ),
                ),
                (
                    "text_ru",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="Russian"
                    ),
                ),
                (
                    "text_ky",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="Kyrgyz"
                    ),
                ),
                ("change_en", models.TextField(blank=True, max_length=1000)),
                ("change_ru", models.TextField(blank=True, max_length=1000)),
                ("change_ky", models.TextField(blank=True, max_length=1000)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("open", "May be quoted publicly"),
                            ("coalition", "For the coalition"),
                            ("group", "For the groups it was given to"),
                            ("confidential", "For their rapporteurs alone"),
                        ],
                        default="group",
                        max_length=12,
                        verbose_name="who may know it",
                    ),
                ),
                ("entered_at", models.DateTimeField(editable=False)),
                (
                    "client_key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("is_by_a_minor", models.BooleanField(default=False, editable=False)),
                ("aside_at", models.DateTimeField(editable=False, null=True)),
                (
                    "aside_reason",
                    models.CharField(blank=True, editable=False, max_length=500),
                ),
                (
                    "aside_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        editable=False,
                        max_length=2,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="consultations.event",
                    ),
                ),
                (
                    "evidence",
                    models.ManyToManyField(
                        blank=True,
                        related_name="findings",
                        to="evidence.evidence",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.group",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="consultations.contributionlink",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="consultations.finding",
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="reviews.review",
                    ),
                ),
                (
                    "terms",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="catalogue.term",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "indexes": [
                    models.Index(
                        fields=["review", "-entered_at"], name="finding_of_review"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text_en", ""),
                            ("text_ky", ""),
                            ("text_ru", ""),
                            _negated=True,
                        ),
                        name="finding_says_something",
                        violation_error_message="Write what is wrong.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entered_by__isnull", False),
                            ("link__isnull", False),
                            _connector="OR",
                        ),
                        name="finding_came_in_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_is_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aside_at", None), ("aside_reason", "")),
                            models.Q(
                                ("aside_at__isnull", False),
                                models.Q(("aside_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finding_set_aside_says_why",
                        violation_error_message="Write why. Whoever said it reads it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
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
                ("text", models.CharField(max_length=500, verbose_name="question")),
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
                ("asked_at", models.DateTimeField(editable=False)),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="answer"
                    ),
                ),
                (
                    "answer_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        editable=False,
                        max_length=2,
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.group",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enquiries",
                        to="consultations.finding",
                    ),
                ),
            ],
            options={
                "verbose_name": "question back",
                "verbose_name_plural": "questions back",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="enquiry_asks_something",
                        violation_error_message="Write the question.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_answered_at_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Code",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "event",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="code",
                        to="consultations.event",
                    ),
                ),
                (
                    "finding",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="code",
                        to="consultations.finding",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event__isnull", False), ("finding", None)),
                            models.Q(("event", None), ("finding__isnull", False)),
                            _connector="OR",
                        ),
                        name="code_of_a_finding_or_a_meeting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Headcount",
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
                    "dimension",
                    models.CharField(
                        choices=[
                            ("gender", "Women and men"),
                            ("region", "Regions"),
                            ("newcomer", "Newcomers"),
                            ("organisation", "Where they come from"),
                            ("age", "Age"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.CharField(max_length=20)),
                ("count", models.PositiveIntegerField(verbose_name="how many")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="headcounts",
                        to="consultations.event",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("event"),
                        models.F("dimension"),
                        models.F("value"),
                        name="headcount_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__lte", 100000)),
                        name="headcount_is_of_this_world",
                        violation_error_message="That is more than a meeting can hold.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True),
                        name="headcount_of_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
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
                            ("guide", "Guide"),
                            ("template", "Template"),
                            ("agenda", "Agenda"),
                            ("page", "Page to read"),
                            ("recording", "Recording"),
                        ],
                        default="guide",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="title, English"
                    ),
                ),
                (
                    "title_ru",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="title, Russian"
                    ),
                ),
                (
                    "title_ky",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="title, Kyrgyz"
                    ),
                ),
                (
                    "text_en",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="text, English"
                    ),
                ),
                (
                    "text_ru",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="text, Russian"
                    ),
                ),
                (
                    "text_ky",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="text, Kyrgyz"
                    ),
                ),
                (
                    "url",
                    models.URLField(blank=True, max_length=500, verbose_name="address"),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="to be published by"
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "event",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="consultations.event",
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
                        verbose_name="who prepares it",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "material",
                "verbose_name_plural": "materials",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("title_en", ""),
                            ("title_ky", ""),
                            ("title_ru", ""),
                            _negated=True,
                        ),
                        name="material_has_a_title",
                        violation_error_message="Write the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""),
                            ("url__regex", "^https?://[^\\s]+$"),
                            _connector="OR",
                        ),
                        name="material_address_is_of_the_web",
                        violation_error_message="Write an address that begins with https://",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MaterialFile",
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
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="consultations.material",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("material"),
                        models.F("language"),
                        name="materialfile_once_per_language",
                        violation_error_message="There is a file in this language already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="consultations.finding",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                            ("to_ask", "To be asked at the meeting"),
                            ("beforehand", "Asked beforehand"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="question")),
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
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=3000, verbose_name="answer"
                    ),
                ),
                (
                    "answer_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        editable=False,
                        max_length=2,
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="consultations.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="question_asks_something",
                        violation_error_message="Write the question.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="question_answered_at_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionalContact",
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
                ("shown_as", models.CharField(max_length=80, verbose_name="called")),
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
                        related_name="contacts",
                        to="reviews.review",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who helps",
                    ),
                ),
            ],
            options={
                "verbose_name": "who helps in a region",
                "verbose_name_plural": "who helps in the regions",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("review"),
                        models.F("region"),
                        name="regionalcontact_once",
                        nulls_distinct=False,
                        violation_error_message="Somebody helps in this region already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shown_as", ""), _negated=True),
                        name="regionalcontact_is_called_something",
                        violation_error_message="Write how this person is called there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpRequest",
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
                    "text",
                    models.TextField(max_length=1000, verbose_name="what you need"),
                ),
                ("asked_at", models.DateTimeField(editable=False)),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="answer"
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="consultations.regionalcontact",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for help",
                "verbose_name_plural": "requests for help",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="helprequest_asks_something",
                        violation_error_message="Write what you need.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Route",
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
                            ("sent", "Waits to be read"),
                            ("read", "Read"),
                            ("taken", "Taken up"),
                            ("aside", "Set aside"),
                        ],
                        default="sent",
                        max_length=6,
                    ),
                ),
                ("routed_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "reason_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routes",
                        to="consultations.finding",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes",
                        to="groups.group",
                    ),
                ),
                (
                    "routed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["group", "state"], name="route_of_group")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("finding"),
                        models.F("group"),
                        name="route_once",
                        violation_error_message="The group has it already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at", None), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("read_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="route_read_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "aside"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "aside"), _negated=True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="route_set_aside_says_why",
                        violation_error_message="Write why. Whoever said it reads it.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="groups",
            field=models.ManyToManyField(
                related_name="findings",
                through="consultations.Route",
                to="groups.group",
            ),
        ),
        migrations.CreateModel(
            name="ShownLine",
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
                    "dimension",
                    models.CharField(
                        choices=[
                            ("gender", "Women and men"),
                            ("region", "Regions"),
                            ("newcomer", "Newcomers"),
                            ("organisation", "Where they come from"),
                            ("age", "Age"),
                        ],
                        max_length=12,
                    ),
                ),
                ("numbers", models.JSONField()),
                ("is_shown", models.BooleanField(default=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_lines",
                        to="consultations.event",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("event"), models.F("dimension"), name="shownline_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tabled",
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
                ("order", models.PositiveSmallIntegerField()),
                ("text_en", models.TextField(blank=True)),
                ("text_ru", models.TextField(blank=True)),
                ("text_ky", models.TextField(blank=True)),
                ("tabled_at", models.DateTimeField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tabled",
                        to="consultations.event",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tabled",
                        to="consultations.finding",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("event", "order"),
                        name="tabled_in_order",
                    ),
                    models.UniqueConstraint(
                        models.F("event"),
                        models.F("finding"),
                        name="tabled_finding_once",
                        violation_error_message="It is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("order__range", (1, 12))),
                        name="tabled_twelve_at_most",
                        violation_error_message="A meeting takes up to twelve.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text_en", ""),
                            ("text_ky", ""),
                            ("text_ru", ""),
                            _negated=True,
                        ),
                        name="tabled_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reaction",
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
                    "answer",
                    models.CharField(
                        choices=[
                            ("true", "True here"),
                            ("not", "Not so here"),
                            ("different", "Different here"),
                        ],
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=1)),
                (
                    "remark",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="in one line"
                    ),
                ),
                (
                    "remark_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("ru", "Russian"),
                            ("ky", "Kyrgyz"),
                        ],
                        max_length=2,
                    ),
                ),
                ("client_key", models.UUIDField(null=True)),
                ("reacted_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tabled",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reactions",
                        to="consultations.tabled",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tabled"),
                        models.F("client_key"),
                        name="reaction_once_per_phone",
                    ),
                    models.UniqueConstraint(
                        models.F("tabled"),
                        models.F("answer"),
                        condition=models.Q(("client_key", None)),
                        name="reaction_hands_once_per_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("client_key", None), ("entered_by__isnull", False)
                            ),
                            models.Q(
                                ("client_key__isnull", False),
                                ("count", 1),
                                ("entered_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="reaction_by_hands_or_by_phone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aim",
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
                    "dimension",
                    models.CharField(
                        choices=[
                            ("gender", "Women and men"),
                            ("region", "Regions"),
                            ("newcomer", "Newcomers"),
                            ("organisation", "Where they come from"),
                            ("age", "Age"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.CharField(max_length=20)),
                (
                    "percent",
                    models.PositiveSmallIntegerField(verbose_name="at least, per cent"),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aims",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("review"),
                        models.F("dimension"),
                        models.F("value"),
                        name="aim_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__range", (1, 100))),
                        name="aim_is_a_share",
                        violation_error_message="Write a share from 1 to 100 per cent.",
                    ),
                ],
            },
        ),
    ]
