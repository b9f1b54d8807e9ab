from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, TextField
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import Opening
from comments.models.subjects import HasSubject, kinds_that
from core.lexemes import Lexemes
from core.models import UUIDModel
from reviews.models import Review

COMMENT_AT_MOST = 4000
QUOTE_AT_MOST = 300
ANCHOR_AT_MOST = 400


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the subject: whoever may still see it sees what is said of it."""
        if not user.is_authenticated:
            return self.none()
        kinds = [
            Q(
                subject_label=model._meta.label_lower,
                subject_id__in=model._default_manager.visible_to(user).values("pk"),
            )
            for model in kinds_that("comment")
        ]
        return self.filter(reduce(or_, kinds, Q(pk__in=[])))

    def about(self, subject):
        return self.filter(
            subject_label=subject._meta.label_lower, subject_id=subject.pk
        )

    def begun_with(self, opening: Opening):
        """Those that the holder of this link began: all that the link shows."""
        return self.filter(comments__number=1, comments__guest=opening)

    def begun_by(self, user):
        """Those that the person began."""
        return self.filter(comments__number=1, comments__author=user)

    def open(self):
        return self.filter(resolved_at=None)

    def in_order(self):
        """Open ones first, each kind as it came."""
        return self.order_by(F("resolved_at").asc(nulls_first=True), "opened_at", "pk")


class Thread(HasSubject, UUIDModel):
    """What is said about one place of something that people write.

    The place is a block, and within it two positions that move with the text.
    The quote is what stood there: it stays when the place is gone.
    """

    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    review = models.ForeignKey(Review, models.PROTECT, related_name="+")
    block = models.CharField(max_length=24, blank=True)
    anchor_start = models.CharField(max_length=ANCHOR_AT_MOST, blank=True)
    anchor_end = models.CharField(max_length=ANCHOR_AT_MOST, blank=True)
    quote = models.CharField(max_length=QUOTE_AT_MOST, blank=True)
    opened_at = models.DateTimeField()
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Raised by everything that is done to it: who resolves says what she has read.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        constraints = [
            models.CheckConstraint(
                condition=Q(anchor_start="", anchor_end="")
                | (~Q(anchor_start="") & ~Q(anchor_end="")),
                name="thread_place_has_two_ends",
                violation_error_message=_("The place in the text cannot be read."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="thread_resolved_by_somebody",
                violation_error_message=_("Somebody settles a thread, at a moment."),
            ),
        ]
        indexes = [
            models.Index(fields=["subject_label", "subject_id"], name="thread_subject"),
            models.Index(
                fields=["assigned_to", "review"],
                condition=Q(resolved_at=None),
                name="thread_assigned",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    def get_absolute_url(self):
        subject = self.subject()
        address = subject.get_absolute_url() if subject else "/"
        return f"{address}#c-{self.pk}"

    @property
    def neutral_name(self):
        return _("A comment")

    @property
    def is_open(self):
        return self.resolved_at is None


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(thread__in=Thread.objects.visible_to(user).values("pk"))

    def in_order(self):
        return self.order_by("number", "pk")


class Unnamed(Func):
    """What was said, without whom it mentions."""

    output_field = TextField()
    template = r"regexp_replace(%(expressions)s, '@\{[^}]*\}', '@…', 'g')"


class Comment(UUIDModel):
    """What one person said, a member or the holder of a link.

    A person who is mentioned stands in the body as `@{id}`: each reader is told
    the name that she may know (`comments.mentions`).
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField()  # in its thread; the first one began it
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    guest = models.ForeignKey(Opening, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    body = models.TextField(_("comment"), max_length=COMMENT_AT_MOST, blank=True)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint("thread", "number", name="comment_once_in_order"),
            models.CheckConstraint(
                condition=Q(author__isnull=False, guest=None)
                | Q(author=None, guest__isnull=False),
                name="comment_by_a_person_or_a_guest",
                violation_error_message=_("A comment has one author."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) & ~Q(body="")
                | Q(removed_at__isnull=False, body=""),
                name="comment_says_something_until_removed",
                violation_error_message=_("Write something."),
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), COMMENT_AT_MOST),
                name="comment_is_not_too_long",
                violation_error_message=_("A comment has 4,000 characters at most."),
            ),
        ]
        indexes = [
            models.Index(fields=["guest", "written_at"], name="comment_of_guest"),
            GinIndex(
                Lexemes(Unnamed("body")), name="comment_by_words", fastupdate=False
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    def get_absolute_url(self):
        return self.thread.get_absolute_url()

    @property
    def neutral_name(self):
        return _("A comment")


class Mention(models.Model):
    """Somebody is named in a comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("comment", "user", name="mention_once")]

    def __str__(self):
        return f"#{self.pk}"
