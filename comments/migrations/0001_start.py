import comments.models.subjects
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("comments", "0001_initial"), ("comments", "0002_feedback")]

    initial = True

    dependencies = [
        ("accounts", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("groups", "0001_start"),
        ("reviews", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
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
                ("block", models.CharField(blank=True, max_length=24)),
                ("anchor_start", models.CharField(blank=True, max_length=400)),
                ("anchor_end", models.CharField(blank=True, max_length=400)),
                ("quote", models.CharField(blank=True, max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "assigned_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
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
                "verbose_name": "thread",
                "verbose_name_plural": "threads",
                "indexes": [
                    models.Index(
                        fields=["subject_label", "subject_id"], name="thread_subject"
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at", None)),
                        fields=["assigned_to", "review"],
                        name="thread_assigned",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("anchor_end", ""), ("anchor_start", "")),
                            models.Q(
                                models.Q(("anchor_start", ""), _negated=True),
                                models.Q(("anchor_end", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="thread_place_has_two_ends",
                        violation_error_message="The place in the text cannot be read.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at", None), ("resolved_by", None)),
                            models.Q(
                                ("resolved_at__isnull", False),
                                ("resolved_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="thread_resolved_by_somebody",
                        violation_error_message="Somebody settles a thread, at a moment.",
                    ),
                ],
            },
            bases=(comments.models.subjects.HasSubject, models.Model),
        ),
        migrations.CreateModel(
            name="Comment",
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
                (
                    "body",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="comment"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
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
                    "guest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.opening",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="comments.thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "indexes": [
                    models.Index(
                        fields=["guest", "written_at"], name="comment_of_guest"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("thread"),
                        models.F("number"),
                        name="comment_once_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author__isnull", False), ("guest", None)),
                            models.Q(("author", None), ("guest__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_by_a_person_or_a_guest",
                        violation_error_message="A comment has one author.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("removed_at", None),
                                models.Q(("body", ""), _negated=True),
                            ),
                            models.Q(("body", ""), ("removed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_says_something_until_removed",
                        violation_error_message="Write something.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("body"), 4000
                        ),
                        name="comment_is_not_too_long",
                        violation_error_message="A comment has 4,000 characters at most.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackRequest",
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
                ("question", models.TextField(max_length=500, verbose_name="question")),
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
                ("due_on", models.DateField(verbose_name="by when")),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("answered", "Answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fine", "Fine as it is"),
                            ("points", "Up to three points"),
                            ("comments", "Comments beside the text"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=400),
                        default=list,
                        editable=False,
                    ),
                ),
                (
                    "points_language",
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
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "openings",
                    models.ManyToManyField(related_name="+", to="accounts.opening"),
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
                "verbose_name": "request for feedback",
                "verbose_name_plural": "requests for feedback",
                "indexes": [
                    models.Index(
                        fields=["subject_label", "subject_id"],
                        name="feedbackrequest_subject",
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["due_on"],
                        name="feedbackrequest_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True),
                        name="feedbackrequest_asks_something",
                        violation_error_message="Write what you want to know.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adviser", None), ("group", None), _connector="OR"
                        ),
                        name="feedbackrequest_of_one",
                        violation_error_message="Ask one at a time.",
                    ),
                    models.UniqueConstraint(
                        models.F("subject_label"),
                        models.F("subject_id"),
                        models.F("adviser"),
                        condition=models.Q(("state", "waiting")),
                        name="feedbackrequest_adviser_once",
                        violation_error_message="This adviser has been asked already and has not answered yet.",
                    ),
                    models.UniqueConstraint(
                        models.F("subject_label"),
                        models.F("subject_id"),
                        models.F("group"),
                        condition=models.Q(("state", "waiting")),
                        name="feedbackrequest_group_once",
                        violation_error_message="This group has been asked already and has not answered yet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state", "answered"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="feedbackrequest_answered_at_a_moment",
                        violation_error_message="An answer has a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            ("withdrawn_at__isnull", False),
                            _connector="OR",
                        ),
                        name="feedbackrequest_withdrawn_at_a_moment",
                        violation_error_message="A withdrawal has a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", "points"), ("points__len__range", (1, 3))
                            ),
                            models.Q(
                                models.Q(("answer", "points"), _negated=True),
                                ("points__len", 0),
                            ),
                            _connector="OR",
                        ),
                        name="feedbackrequest_one_to_three_points",
                        violation_error_message="Write one to three points.",
                    ),
                ],
            },
            bases=(comments.models.subjects.HasSubject, models.Model),
        ),
        migrations.CreateModel(
            name="Mention",
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
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="comments.comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("comment"), models.F("user"), name="mention_once"
                    )
                ],
            },
        ),
    ]
