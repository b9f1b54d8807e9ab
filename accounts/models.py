from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Region, State
from core.crypto import SealedField
from core.models import (
    Job,
    JobQuerySet,
    SecretLink,
    SecretLinkQuerySet,
    UUIDModel,
    derived_token,
    digest_of,
)
from core.words import worded


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        """A keeper of the catalogue. It opens no group and no review."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin, UUIDModel):
    """A person who signs in. Nobody is ever deleted: leaving hands work over,
    erasing empties the row."""

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Bishkek")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("keeps the catalogue"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("This e-mail address is already used."),
            ),
            models.CheckConstraint(
                condition=~Q(full_name=""),
                name="user_has_a_name",
                violation_error_message=_("Write the name of the person."),
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def initials(self):
        return " ".join(f"{word[0]}." for word in self.full_name.split()[:2])


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Hidden ones are known to coordinators only; no page shows them yet."""
        if not user.is_authenticated:
            return self.none()
        return self.exclude(naming=Organisation.Naming.HIDDEN)


class Organisation(UUIDModel):
    class Kind(models.TextChoices):
        CSO = "cso", _("Civil society organisation")
        COALITION = "coalition", _("Coalition")
        NHRI = "nhri", _("National human rights institution")
        NPM = "npm", _("National preventive mechanism")
        EMBASSY = "embassy", _("Embassy")
        MISSION = "mission", _("Permanent Mission")
        IGO = "igo", _("Intergovernmental organisation")

    class Naming(models.TextChoices):
        NAMED = "named", _("Named in every file")
        UNNAMED = "unnamed", _("Named in no file")
        HIDDEN = "hidden", _("Known to coordinators only")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CSO)
    name_en = models.CharField(_("name, English"), max_length=200, blank=True)
    name_ru = models.CharField(_("name, Russian"), max_length=200, blank=True)
    name_ky = models.CharField(_("name, Kyrgyz"), max_length=200, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True)
    speaks_for = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="+"
    )
    covers = models.ManyToManyField(State, blank=True, related_name="+")
    founded_on = models.DateField(_("exists since"), null=True, blank=True)
    dissolved_on = models.DateField(_("existed until"), null=True, blank=True)
    naming = models.CharField(
        _("how it is named"), max_length=10, choices=Naming, default=Naming.UNNAMED
    )
    # How it is reached: `accounts.contacts` reads and writes it.
    sealed_contact = SealedField(null=True)
    legal_notice_en = models.TextField(_("legal notice, English"), blank=True)
    legal_notice_ru = models.TextField(_("legal notice, Russian"), blank=True)
    legal_notice_ky = models.TextField(_("legal notice, Kyrgyz"), blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_en="", name_ru="", name_ky=""),
                name="organisation_has_a_name",
                violation_error_message=_("Write the name in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None)
                | Q(founded_on=None)
                | Q(dissolved_on__gte=models.F("founded_on")),
                name="organisation_ends_after_it_begins",
                violation_error_message=_(
                    "The last day cannot be before the first one."
                ),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    @property
    def name(self):
        return worded(self, "name")


class OpeningQuerySet(models.QuerySet):
    def current(self):
        return self.filter(withdrawn_at=None, until__gt=Now())

    def opened_with(self, token: str, *, at):
        """What this link opens at this moment, or None. Looking consumes nothing."""
        return self.filter(
            link_digest=digest_of(token), withdrawn_at=None, until__gt=at
        ).first()

    def by_link(self):
        return self.filter(link_digest__isnull=False)

    def of(self, *subjects):
        """Those of these objects."""
        wanted = Q(pk__in=[])
        for subject in subjects:
            wanted |= Q(subject_label=subject._meta.label_lower, subject_id=subject.pk)
        return self.filter(wanted)

    def subjects(self, model, *, user):
        """Ids of the objects of this model that are opened to the person now."""
        return (
            self.current()
            .filter(user=user, subject_label=model._meta.label_lower)
            .values("subject_id")
        )


class Opening(UUIDModel):
    """A single object opened to somebody outside: the one way to do it. Every
    `visible_to` consults it."""

    class Level(models.TextChoices):
        READ = "read", _("May read")
        COMMENT = "comment", _("May read and comment")

    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="openings")
    link_digest = models.CharField(max_length=64, null=True, unique=True)
    # How a guest is called before those who write; typed by who opens.
    label = models.CharField(_("for whom"), max_length=80, blank=True)
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # The role or membership because of which the person was shown it: when that
    # ends, so does this (`openings.withdraw_through`).
    through_id = models.UUIDField(null=True, editable=False)
    level = models.CharField(max_length=10, choices=Level, default=Level.READ)
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, link_digest__isnull=False)
                | Q(user__isnull=False, link_digest=None),
                name="opening_for_a_person_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(link_digest=None) | ~Q(label=""),
                name="opening_by_link_says_for_whom",
                violation_error_message=_("Say for whom the link is."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "subject_label", "subject_id"], name="opening_of_user"
            ),
            models.Index(
                fields=["through_id"],
                condition=Q(through_id__isnull=False),
                name="opening_through",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.subject_label} {self.level}"

    @property
    def may_comment(self):
        return self.level == self.Level.COMMENT

    def is_current(self, *, at):
        return self.withdrawn_at is None and self.until > at


class InvitationQuerySet(SecretLinkQuerySet, JobQuerySet):
    def valid(self, *, at):
        return super().valid(at=at).filter(used_at=None)

    def pending(self):
        return self.filter(used_at=None, revoked_at=None)


class Invitation(SecretLink, Job):
    """A letter that lets one person in, once. Abstract: each app says into what.

    The token belongs to the row and the secret key, so that the worker can
    write the letter without the token ever being stored. A concrete invitation
    names the page that its link leads to.
    """

    join_route: str

    email = models.EmailField(_("e-mail"))
    language = models.CharField(
        _("language of the letter"),
        max_length=2,
        choices=settings.LANGUAGES,
        default="ru",
    )
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    used_at = models.DateTimeField(null=True, editable=False)
    used_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta(Job.Meta):
        abstract = True
        constraints = [
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=Q(used_at=None, used_by=None)
                | Q(used_at__isnull=False, used_by__isnull=False),
                name="%(class)s_used_by_somebody",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_open(self):
        return self.used_at is None and self.revoked_at is None

    def is_valid(self, *, at):
        return self.is_open and self.expires_at > at

    def secret_address(self) -> str:
        """The link itself. For the letter, and for the screen of whoever invites
        where no mail is sent; for nothing else."""
        return settings.SITE_URL + reverse(self.join_route, args=[derived_token(self)])


class PasswordLetter(Job):
    """“Choose a new password”, to be sent. Its key is made by the worker from
    the state of the account and is stored nowhere.

    An unknown address makes a letter to nobody: asking takes as long as for a
    known one.
    """

    task_name = "accounts.send_password_letter"

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")

    def get_absolute_url(self):
        return reverse("account_reset_password")
