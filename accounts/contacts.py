"""How an organisation is reached: sealed in its row, opened for a page or a letter,
and nowhere else. Whoever calls has asked whether the person may."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Organisation, User
from audit.actions import record
from core.crypto import CannotUnseal, keep, reveal

FIELD = "sealed_contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Never put it into a log, a file or a trail: `repr` shows nothing of it."""

    person: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""

    def __repr__(self) -> str:
        return "Contact(…)"

    def __bool__(self) -> bool:
        return any((self.person, self.email, self.phone, self.note))


def contact_of(organisation: Organisation) -> Contact:
    """Empty where nothing is kept. Raises CannotUnseal if its key is gone."""
    said = reveal(organisation, FIELD)
    if not said:
        return Contact()
    try:
        return Contact(**json.loads(said))
    except (TypeError, ValueError):
        raise CannotUnseal from None


@transaction.atomic
def keep_contact(
    *,
    organisation: Organisation,
    contact: Contact,
    actor: User,
    at: datetime,
    review=None,
) -> Organisation:
    """Seal it in place of what was there; of the trail only that it was done, and in
    which review. An empty one is kept as nothing."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    keep(row, FIELD, json.dumps(asdict(contact)) if contact else "")
    row.save(update_fields=[FIELD, "updated_at"])
    record("organisation.contact_kept", subject=row, actor=actor, at=at, review=review)
    return row
