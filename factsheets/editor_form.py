"""The editor without its script: all texts of the page come in one form, and
whatever of it cannot be saved is given back to whoever typed it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import ActionRefused
from core.translations import digest
from factsheets import actions
from factsheets.blocks import tidy
from factsheets.editor_rows import LABELS
from factsheets.models import ChosenRecommendation, Factsheet, Level


def save_form(
    factsheet: Factsheet, form: Mapping[str, str], *, actor: User, at: datetime
) -> list[dict]:
    """Save every text of the form that differs from what the person started
    from. Returns what could not be saved, with both texts.

    Raises KeyError for a field that this page could never have had.
    """
    wrong = []
    for name, text in form.items():
        kind, _colon, rest = name.partition(":")
        key, _colon, language = rest.rpartition(":")
        base = form.get(f"base:{rest}", "")
        if kind != "text" or digest(tidy(text)) == base:
            continue
        label = LABELS[key.rpartition(".")[2]]
        said = {"label": label, "language": language, "mine": text, "theirs": None}
        try:
            actions.write_block(
                factsheet_id=factsheet.pk,
                key=key,
                language=language,
                text=text,
                base=base,
                actor=actor,
                at=at,
            )
        except KeyError:
            # Taken off the page meanwhile: the words written about it are not lost.
            if not key.startswith("past."):
                raise
            sentence = _("Somebody else wrote here while you were writing.")
            wrong.append({**said, "sentence": sentence})
        except ActionRefused as refusal:
            theirs = getattr(refusal, "theirs", None)
            wrong.append({**said, "sentence": str(refusal), "theirs": theirs})
    save_levels(factsheet, form, actor=actor, at=at)
    return wrong


def save_levels(
    factsheet: Factsheet, form: Mapping[str, str], *, actor: User, at: datetime
) -> None:
    for name, level in form.items():
        kind, _colon, chosen_id = name.partition(":")
        # An answer that this person left alone must not undo another’s.
        was_changed = form.get(f"was:{chosen_id}") != level
        if kind == "level" and level in Level.values and was_changed:
            save_level(factsheet, chosen_id, level, actor=actor, at=at)


def save_level(
    factsheet: Factsheet, chosen_id: str, level: str, *, actor: User, at: datetime
) -> None:
    """Raises KeyError where nothing of this page is judged."""
    try:
        chosen = factsheet.chosen.on_page().get(pk=UUID(chosen_id))
        if chosen.level != level:
            actions.judge_recommendation(
                factsheet_id=factsheet.pk,
                chosen_id=chosen.pk,
                level=level,
                actor=actor,
                at=at,
            )
    except (ValueError, ChosenRecommendation.DoesNotExist):
        raise KeyError(chosen_id) from None
