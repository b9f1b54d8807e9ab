"""What people read beforehand, and who helps them where they live."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Region
from consultations.models.events import Event
from core.models import StoredFile, UUIDModel
from core.words import worded
from reviews.models import Review, Role


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is published, for everybody who may know of the meeting, or on the
        coalition's side of the review; the rest for whoever prepares it. Says in
        `is_ours` whether the person is one of them."""
        if not user.is_authenticated:
            return self.none()
        events = Event.objects.visible_to(user)
        inside = Role.objects.filter(user=user, role__in=Role.INSIDE).values("review")
        led = Role.objects.filter(
            user=user, review=OuterRef("review"), role=Role.Kind.COORDINATOR
        )
        ours = Event.objects.open_to(user).filter(pk=OuterRef("event"))
        return (
            self.alias(of_event=Exists(ours), is_led=Exists(led))
            .annotate(is_ours=Q(of_event=True) | Q(event=None, is_led=True))
            .filter(
                Q(is_ours=True)
                | Q(published_at__isnull=False)
                & (Q(event__in=events) | Q(event=None, review__in=inside))
            )
        )

    def late(self, *, on):
        return self.filter(published_at=None, due_on__lt=on)

    def in_order(self):
        return self.order_by("kind", "order", "created_at", "pk")


class Material(UUIDModel):
    """Something to read, print or watch: of a meeting, or on the shelf of the
    review."""

    class Kind(models.TextChoices):
        GUIDE = "guide", pgettext_lazy("kind of material", "Guide")
        TEMPLATE = "template", pgettext_lazy("kind of material", "Template")
        AGENDA = "agenda", pgettext_lazy("kind of material", "Agenda")
        PAGE = "page", pgettext_lazy("kind of material", "Page to read")
        RECORDING = "recording", pgettext_lazy("kind of material", "Recording")

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="materials", editable=False
    )
    event = models.ForeignKey(
        Event, models.CASCADE, null=True, related_name="materials", editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.GUIDE)
    title_en = models.CharField(_("title, English"), max_length=160, blank=True)
    title_ru = models.CharField(_("title, Russian"), max_length=160, blank=True)
    title_ky = models.CharField(_("title, Kyrgyz"), max_length=160, blank=True)
    text_en = models.TextField(_("text, English"), max_length=20_000, blank=True)
    text_ru = models.TextField(_("text, Russian"), max_length=20_000, blank=True)
    text_ky = models.TextField(_("text, Kyrgyz"), max_length=20_000, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    due_on = models.DateField(_("to be published by"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who prepares it"),
    )
    published_at = models.DateTimeField(null=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_en="", title_ru="", title_ky=""),
                name="material_has_a_title",
                violation_error_message=_("Write the title in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__regex=r"^https?://[^\s]+$"),
                name="material_address_is_of_the_web",
                violation_error_message=_("Write an address that begins with https://"),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self):
        return reverse("consultations:material", args=[self.review_id, self.pk])

    @property
    def title(self):
        return worded(self, "title")

    @property
    def text(self):
        return worded(self, "text")

    @property
    def neutral_name(self):
        return _("A material")


class MaterialFile(UUIDModel):
    material = models.ForeignKey(Material, models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "material",
                "language",
                name="materialfile_once_per_language",
                violation_error_message=_("There is a file in this language already."),
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.language}"


class RegionalContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """On the coalition's side everybody knows whom to ask."""
        if not user.is_authenticated:
            return self.none()
        inside = Role.objects.filter(user=user, role__in=Role.INSIDE).values("review")
        return self.filter(review__in=inside)

    def present(self):
        """Those who have not left the review, nor closed their account."""
        seats = Role.objects.filter(
            user=OuterRef("user"), review=OuterRef("review"), role__in=Role.INSIDE
        )
        return self.filter(Exists(seats), user__is_active=True)


class RegionalContact(UUIDModel):
    """Who helps in a region, under the name that this person wants to be called by
    there. Only who agreed to it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="contacts")
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("who helps"),
    )
    shown_as = models.CharField(_("called"), max_length=80)

    objects = RegionalContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("who helps in a region")
        verbose_name_plural = _("who helps in the regions")
        constraints = [
            models.UniqueConstraint(
                "review",
                "region",
                name="regionalcontact_once",
                nulls_distinct=False,
                violation_error_message=_("Somebody helps in this region already."),
            ),
            models.CheckConstraint(
                condition=~Q(shown_as=""),
                name="regionalcontact_is_called_something",
                violation_error_message=_("Write how this person is called there."),
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"


class HelpRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who asked, and who helps in that region, while they are in the review."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(asked_by=user) | Q(contact__user=user),
            contact__review__in=Review.objects.visible_to(user),
        )

    def waiting_for(self, user):
        """What was asked of the person as whoever helps there, and has no answer; what
        waits longest stands first."""
        rows = self.visible_to(user).filter(contact__user=user, answered_at=None)
        return rows.select_related("contact__region").order_by("asked_at", "pk")


class HelpRequest(UUIDModel):
    contact = models.ForeignKey(
        RegionalContact, models.CASCADE, related_name="requests", editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    text = models.TextField(_("what you need"), max_length=1000)
    asked_at = models.DateTimeField(editable=False)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="helprequest_asks_something",
                violation_error_message=_("Write what you need."),
            )
        ]

    def __str__(self):
        return f"#{self.pk}"

    def get_absolute_url(self):
        return reverse(
            "consultations:help-request", args=[self.contact.review_id, self.pk]
        )

    @property
    def neutral_name(self):
        return _("A request for help")
