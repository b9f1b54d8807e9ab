"""The shared document of a section in one language, and what keeps it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Opening
from core.lexemes import Lexemes
from core.models import Job, UUIDModel, loaded
from core.statements import planned
from groups.models import Membership
from submissions.models.outline import Section, Submission, leads

EMPTY_UPDATE = b"\x00\x00"  # no structs, nothing deleted
EMPTY_STATE = b"\x00"  # the state vector of a document without structs


class Level(models.IntegerChoices):
    """What a person may do with a text; each level includes those before it."""

    NONE = 0
    READ = 1
    COMMENT = 2
    SUGGEST = 3
    WRITE = 4


EXCHANGE = """
SELECT text.language, text.epoch, text.head, text.compacted,
       section.id, section.status, submission.id, submission.source_language,
       submission.stage,
       ARRAY(
           SELECT seat.role
           FROM groups_membership AS seat
           JOIN submissions_participation AS part USING (group_id)
           WHERE seat.user_id = %s AND part.submission_id = submission.id
       ),
       EXISTS(
           SELECT FROM groups_group AS closed
           JOIN submissions_participation AS part ON part.group_id = closed.id
           WHERE closed.is_confidential AND part.submission_id = submission.id
       )
FROM submissions_text AS text
JOIN submissions_section AS section ON section.id = text.section_id
JOIN submissions_submission AS submission ON submission.id = section.submission_id
WHERE text.id = %s AND submission.review_id = %s
"""
BLOBS = ("snapshot", "state_vector", "document", "plain")


class TextQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Texts that the person may read, each with what she may do with it
        (`level`)."""
        if not user.is_authenticated:
            return self.none()
        submission = "section__submission"
        seat = Membership.objects.filter(
            user=user,
            group__participations__submission=OuterRef(submission),
        )
        writing = [Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER]
        opening = (
            Opening.objects.current()
            .filter(user=user)
            .filter(
                Q(subject_label="submissions.text", subject_id=OuterRef("pk"))
                | Q(
                    subject_label="submissions.submission",
                    subject_id=OuterRef(submission),
                )
            )
        )
        return self.annotate(
            belongs=Exists(seat),
            writes=Exists(seat.filter(role__in=writing)),
            answers=Exists(seat.filter(role=Membership.Role.RAPPORTEUR)),
            translates=Exists(seat.filter(role=Membership.Role.TRANSLATOR)),
            leads=leads(user, submission),
            was_opened=Exists(opening),
            may_remark=Exists(opening.filter(level=Opening.Level.COMMENT)),
        ).filter(Q(belongs=True) | Q(leads=True) | Q(was_opened=True))

    def worked_on_by(self, user):
        """Those of the person's groups, or that she leads: not what was only opened
        to her."""
        if not user.is_authenticated:
            return self.none()
        return self.visible_to(user).filter(Q(belongs=True) | Q(leads=True))

    def opened_by(self, opening: Opening):
        """The texts that a secret link opens, each with its level."""
        subject = (
            Q(pk=opening.subject_id)
            if opening.subject_label == "submissions.text"
            else Q(section__submission=opening.subject_id)
        )
        no = Value(value=False)
        remarks = Value(value=opening.level == Opening.Level.COMMENT)
        flag = {"output_field": BooleanField()}
        return self.filter(subject).annotate(
            belongs=ExpressionWrapper(no, **flag),
            writes=ExpressionWrapper(no, **flag),
            answers=ExpressionWrapper(no, **flag),
            translates=ExpressionWrapper(no, **flag),
            leads=ExpressionWrapper(no, **flag),
            was_opened=ExpressionWrapper(Value(value=True), **flag),
            may_remark=ExpressionWrapper(remarks, **flag),
        )

    def for_exchange(self, user, *, review, pk):
        """The text with its level for the person, or None: the answer of
        `visible_to`, for the address that every open page asks every second. One
        statement written by hand, because putting it together would take longer
        than asking it; a test holds both to the same answer."""
        with planned() as cursor:
            cursor.execute(EXCHANGE, [user.pk, pk, review])
            row = cursor.fetchone()
        if row is None:
            return None
        language, epoch, head, compacted, section, status, parent, source = row[:8]
        stage, seats, hides_people = row[8:]
        text = loaded(
            Text,
            id=pk,
            section_id=section,
            language=language,
            epoch=epoch,
            head=head,
            compacted=compacted,
        )
        text.section = loaded(Section, id=section, submission_id=parent, status=status)
        text.section.submission = loaded(
            Submission,
            id=parent,
            review_id=review,
            source_language=source,
            stage=stage,
        )
        text.hides_people = hides_people
        text.belongs = bool(seats)
        text.answers = Membership.Role.RAPPORTEUR in seats
        text.writes = text.answers or Membership.Role.DRAFTER in seats
        text.translates = Membership.Role.TRANSLATOR in seats
        text.leads = text.was_opened = text.may_remark = False
        # Everybody else is rarer, and asked in full.
        is_known = text.answers or (text.writes and stage != Submission.Stage.SIGN_ON)
        return (
            text if is_known else self.visible_to(user).for_page().filter(pk=pk).first()
        )

    def without_blobs(self):
        """The row alone: the document is read by whoever needs it."""
        return self.defer(*BLOBS)

    def for_page(self):
        return self.without_blobs().select_related(
            "section__submission__review__state", "section__group", "section__owner"
        )

    def in_order(self):
        return self.order_by("section__order", "section__created_at", "language", "pk")


class Text(UUIDModel):
    """One section in one language: a Yjs document.

    The updates are the truth. `snapshot` holds those up to `compacted`, the
    table `Update` those after it; `head` counts them all. `state_vector` says
    what the document has of each writing browser, so that an update can be
    judged without loading the document. `document`, `plain` and `word_count`
    are the stable copy as of `copied`: what search, checks, exports and pages
    without a script read. Nothing is ever rebuilt from the copy, except by
    purging, which begins a new `epoch`.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    epoch = models.PositiveIntegerField(default=1, editable=False)
    head = models.PositiveBigIntegerField(default=0, editable=False)
    compacted = models.PositiveBigIntegerField(default=0, editable=False)
    copied = models.PositiveBigIntegerField(default=0, editable=False)
    size = models.PositiveBigIntegerField(default=2, editable=False)  # bytes kept
    snapshot = models.BinaryField(default=EMPTY_UPDATE, editable=False)
    state_vector = models.BinaryField(default=EMPTY_STATE, editable=False)
    document = models.JSONField(default=dict, editable=False)
    plain = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    footnote_words = models.PositiveIntegerField(default=0, editable=False)
    # Of a translation: paragraphs of the source that are missing or stale in it, as of
    # the stable copies. Unknown until one is written.
    behind = models.PositiveIntegerField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    # Who wrote since the last version, of the updates that are compacted already.
    contributors = ArrayField(models.UUIDField(), default=list, editable=False)

    # Whether who works on it may have to stay unnamed. `for_exchange` knows better.
    hides_people = True

    objects = TextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(
                "section", "language", name="text_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(compacted__lte=models.F("head"))
                & Q(copied__lte=models.F("head")),
                name="text_copies_nothing_unwritten",
            ),
        ]
        indexes = [GinIndex(Lexemes("plain"), name="text_by_words", fastupdate=False)]

    def __str__(self):
        return f"#{self.pk} {self.language}"

    def get_absolute_url(self):
        return reverse(
            "submissions:text", args=[self.section.submission.review_id, self.pk]
        )

    @property
    def neutral_name(self):
        return _("A section")

    @property
    def review(self):
        return self.section.submission.review

    @property
    def is_source(self):
        return self.language == self.section.submission.source_language

    @property
    def level(self) -> Level:
        """What the person for whom it was loaded may do with it now. An agreed
        section takes suggestions only; a translator writes translations. While
        organisations are asked to sign, only who answers for it writes; once it is
        frozen nobody does, nor suggests."""
        stage = self.section.submission.stage
        if stage in Submission.CLOSED:
            if self.belongs or self.leads or self.may_remark:
                return Level.COMMENT
            return Level.READ if self.was_opened else Level.NONE
        writes = self.writes or self.leads or (self.translates and not self.is_source)
        if stage == Submission.Stage.SIGN_ON:
            writes = self.decides
        if writes:
            return Level.SUGGEST if self.section.is_agreed else Level.WRITE
        if self.belongs:
            return Level.SUGGEST
        if self.may_remark:
            return Level.COMMENT
        return Level.READ if self.was_opened else Level.NONE

    @property
    def is_seen_from_outside(self) -> bool:
        """It was opened to that person, who is not among those who write it."""
        return not (self.belongs or self.leads)

    @property
    def decides(self) -> bool:
        """Whether that person may decide suggestions and speak for the text."""
        return bool(self.answers or self.leads)


class Update(models.Model):
    """One change as a browser, or the server, wrote it. Append-only: rows go only
    into the snapshot, or with their whole epoch."""

    class Via(models.TextChoices):
        TYPED = "typed"
        SUGGESTED = "suggested"  # by the form of who may not write
        DECIDED = "decided"
        RESTORED = "restored"
        IMPORTED = "imported"
        TRANSLATED = "translated"  # handed in with a packet

    text = models.ForeignKey(Text, models.CASCADE, related_name="updates")
    seq = models.PositiveBigIntegerField()
    data = models.BinaryField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    via = models.CharField(max_length=10, choices=Via, default=Via.TYPED)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("text", "seq", name="update_once_in_sequence")
        ]

    def __str__(self):
        return f"#{self.pk} {self.seq} {self.via}"


class Hand(models.Model):
    """Whose browser writes under this number in the document."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="hands")
    client = models.BigIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("text", "client", name="hand_once_in_a_text")
        ]

    def __str__(self):
        return f"#{self.pk}"


class Presence(models.Model):
    """Who has the text open. Known to those who have it open as well, forgotten
    within the hour."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    window = models.CharField(max_length=16)  # one browser window
    block = models.CharField(max_length=24, blank=True)
    seen_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "user", "window"], name="presence_once_per_window"
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


class CopyJob(Job):
    """The stable copy of a text, to be written: a few seconds after it changed,
    once however often it changes meanwhile."""

    task_name = "submissions.write_copy"

    text = models.ForeignKey(Text, models.CASCADE, related_name="copy_jobs")

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                "text", condition=Q(state="waiting"), name="copyjob_waits_once"
            ),
        ]


__all__ = ["CopyJob", "Level", "Presence", "Submission", "Text", "Update"]
