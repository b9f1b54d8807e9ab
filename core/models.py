import hashlib
import hmac
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class TimestampedModel(models.Model):
    """Audit columns only. Never branch on them: a rule that needs a moment
    gets its own field, set by an action."""

    created_at = models.DateTimeField(_("created at"), db_default=Now(), editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True, editable=False)

    class Meta:
        abstract = True


class UUIDModel(TimestampedModel):
    """What appears in an address. Version 4: it tells neither order nor time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


def loaded[M: models.Model](model: type[M], **values) -> M:
    """An object as the ORM would have loaded it with `only()`, from columns that a
    statement written by hand has brought. The others are asked for when needed."""
    columns = [f.attname for f in model._meta.concrete_fields if f.attname in values]
    return model.from_db(None, columns, [values[name] for name in columns])


class JobQuerySet(models.QuerySet):
    def claimable(self, *, at):
        """Waiting and due, or abandoned by a worker that died."""
        return self.filter(
            Q(state=Job.State.WAITING, due_at__lte=at)
            | Q(state=Job.State.RUNNING, claimed_until__lte=at)
        )

    def hopeless(self, *, at):
        """Claimed as often as allowed, and the last claim has run out."""
        return self.claimable(at=at).filter(attempts__gte=Job.MAX_ATTEMPTS)

    def to_ring(self, *, at):
        """Claimable work whose last ring nobody answered."""
        silent_since = at - timedelta(seconds=settings.JOB_RING_AGAIN_AFTER)
        return self.claimable(at=at).filter(
            Q(rung_at=None) | Q(rung_at__lte=silent_since),
            attempts__lt=Job.MAX_ATTEMPTS,
        )

    def unfinished(self):
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])


class Job(UUIDModel):
    """Whatever a person waits for: a row with a state, attempts and an expiring
    claim. Celery only rings the bell (`core.jobs`).

    A concrete job names its task and queue, and adds what it makes. Attempts
    are counted by the claim itself, so that a task which kills its worker is
    given up after `MAX_ATTEMPTS`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be prepared")

    MAX_ATTEMPTS = 5
    CLAIM_LASTS = timedelta(seconds=30)  # after its worker's last sign of life
    task_name: str
    queue = "short"
    time_limit = 120  # seconds

    state = models.CharField(
        max_length=10, choices=State, default=State.WAITING, editable=False
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    due_at = models.DateTimeField(db_default=Now(), editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)
    rung_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="running") | Q(claimed_until__isnull=False),
                name="%(class)s_running_is_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(finished_at__isnull=False),
                name="%(class)s_ready_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="%(class)s_open",
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.state} ({self.attempts})"

    @property
    def is_pending(self):
        return self.state in {self.State.WAITING, self.State.RUNNING}


class SecretLinkQuerySet(models.QuerySet):
    def valid(self, *, at):
        return self.filter(revoked_at=None, expires_at__gt=at)

    def opened_with(self, token: str, *, at):
        """The link that this token opens at this moment, or None. Reading never
        consumes it."""
        return self.valid(at=at).filter(token_digest=digest_of(token)).first()


class SecretLink(UUIDModel):
    """An address that is its own key. Only the SHA-256 of its 256-bit token is
    kept; whoever holds it has no user and sees what the link names.

    A token is drawn at random, or derived from the row and the secret key
    where a worker must write it again later (a letter, a printed code).
    """

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    objects = SecretLinkQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"#{self.pk} until {self.expires_at:%Y-%m-%d}"

    def draw_token(self) -> str:
        """Give the link a random token and return it; it cannot be asked again."""
        token = secrets.token_urlsafe(32)
        self.token_digest = digest_of(token)
        return token

    def derive_token(self) -> str:
        """Give the link the token that belongs to its row and return it."""
        token = derived_token(self)
        self.token_digest = digest_of(token)
        return token


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(link: SecretLink) -> str:
    """The same 256-bit token every time, worthless without the secret key. While
    the key is being rotated, a link keeps the token it was given."""
    message = f"{link._meta.label_lower}:{link.pk}".encode()
    tokens = [
        hmac.new(
            hashlib.sha256(f"secret link {secret}".encode()).digest(),
            message,
            hashlib.sha256,
        ).hexdigest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    known = (token for token in tokens if digest_of(token) == link.token_digest)
    return next(known, tokens[0])


class StoredFile(TimestampedModel):
    """Bytes by their digest. It grants no access: the app that refers to it
    decides who may have it (`core.files.send_file`)."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    content_type = models.CharField(max_length=100, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="storedfile_digest_is_sha256",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0), name="storedfile_is_not_empty"
            ),
        ]

    def __str__(self):
        return f"{self.digest[:12]} {self.content_type}"


def concrete_jobs():
    """Every kind of job that is installed."""
    from django.apps import apps  # noqa: PLC0415 -- circular import

    return [model for model in apps.get_models() if issubclass(model, Job)]
