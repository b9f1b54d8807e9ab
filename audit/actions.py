from datetime import datetime

from django.db import models, transaction

from audit.models import Entry


def record(
    verb: str,
    *,
    subject: models.Model,
    actor,
    at: datetime,
    review=None,
    group=None,
    via: str = "",
) -> Entry:
    """Append to the trail: who (`actor`, None for a machine or a link holder),
    did what, to which object, when, by which way (`via`: "invitation", "command").

    Refuses to run outside a transaction, so an entry can never outlive the
    change it describes.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record() must share a transaction with the change")
    return Entry.objects.create(
        verb=verb,
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        review_id=review.pk if review else None,
        group_id=group.pk if group else None,
        actor_id=actor.pk if actor and actor.is_authenticated else None,
        at=at,
        via=via,
    )
