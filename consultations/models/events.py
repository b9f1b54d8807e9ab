"""Meetings of every kind share one shape."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Region
from core.models import UUIDModel
from core.words import Worded
from groups.models import Group, Membership, is_open_to
from reviews.models import Review, Role

TITLE_AT_MOST = 160
QUESTION_AT_MOST = 500
BISHKEK = "Asia/Bishkek"
SPOKEN = {  # within a sentence: Russian and Kyrgyz write them small
    "en": pgettext_lazy("a language in a list", "English"),
    "ru": pgettext_lazy("a language in a list", "Russian"),
    "ky": pgettext_lazy("a language in a list", "Kyrgyz"),
}


def unwalled(field: str) -> Q:
    """The group in this field is none, or neither confidential nor an institution:
    the rest of the coalition may know what it does."""
    return Q((field, None)) | Q(
        (f"{field}__is_confidential", False),
        (f"{field}__kind", Group.Kind.THEMATIC),
    )


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody on the coalition's side knows of its meetings, but for those
        that a confidential group or an institution holds: its members know. Says in
        `is_open` whether the person sees what was counted: whoever facilitates it,
        those to whom its host is open, and where nobody hosts it the coordinators."""
        if not user.is_authenticated:
            return self.none()
        inside = Role.objects.filter(user=user, role__in=Role.INSIDE).values("review")
        return self._with_parts_of(user).filter(
            Q(review__in=inside) & unwalled("host")
            | Q(is_hosted=True)
            | Q(is_facilitated=True)
        )

    def open_to(self, user):
        """Those whose numbers, report and leaders the person sees; she knows of them
        all."""
        if not user.is_authenticated:
            return self.none()
        return self._with_parts_of(user).filter(is_open=True)

    def _with_parts_of(self, user):
        """Meetings of her reviews, with the part that she has in each. Named in
        conditions alone, but for `is_open`: each is said once in the statement."""
        led = Role.objects.filter(
            user=user, review=OuterRef("review"), role=Role.Kind.COORDINATOR
        )
        facilitates = Facilitation.objects.of(user).filter(event=OuterRef("pk"))
        return (
            self.alias(
                is_hosted=is_open_to(user, "host_id"),
                is_facilitated=Exists(facilitates),
                is_led=Exists(led),
            )
            .annotate(
                is_open=Q(is_hosted=True)
                | Q(is_facilitated=True)
                | Q(is_led=True, host=None)
            )
            .filter(review__in=Review.objects.visible_to(user))
        )

    def organised_by(self, user):
        """Those at which the person may do what `consultations.organise_event` says:
        open to her, and she does not only read along in the group that holds it."""
        writers = [Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER]
        seats = Membership.objects.filter(
            user=user, group=OuterRef("host"), role__in=writers
        )
        return self.visible_to(user).filter(
            Q(is_facilitated=True)
            | Exists(seats)
            | Q(is_led=True) & (Q(host=None) | Q(is_hosted=True))
        )

    def for_page(self):
        return self.select_related("review__state", "host", "region")

    def in_order(self):
        return self.order_by("starts_on", "created_at", "pk")


class Event(UUIDModel):
    """`host`: the group that holds it; None: the coalition as a whole."""

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", _("Regional consultation")
        GROUP_MEETING = "group_meeting", _("Group meeting")
        TRAINING = "training", _("Training")
        WEBINAR = "webinar", _("Webinar")
        PEER_EXCHANGE = "peer_exchange", _("Peer exchange with another coalition")
        PRE_SESSION = "pre_session", _("Pre-session")
        EMBASSY_SEMINAR = "embassy_seminar", _("Seminar for embassies")
        MID_TERM = "mid_term", _("Mid-term briefing")
        INSTITUTION = "institution", _("Meeting with an institution")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", pgettext_lazy("mode of a meeting", "In person")
        ONLINE = "online", pgettext_lazy("mode of a meeting", "Online")
        HYBRID = "hybrid", pgettext_lazy("mode of a meeting", "In person and online")

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="events", editable=False
    )
    host = models.ForeignKey(
        Group, models.PROTECT, null=True, related_name="events_held", editable=False
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind, default=Kind.CONSULTATION
    )
    title = models.CharField(_("title"), max_length=TITLE_AT_MOST)
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, default="ru", editable=False
    )
    mode = models.CharField(
        _("mode"), max_length=10, choices=Mode, default=Mode.IN_PERSON
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default=BISHKEK)
    languages = ArrayField(
        models.CharField(max_length=2, choices=settings.LANGUAGES),
        verbose_name=_("languages spoken"),
        default=list,
        blank=True,
    )
    groups = models.ManyToManyField(
        Group, blank=True, related_name="events", verbose_name=_("groups")
    )
    materials_due_on = models.DateField(
        _("materials are published by"), null=True, blank=True
    )
    recording_url = models.URLField(_("recording"), max_length=500, blank=True)
    notes = models.TextField(_("what happened"), max_length=5000, blank=True)
    notes_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True, editable=False
    )
    total = models.PositiveIntegerField(_("people in all"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    is_open: bool  # to who asks, where `visible_to` has loaded it

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="event_has_a_title",
                violation_error_message=_("Write what the meeting is called."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(materials_due_on=None)
                | Q(materials_due_on__lte=F("starts_on")),
                name="event_materials_come_before",
                violation_error_message=_(
                    "Materials are published before the meeting begins."
                ),
            ),
            models.CheckConstraint(
                condition=Q(recording_url="")
                | Q(recording_url__regex=r"^https?://[^\s]+$"),
                name="event_recording_is_of_the_web",
                violation_error_message=_("Write an address that begins with https://"),
            ),
        ]
        indexes = [models.Index(fields=["review", "starts_on"], name="event_of_review")]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self):
        return reverse("consultations:event", args=[self.review_id, self.pk])

    @property
    def called(self):
        return Worded(self.title, self.language)

    @property
    def spoken(self) -> str:
        return capfirst(", ".join(str(SPOKEN[code]) for code in self.languages))

    @property
    def neutral_name(self):
        return _("A meeting")


class FacilitationQuerySet(models.QuerySet):
    def of(self, user):
        """Where this person leads. Behind a wall: as long as she is a member there, or
        was called from outside, with a part in the review that is not some group’s."""
        seats = Membership.objects.filter(user=user, group=OuterRef("event__host"))
        called = Role.objects.filter(
            user=user, review=OuterRef("event__review"), role__in=Role.INVITED
        )
        return self.filter(user=user).filter(
            unwalled("event__host") | Exists(seats) | Exists(called)
        )


class Facilitation(UUIDModel):
    """Who leads through a meeting. Named inside only."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="facilitations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="facilitations"
    )

    objects = FacilitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "event",
                "user",
                name="facilitation_once",
                violation_error_message=_("This person facilitates it already."),
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user))

    def in_order(self):
        return self.order_by("order", "created_at", "pk")


class Question(UUIDModel):
    """Asked by us at the meeting, or asked of us before it and answered on its
    page. Who asked is not written down."""

    class Kind(models.TextChoices):
        TO_ASK = "to_ask", _("To be asked at the meeting")
        BEFOREHAND = "beforehand", _("Asked beforehand")

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    text = models.CharField(_("question"), max_length=QUESTION_AT_MOST)
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, editable=False
    )
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    answer_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True, editable=False
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_asks_something",
                violation_error_message=_("Write the question."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="question_answered_at_a_moment",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    @property
    def asks(self):
        return Worded(self.text, self.language)
