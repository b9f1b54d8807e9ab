"""What somebody said is wrong, and where it went from there."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Region, Term
from consultations.models.contributing import ContributionLink
from consultations.models.events import Event, Facilitation, unwalled
from core.lexemes import Lexemes, in_languages
from core.models import StoredFile, UUIDModel
from core.translations import InStep
from core.words import Worded, worded
from evidence.models import Evidence
from groups.models import Group, Membership
from reviews.models import Review, Role

TEXT_AT_MOST = 2000
CHANGE_AT_MOST = 1000
REASON_AT_MOST = 500


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By what it may be told to (`Finding.Sensitivity`). What a confidential
        group or an institution heard stays behind its wall, but where it was routed
        itself. Says in `known_to` of whom that is said."""
        if not user.is_authenticated:
            return self.none()
        roles = Role.objects.filter(user=user)
        inside = roles.filter(role__in=Role.INSIDE).values("review")
        led = roles.filter(role=Role.Kind.COORDINATOR).values("review")
        seats = Membership.objects.filter(user=user)
        answering = seats.filter(role=Membership.Role.RAPPORTEUR)
        kinds = Finding.Sensitivity
        return (
            self.annotate(known_to=Value(user.pk))
            .filter(review__in=Review.objects.visible_to(user).values("pk"))
            .filter(
                Q(sensitivity__in=[kinds.OPEN, kinds.COALITION], review__in=inside)
                & unwalled("host")
                | ~Q(sensitivity=kinds.CONFIDENTIAL)
                & (
                    Q(pk__in=Route.objects.to(seats).values("finding"))
                    | Q(event__in=Facilitation.objects.of(user).values("event"))
                    | Q(host__in=seats.values("group"))
                    | Q(review__in=led) & unwalled("host")
                )
                | Q(sensitivity=kinds.CONFIDENTIAL)
                & (
                    Q(pk__in=Route.objects.to(answering).values("finding"))
                    | Q(entered_by=user)
                )
            )
        )

    def with_parts_of(self, user):
        """Says besides whether it was given to a group of this person
        (`is_routed_here`), whether she writes in one (`is_worked_on`) or answers for
        one (`is_answered_for`), whether she facilitates its meeting
        (`is_facilitated`) and whether she coordinates its review (`is_led`): so that
        the rules need not ask once more."""
        seats = Membership.objects.filter(user=user)
        answering = seats.filter(role=Membership.Role.RAPPORTEUR)
        writing = seats.filter(
            role__in=[Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER]
        )
        given = Route.objects.filter(finding=OuterRef("pk"))
        facilitates = Facilitation.objects.of(user).filter(event=OuterRef("event"))
        leads = Role.objects.filter(
            user=user, review=OuterRef("review"), role=Role.Kind.COORDINATOR
        )
        return self.annotate(
            is_routed_here=Exists(given.to(seats)),
            is_worked_on=Exists(given.to(writing)),
            is_answered_for=Exists(given.to(answering)),
            is_facilitated=Exists(facilitates),
            is_led=Exists(leads),
        )

    def standing(self):
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def for_page(self):
        return self.select_related("review__state", "host", "event__region", "region")

    def newest_first(self):
        return self.order_by("-entered_at", "pk")


class Finding(InStep, UUIDModel):
    """A point that was made. `host`: the group behind whose wall it was heard."""

    class Sensitivity(models.TextChoices):
        OPEN = "open", pgettext_lazy("sensitivity", "May be quoted publicly")
        COALITION = "coalition", pgettext_lazy("sensitivity", "For the coalition")
        GROUP = (
            "group",
            pgettext_lazy("sensitivity", "For the groups it was given to"),
        )
        CONFIDENTIAL = (
            "confidential",
            pgettext_lazy("sensitivity", "For their rapporteurs alone"),
        )

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="findings", editable=False
    )
    host = models.ForeignKey(
        Group, models.PROTECT, null=True, related_name="+", editable=False
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, related_name="findings", editable=False
    )
    link = models.ForeignKey(
        ContributionLink,
        models.PROTECT,
        null=True,
        related_name="findings",
        editable=False,
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )
    said_in = models.CharField(
        max_length=2, choices=settings.LANGUAGES, default="ky", editable=False
    )
    text_en = models.TextField(_("English"), max_length=TEXT_AT_MOST, blank=True)
    text_ru = models.TextField(_("Russian"), max_length=TEXT_AT_MOST, blank=True)
    text_ky = models.TextField(_("Kyrgyz"), max_length=TEXT_AT_MOST, blank=True)
    change_en = models.TextField(max_length=CHANGE_AT_MOST, blank=True)
    change_ru = models.TextField(max_length=CHANGE_AT_MOST, blank=True)
    change_ky = models.TextField(max_length=CHANGE_AT_MOST, blank=True)
    terms = models.ManyToManyField(
        Term, blank=True, verbose_name=_("topics"), related_name="+"
    )
    evidence = models.ManyToManyField(
        Evidence, blank=True, verbose_name=_("evidence"), related_name="findings"
    )
    groups = models.ManyToManyField(Group, through="Route", related_name="findings")
    sensitivity = models.CharField(
        _("who may know it"),
        max_length=12,
        choices=Sensitivity,
        default=Sensitivity.GROUP,
    )
    # None: by a contributor, at an address.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    entered_at = models.DateTimeField(editable=False)
    client_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    is_by_a_minor = models.BooleanField(default=False, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", editable=False
    )
    # Set aside before any group was given it.
    aside_at = models.DateTimeField(null=True, editable=False)
    aside_reason = models.CharField(
        max_length=REASON_AT_MOST, blank=True, editable=False
    )
    aside_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_en="", text_ru="", text_ky=""),
                name="finding_says_something",
                violation_error_message=_("Write what is wrong."),
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | Q(link__isnull=False),
                name="finding_came_in_somehow",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="finding_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(aside_at=None, aside_reason="")
                | Q(aside_at__isnull=False) & ~Q(aside_reason=""),
                name="finding_set_aside_says_why",
                violation_error_message=_("Write why. Whoever said it reads it."),
            ),
        ]
        indexes = [
            models.Index(fields=["review", "-entered_at"], name="finding_of_review"),
            GinIndex(
                Lexemes(*in_languages("text", "change")),
                name="finding_by_words",
                fastupdate=False,
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.sensitivity}"

    def get_absolute_url(self):
        return reverse("findings:detail", args=[self.review_id, self.pk])

    @property
    def text(self):
        return worded(self, "text")

    @property
    def original(self):
        return Worded(self.text_of("text", self.said_in), self.said_in)

    @property
    def change(self):
        return worded(self, "change")

    @property
    def neutral_name(self):
        if self.sensitivity == self.Sensitivity.CONFIDENTIAL:
            return _("A confidential finding")
        return _("A finding")

    @property
    def in_step_with(self):
        return self.said_in

    def block_keys(self):
        return ("text", "change")


class RouteQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=[Route.State.SENT, Route.State.READ])

    def to(self, seats):
        """To the groups in which these seats are."""
        return self.filter(group__in=seats.values("group"))


class Route(UUIDModel):
    """A finding given to a group, and what the group did with it."""

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("state of a finding", "Waits to be read")
        READ = "read", pgettext_lazy("state of a finding", "Read")
        TAKEN = "taken", pgettext_lazy("state of a finding", "Taken up")
        ASIDE = "aside", pgettext_lazy("state of a finding", "Set aside")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="routes")
    group = models.ForeignKey(Group, models.PROTECT, related_name="routes")
    state = models.CharField(max_length=6, choices=State, default=State.SENT)
    routed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    routed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=REASON_AT_MOST, blank=True)
    reason_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True
    )

    objects = RouteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "finding",
                "group",
                name="route_once",
                violation_error_message=_("The group has it already."),
            ),
            models.CheckConstraint(
                condition=Q(state="sent", read_at=None)
                | ~Q(state="sent") & Q(read_at__isnull=False),
                name="route_read_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="aside") & ~Q(reason="")
                | ~Q(state="aside") & Q(reason=""),
                name="route_set_aside_says_why",
                violation_error_message=_("Write why. Whoever said it reads it."),
            ),
        ]
        indexes = [models.Index(fields=["group", "state"], name="route_of_group")]

    def __str__(self):
        return f"#{self.pk} {self.state}"


class Photo(UUIDModel):
    """Drawn anew when it came in; nothing but the picture is left."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    def __str__(self):
        return f"#{self.pk}"


class Enquiry(UUIDModel):
    """A question back to whoever said it, and the answer, through the code."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="enquiries")
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, related_name="+", editable=False
    )
    text = models.CharField(_("question"), max_length=500)
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(editable=False)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answer_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True, editable=False
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("question back")
        verbose_name_plural = _("questions back")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="enquiry_asks_something",
                violation_error_message=_("Write the question."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="enquiry_answered_at_a_moment",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"
