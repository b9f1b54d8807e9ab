"""A submission is handed in at the UN: what has to be right two weeks before, what was
sent, and what came back. No passwords: none of these fields is for one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile, UUIDModel
from submissions.models.outline import Submission


class FilingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of submissions whose work the person may read."""
        return self.filter(submission__in=Submission.objects.open_to(user).values("pk"))

    def filed(self):
        return self.exclude(filed_at=None)


class Filing(UUIDModel):
    submission = models.OneToOneField(
        Submission, models.CASCADE, related_name="filing", editable=False
    )
    # With which one enters OHCHR's system.
    user_name = models.CharField(_("user name there"), max_length=60, blank=True)
    filed_at = models.DateTimeField(_("when it was sent"), null=True, editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    # The end of the window as it stood then, and so whether it was over.
    window_closed_at = models.DateTimeField(null=True, editable=False)
    receipt_number = models.CharField(
        _("number of the receipt"), max_length=60, blank=True
    )
    receipt = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_at=None, filed_by=None, receipt=None)
                & Q(receipt_number="", window_closed_at=None)
                | Q(filed_at__isnull=False, filed_by__isnull=False),
                name="filing_filed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(user_name__contains="@"),
                name="filing_user_name_is_no_address",
                violation_error_message=_(
                    "Write the user name, not an e-mail address."
                ),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {'filed' if self.filed_at else 'not filed'}"

    def get_absolute_url(self):
        submission = self.submission
        return reverse("submissions:filing", args=[submission.review_id, submission.pk])

    @property
    def neutral_name(self):
        return _("A filing")

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None

    @property
    def has_receipt(self) -> bool:
        return bool(self.receipt_id or self.receipt_number)

    @property
    def was_late(self) -> bool:
        closed = self.window_closed_at
        return bool(self.filed_at and closed and self.filed_at > closed)


class FilingCheck(UUIDModel):
    """One thing that has to be right before the last days, who sees to it, and when it
    was found right."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", pgettext_lazy("before filing", "There is an account")
        TWO = "two", pgettext_lazy("before filing", "Two people can enter")
        RESET = "reset", pgettext_lazy("before filing", "A new password was tried out")
        CONTACT = "contact", pgettext_lazy("before filing", "The contact is right")
        MEMBERS = (
            "members",
            pgettext_lazy("before filing", "The members’ list is ready"),
        )

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who sees to it"),
    )
    second_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the second person who can enter"),
    )
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("filing", "kind", name="filingcheck_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False)
                & Q(person__isnull=False),
                name="filingcheck_done_has_a_person",
                violation_error_message=_("Say who sees to it."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="two", done_at__isnull=False)
                | Q(second_person__isnull=False) & ~Q(second_person=models.F("person")),
                name="filingcheck_two_are_two",
                violation_error_message=_("Name two different people."),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"


class FiledFile(UUIDModel):
    """What was sent, byte for byte. Never changed; gone only with a filing that was
    written down by mistake."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="files")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    words = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "filing", "language", name="filedfile_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="filedfile_digest_is_sha256",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.language}"
