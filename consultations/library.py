"""What people do with materials: of a meeting, and on the shelf of the review."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from consultations.models import Material, MaterialFile
from core import files
from core.exceptions import ActionRefused
from notifications.actions import notify

WORDS = [
    f"{field}_{code}" for field in ("title", "text") for code in ("en", "ru", "ky")
]
CHANGEABLE = ["kind", *WORDS, "url", "due_on", "owner"]
REMINDED_WITHIN = timedelta(days=14)  # of what is older everybody knows


class CannotKeepMaterial(ActionRefused):
    """Somebody else saved meanwhile. `theirs` is the material as it is now."""

    def __init__(self, message: str, *, theirs: Material):
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def add_material(*, material: Material, actor: User, at: datetime) -> Material:
    """A draft: seen by whoever prepares the meeting, or by coordinators, until it is
    published."""
    _tidy(material)
    material.save(force_insert=True)
    _record("material.added", material, actor=actor, at=at)
    return material


@transaction.atomic
def change_material(
    *, material: Material, version: int, actor: User, at: datetime
) -> Material:
    now = Material.objects.select_for_update().get(pk=material.pk)
    if now.version != version:
        raise CannotKeepMaterial(
            _("Somebody else changed this material while you were writing."),
            theirs=now,
        )
    _tidy(material)
    material.version = version + 1
    material.save(update_fields=[*CHANGEABLE, "version", "updated_at"])
    _record("material.changed", material, actor=actor, at=at)
    return material


@transaction.atomic
def publish_material(*, material: Material, actor: User, at: datetime) -> Material:
    """Everybody who may know of the meeting reads it from now on."""
    rows = Material.objects.filter(pk=material.pk, published_at=None)
    if rows.update(published_at=at, version=F("version") + 1, updated_at=at):
        _record("material.published", material, actor=actor, at=at)
    material.refresh_from_db(fields=["published_at", "version"])
    return material


@transaction.atomic
def withdraw_material(*, material: Material, actor: User, at: datetime) -> Material:
    rows = Material.objects.filter(pk=material.pk).exclude(published_at=None)
    if rows.update(published_at=None, version=F("version") + 1, updated_at=at):
        _record("material.withdrawn", material, actor=actor, at=at)
    material.refresh_from_db(fields=["published_at", "version"])
    return material


class CannotRemoveMaterial(ActionRefused):
    pass


@transaction.atomic
def remove_material(*, material: Material, actor: User, at: datetime) -> None:
    """A draft only: what people read already is taken back first."""
    row = Material.objects.select_for_update(of=("self",)).filter(pk=material.pk)
    found = row.first()
    if found is None:
        return
    if found.published_at:
        raise CannotRemoveMaterial(_("It is published. Take it back first."))
    _record("material.removed", material, actor=actor, at=at)
    found.delete()


class CannotAddFile(ActionRefused):
    pass


@transaction.atomic
def add_file(
    *,
    material: Material,
    language: str,
    content: bytes,
    content_type: str,
    actor: User,
    at: datetime,
) -> MaterialFile:
    """`content` was made harmless (`core.uploads`). One file to a language."""
    Material.objects.select_for_update(no_key=True).get(pk=material.pk)
    if material.files.filter(language=language).exists():
        raise CannotAddFile(_("There is a file in this language already."))
    row = MaterialFile.objects.create(
        material=material,
        language=language,
        file=files.store(content, content_type=content_type),
    )
    _record("material.file_added", material, actor=actor, at=at)
    return row


@transaction.atomic
def remove_file(*, file: MaterialFile, actor: User, at: datetime) -> None:
    """The bytes go with the next sweep (`core.files.forget_unused`)."""
    material = file.material
    if MaterialFile.objects.filter(pk=file.pk).delete()[0]:
        _record("material.file_removed", material, actor=actor, at=at)


def remind_of_late(*, at: datetime) -> None:
    """Whoever prepares a material hears once that its day is over. With another day
    she hears of that day once."""
    today = at.date()
    late = Material.objects.late(on=today).filter(
        owner__is_active=True, due_on__gte=today - REMINDED_WITHIN
    )
    for material in late.select_related("owner").order_by("due_on", "pk"):
        notify(
            recipients=[material.owner],
            kind="material.late",
            subject=material,
            rung=f"{material.due_on}",
            at=at,
        )


def _tidy(material: Material) -> None:
    for field in WORDS:
        text = getattr(material, field).replace("\r\n", "\n").replace("\x00", "")
        setattr(material, field, text.strip())


def _record(verb: str, material: Material, *, actor: User, at: datetime) -> None:
    record(
        verb,
        subject=material,
        actor=actor,
        at=at,
        review=material.review,
        group=material.event.host if material.event else None,
    )
