from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Opening
from comments.models.subjects import HasSubject, kinds_that
from core.models import UUIDModel
from groups.models import Group
from reviews.models import Review

QUESTION_AT_MOST = 500
POINT_AT_MOST = 400
POINTS_AT_MOST = 3


class FeedbackRequestQuerySet(models.QuerySet):
    def asked_of(self, user):
        """Those that are open to the person because she was asked. A request that
        was withdrawn, or whose opening ended with her role, is not."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Exists(_current_openings().filter(opening__user=user)))

    def visible_to(self, user):
        """Who was asked; and those who work on what it is about."""
        if not user.is_authenticated:
            return self.none()
        ours = [
            Q(
                subject_label=model._meta.label_lower,
                subject_id__in=model._default_manager.worked_on_by(user).values("pk"),
            )
            for model in kinds_that("ask")
        ]
        asked = Q(pk__in=FeedbackRequest.objects.asked_of(user).values("pk"))
        return self.filter(reduce(or_, ours, asked))

    def about(self, subject):
        return self.filter(
            subject_label=subject._meta.label_lower, subject_id=subject.pk
        )

    def opened_with(self, opening: Opening):
        """The one for which a guest's link was made."""
        return self.filter(openings=opening)

    def waiting(self):
        return self.filter(state=FeedbackRequest.State.WAITING)

    def with_openness(self):
        """Says in `is_open` whether anybody can still answer."""
        return self.annotate(is_open=Exists(_current_openings()))

    def by_due_day(self):
        return self.order_by("due_on", "asked_at", "pk")

    def newest_first(self):
        return self.order_by("-asked_at", "pk")


def _current_openings():
    return FeedbackRequest.openings.through.objects.filter(
        feedbackrequest=OuterRef("pk"),
        opening__withdrawn_at=None,
        opening__until__gt=Now(),
    )


class FeedbackRequest(HasSubject, UUIDModel):
    """Somebody outside is asked what she thinks of something that people write: an
    adviser, another group, or a guest by link.

    It opens exactly that, to be read and commented on, until it is withdrawn. Of a
    group each present rapporteur may answer; the first answer is the group's.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a request", "Waiting")
        ANSWERED = "answered", pgettext_lazy("state of a request", "Answered")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a request", "Withdrawn")

    class Answer(models.TextChoices):
        FINE = "fine", _("Fine as it is")
        POINTS = "points", _("Up to three points")
        COMMENTS = "comments", _("Comments beside the text")

    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    review = models.ForeignKey(Review, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # An adviser or a group; neither: a guest, whose link says for whom it is.
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    openings = models.ManyToManyField(Opening, related_name="+")
    question = models.TextField(_("question"), max_length=QUESTION_AT_MOST)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    due_on = models.DateField(_("by when"))
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=State, default=State.WAITING, editable=False
    )
    answer = models.CharField(max_length=10, choices=Answer, blank=True, editable=False)
    points = ArrayField(
        models.CharField(max_length=POINT_AT_MOST), default=list, editable=False
    )
    points_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True, editable=False
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    # Also of one that was answered: it opens nothing any more.
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for feedback")
        verbose_name_plural = _("requests for feedback")
        constraints = [
            models.CheckConstraint(
                condition=~Q(question=""),
                name="feedbackrequest_asks_something",
                violation_error_message=_("Write what you want to know."),
            ),
            models.CheckConstraint(
                condition=Q(adviser=None) | Q(group=None),
                name="feedbackrequest_of_one",
                violation_error_message=_("Ask one at a time."),
            ),
            models.UniqueConstraint(
                "subject_label",
                "subject_id",
                "adviser",
                condition=Q(state="waiting"),
                name="feedbackrequest_adviser_once",
                violation_error_message=_(
                    "This adviser has been asked already and has not answered yet."
                ),
            ),
            models.UniqueConstraint(
                "subject_label",
                "subject_id",
                "group",
                condition=Q(state="waiting"),
                name="feedbackrequest_group_once",
                violation_error_message=_(
                    "This group has been asked already and has not answered yet."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state="answered") & Q(answered_at=None, answer=""),
                name="feedbackrequest_answered_at_a_moment",
                violation_error_message=_("An answer has a moment."),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
                name="feedbackrequest_withdrawn_at_a_moment",
                violation_error_message=_("A withdrawal has a moment."),
            ),
            models.CheckConstraint(
                condition=Q(answer="points", points__len__range=(1, POINTS_AT_MOST))
                | ~Q(answer="points") & Q(points__len=0),
                name="feedbackrequest_one_to_three_points",
                violation_error_message=_("Write one to three points."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject_label", "subject_id"], name="feedbackrequest_subject"
            ),
            models.Index(
                fields=["due_on"],
                condition=Q(state="waiting"),
                name="feedbackrequest_due",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self):
        return reverse("comments:feedback", args=[self.review_id, self.pk])

    @property
    def neutral_name(self):
        return _("A request for feedback")

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_answered(self):
        return self.state == self.State.ANSWERED
