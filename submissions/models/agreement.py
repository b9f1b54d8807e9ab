"""What organisations are asked to agree to, what they answered, and the files that
were made of it.

The names of people who signed stand in `SignOnAnswer` and nowhere else: not in
logs, the trail, mail or files.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from core.crypto import SealedField
from core.models import Job, SecretLink, StoredFile, UUIDModel, derived_token
from submissions.models.outline import Submission, concludes, leads, takes_part


class StageChange(UUIDModel):
    """A submission went one step on, or one back. Rows are only added."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="stage_changes"
    )
    before = models.CharField(max_length=10, choices=Submission.Stage)
    after = models.CharField(max_length=10, choices=Submission.Stage)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=models.F("after")),
                name="stagechange_changes_something",
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.before} {self.after}"


class WordingQuerySet(models.QuerySet):
    def of_round(self, submission):
        """Those that organisations are asked about now: the last number."""
        last = (
            Wording.objects.filter(submission=submission)
            .order_by("-number")
            .values("number")[:1]
        )
        return self.filter(submission=submission, number=models.Subquery(last))

    def without_content(self):
        return self.defer("content")


class Wording(UUIDModel):
    """The whole submission in one language, word for word, as organisations are
    asked to agree to it. All languages that are proposed together share a number.
    Nothing in it ever changes; a purge may empty one that is over."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="proposed_wordings"
    )
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    word_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    emptied_at = models.DateTimeField(null=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "submission", "number", "language", name="wording_once"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="wording_digest_is_sha256",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.number} {self.language}"


class Naming(models.TextChoices):
    """How an organisation is named in this submission."""

    NAMED = "named", pgettext_lazy("an organisation", "Named in every file")
    UNNAMED = "unnamed", pgettext_lazy("an organisation", "Named in no file")
    HIDDEN = "hidden", pgettext_lazy("an organisation", "Known to coordinators only")


class SignOnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who takes part knows of those that are not hidden; of these, who
        concludes the submission."""
        if not user.is_authenticated:
            return self.none()
        return self.annotate(
            is_led=concludes(user, "submission"),
            takes_part=takes_part(user, "submission") | leads(user, "submission"),
        ).filter(Q(is_led=True) | Q(takes_part=True) & ~Q(naming=Naming.HIDDEN))

    def led_by(self, user):
        """Those of submissions that the person concludes."""
        return self.visible_to(user).filter(is_led=True)

    def in_order(self):
        return self.select_related("organisation").order_by("created_at", "pk")

    def agreed(self):
        """To the wording in force: whoever is asked again agrees no more."""
        return self.filter(state=SignOn.State.YES)

    def shown_in_files(self):
        """The only names that any file may hold."""
        return self.agreed().filter(naming=Naming.NAMED)


class SignOn(UUIDModel):
    """One organisation is asked to sign one submission. `naming` is what it last
    chose here; until it chooses it is named in no file."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("an organisation", "Has not answered")
        YES = "yes", pgettext_lazy("an organisation", "Agrees")
        NO = "no", pgettext_lazy("an organisation", "Does not sign")
        WITHDRAWN = "withdrawn", pgettext_lazy("an organisation", "Has withdrawn")

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="sign_ons", editable=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="sign_ons"
    )
    language = models.CharField(
        _("language of its page"), max_length=2, choices=settings.LANGUAGES
    )
    # Where its letters go: an address of somebody who may be at risk.
    contact = SealedField(null=True)
    state = models.CharField(
        max_length=10, choices=State, default=State.ASKED, editable=False
    )
    naming = models.CharField(
        max_length=10, choices=Naming, default=Naming.UNNAMED, editable=False
    )
    last_answer = models.OneToOneField(
        "SignOnAnswer", models.PROTECT, null=True, editable=False, related_name="+"
    )
    # The number of the wording that it was asked about last.
    asked_number = models.PositiveIntegerField(editable=False)
    asked_at = models.DateTimeField(editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = SignOnQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-on")
        verbose_name_plural = _("sign-ons")
        constraints = [
            models.UniqueConstraint(
                "submission",
                "organisation",
                name="signon_once",
                violation_error_message=_("This organisation is asked already."),
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(last_answer__isnull=False),
                name="signon_state_has_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["submission", "state"], name="signon_of_submission")
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self):
        return reverse(
            "submissions:signature", args=[self.submission.review_id, self.pk]
        )

    @property
    def neutral_name(self):
        return _("An organisation")

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.ASKED


class SignOnAnswer(UUIDModel):
    """What an organisation said, when, by which way. Rows are only added: an
    earlier yes stays a yes to the wording it was given to."""

    class Kind(models.TextChoices):
        YES = "yes", pgettext_lazy("an organisation", "Agreed")
        NO = "no", pgettext_lazy("an organisation", "Did not sign")
        WITHDRAWN = "withdrawn", pgettext_lazy("an organisation", "Withdrew")
        WRONG = "wrong", pgettext_lazy("an organisation", "Said that this was wrong")

    class Via(models.TextChoices):
        LINK = "link", pgettext_lazy("a way of answering", "by its link")
        PHONE = "phone", pgettext_lazy("a way of answering", "by phone")
        PAPER = "paper", pgettext_lazy("a way of answering", "on paper")
        CHAT = "chat", pgettext_lazy("a way of answering", "in a chat")

    sign_on = models.ForeignKey(SignOn, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=10, choices=Kind)
    naming = models.CharField(max_length=10, choices=Naming)
    # Of the person who signed. Coordinators read them, on one page.
    signed_name = models.CharField(_("name"), max_length=120, blank=True)
    signed_function = models.CharField(_("function"), max_length=120, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    wording_number = models.PositiveIntegerField()
    wording_digest = models.CharField(max_length=64, blank=True)
    via = models.CharField(max_length=10, choices=Via, default=Via.LINK)
    answered_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="yes") | ~Q(signed_name=""),
                name="signonanswer_yes_is_signed",
                violation_error_message=_("Write who signs."),
            ),
            models.CheckConstraint(
                condition=Q(via="link") | Q(recorded_by__isnull=False),
                name="signonanswer_recorded_by_somebody",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"


class SignOnLink(SecretLink):
    """The address at which one organisation reads and answers. Derived from the
    row, so that a worker can write it into a letter; a new link is a new row."""

    sign_on = models.ForeignKey(SignOn, models.CASCADE, related_name="links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def secret_address(self) -> str:
        """The link itself: for its letter, and for the screen of who hands it over."""
        return settings.SITE_URL + reverse("sign:home", args=[derived_token(self)])


class SignOnLetter(Job):
    """A letter to an organisation that left an address: neutral, with its link."""

    class Kind(models.TextChoices):
        ASKED = "asked"
        AGAIN = "again"
        REMINDER = "reminder"
        RECORDED = "recorded"  # a coordinator wrote down an answer

    task_name = "submissions.send_sign_on_letter"

    sign_on = models.ForeignKey(SignOn, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)


class FrozenFile(UUIDModel):
    """What will be handed in, in one language. Made anew when a name has to go out
    of it, until it is filed."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="frozen_files"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    words = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "submission", "language", name="frozenfile_once_per_language"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.language}"

    @property
    def sha256(self) -> str:
        return self.file.digest


__all__ = [
    "FrozenFile",
    "Naming",
    "SignOn",
    "SignOnAnswer",
    "SignOnLetter",
    "SignOnLink",
    "StageChange",
    "Wording",
]
