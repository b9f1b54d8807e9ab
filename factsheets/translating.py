"""A factsheet before a translator, and her words coming back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from audit.actions import record
from core.translations import (
    CannotTake,
    Counterpart,
    Handed,
    TextGone,
    is_filled,
    refuse_what_moved,
)
from factsheets.actions import note_written, touch
from factsheets.blocks import counterparts_of, place_of, tidy
from factsheets.models import ChosenRecommendation, Factsheet
from factsheets.queries import chosen_on

LABEL = "factsheets.factsheet"


def factsheets_to_translate(user: User, *, review, source: str) -> Any:
    """Of the groups whose work the person may read."""
    rows = Factsheet.objects.worked_on_by(user).filter(
        review=review, source_language=source
    )
    return rows.select_related("group", "review").order_by("created_at", "pk")


def counterparts(factsheets: Iterable[Factsheet], *, into: str) -> list[Counterpart]:
    factsheets = list(factsheets)
    chosen: dict[UUID, list[ChosenRecommendation]] = {}
    rows = ChosenRecommendation.objects.filter(factsheet__in=factsheets).on_page()
    for row in rows:
        chosen.setdefault(row.factsheet_id, []).append(row)
    return [
        block
        for factsheet in factsheets
        for block in counterparts_of(factsheet, chosen.get(factsheet.pk, []), into)
    ]


@transaction.atomic
def take_translation(
    *,
    factsheet_id: UUID,
    block: str,
    language: str,
    handed: Handed,
    actor: User | None,
    via: str = "",
    at: datetime,
) -> Counterpart:
    """Set a text of the page, as *in review*. Raises SourceChanged or
    WrittenMeanwhile with how it stands; then nothing is written."""
    factsheet = (
        Factsheet.objects.select_for_update(of=("self",))
        .select_related("review", "group")
        .get(pk=factsheet_id)
    )
    chosen = list(chosen_on(factsheet))
    now = next(
        (
            row
            for row in counterparts_of(factsheet, chosen, language)
            if row.block == block
        ),
        None,
    )
    if now is None or language == factsheet.source_language:
        raise TextGone(_("This text was taken off the page meanwhile."))
    refuse_what_moved(now, handed)
    text = tidy(handed.text)
    if not is_filled(text):
        raise CannotTake(_("Write the translation first."))
    place = place_of(factsheet, block, language)
    if len(text) > place.limit:
        raise CannotTake(
            ngettext(
                "This text may have %(limit)s character; it has %(length)s.",
                "This text may have %(limit)s characters; it has %(length)s.",
                place.limit,
            )
            % {"limit": place.limit, "length": len(text)}
        )
    setattr(place.row, place.column, text)
    place.row.save(update_fields=[place.column, "updated_at"])
    note_written(factsheet, block, language)
    touch(factsheet)
    record(
        "factsheet.translated",
        subject=factsheet,
        actor=actor,
        via=via,
        at=at,
        review=factsheet.review,
        group=factsheet.group,
    )
    return now
