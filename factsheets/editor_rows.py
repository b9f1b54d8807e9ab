"""What the editor shows: the steps with their texts in two languages, what can be
picked and asked. Reads only."""

import rules
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.translations import BlockState, digest, is_filled
from factsheets import content, proving
from factsheets.blocks import tidy
from factsheets.desk import LANGUAGE_NAMES
from factsheets.forms import AsksForm, PickForm
from factsheets.models import LANGUAGES, Factsheet, Proof
from factsheets.queries import Material
from recommendations import queries as record
from recommendations.models import MadeBy, Position

# The page from top to bottom, as people fill it.
STEPS = (
    (_("First"), ("title", "key_message", "key_figures")),
    (_("What was asked before"), ("past_intro",)),
    (_("Situation"), ("situation", "challenges", "framework")),
    (_("Chart"), ("chart_title", "chart_lead", "chart_whole", "chart_part")),
    (_("Foot of the page"), ("contact", "sources")),
)
OPEN_STEPS = {"title", "past_intro"}  # the others unfold
LABELS = {
    "title": _("Title"),
    "key_message": _("Key message"),
    "key_figures": _("Figures beside it"),
    "past_intro": _("What was asked before, in short"),
    "situation": _("Situation"),
    "challenges": _("What stands in the way"),
    "framework": _("National framework"),
    "chart_title": _("Chart: what it says"),
    "chart_lead": _("Chart: what is counted"),
    "chart_whole": _("The whole bar is"),
    "chart_part": _("The dark part is"),
    "chart_rows": _("Figures of the chart"),
    "contact": _("Contact"),
    "sources": _("Sources"),
    "headline": _("In a few words"),
    "outcome": _("What became of it"),
}
HINTS = {
    "key_message": _("The one sentence a diplomat should remember."),
    "key_figures": _(
        "Up to three lines: number | words. For example: 31% | followed by a visit"
    ),
    "situation": _("Shown where there is no chart. A line is a paragraph."),
    "challenges": _(
        "A line is a paragraph. Words between *asterisks* are printed bold."
    ),
    "chart_title": _("A finding, such as: Orders grew, visits did not"),
    "chart_rows": _("A line a bar: label; all; part. For example: 2024; 7210; 3020"),
    "contact": _("If empty: the contact of the coalition."),
    "sources": _("Where the figures come from, with dates."),
}
TALL = {
    "key_message": 3,
    "key_figures": 3,
    "situation": 5,
    "challenges": 6,
    "framework": 3,
    "sources": 3,
    "contact": 3,
    "past_intro": 2,
    "chart_rows": 6,
    "outcome": 2,
}


def editor_rows(factsheet: Factsheet, *, target: str) -> list[dict]:
    """The steps of the editor with their text blocks in source and target."""
    return [
        {
            "name": name,
            "anchor": keys[0],
            "blocks": [block_row(factsheet, key, target) for key in keys],
            "is_past": keys[0] == "past_intro",
            "is_chart": keys[0] == "chart_title",
            "is_open": keys[0] in OPEN_STEPS
            or any(
                is_filled(factsheet.text_of(key, code))
                for key in keys
                for code in LANGUAGES
            ),
        }
        for name, keys in STEPS
    ]


def block_row(factsheet: Factsheet, key: str, target: str) -> dict:
    source = factsheet.in_step_with
    block = factsheet.block(key, target)
    return {
        "key": key,
        "label": LABELS[key],
        "hint": HINTS.get(key, ""),
        "rows": TALL.get(key, 1),
        "limit": Factsheet.TEXTS[key],
        "cells": [
            cell(key, source, factsheet.text_of(key, source)),
            cell(key, target, block.text, state=block.state),
        ],
        "is_needed": is_filled(block.source) or is_filled(block.text),
        "can_agree": block.state in {BlockState.REVIEW, BlockState.STALE}
        and is_filled(block.text),
    }


def cell(key: str, language: str, text: str, state: str = "source") -> dict:
    return {
        "id": f"{key}-{language}".replace(".", "-"),
        "name": f"text:{key}:{language}",
        "base_name": f"base:{key}:{language}",
        "key": key,
        "language": language,
        "language_name": LANGUAGE_NAMES.get(language, ""),
        "text": text,
        "base": digest(text),
        "state": state,
    }


def chosen_rows(factsheet: Factsheet, material: Material, *, target: str) -> list[dict]:
    """Past recommendations on the page, each with its own texts."""
    return [
        {
            "chosen": row,
            "wording": material.cited(row).wording,
            "reference": content.reference(material.cited(row), factsheet.in_step_with),
            "position": material.cited(row).position or "pending",
            "blocks": [
                {
                    "key": f"past.{row.pk}.{field}",
                    "label": LABELS[field],
                    "rows": TALL.get(field, 1),
                    "limit": limit,
                    "cells": [
                        cell(
                            f"past.{row.pk}.{field}",
                            language,
                            getattr(row, f"{field}_{language}") or "",
                        )
                        for language in (factsheet.in_step_with, target)
                    ],
                }
                for field, limit in (("headline", 120), ("outcome", 240))
            ],
        }
        for row in material.chosen
    ]


def ask_rows(factsheet: Factsheet, material: Material, *, target: str) -> list[dict]:
    """Numbered asks with their wording in both languages."""
    return [
        {
            "proposal": ask.proposal,
            "texts": [
                (language, getattr(ask.proposal, f"wording_{language}"))
                for language in (factsheet.in_step_with, target)
            ],
        }
        for ask in material.asks
    ]


def targets(factsheet: Factsheet) -> list[dict]:
    return [
        {"language": code, "name": LANGUAGE_NAMES[code]}
        for code in LANGUAGES
        if code != factsheet.in_step_with
    ]


def default_target(factsheet: Factsheet) -> str:
    return "en" if factsheet.in_step_with != "en" else "ru"


def proof_view(proof: Proof) -> dict:
    return {
        "proof": proof,
        "complaints": proving.complaints(proof) if not proof.is_pending else [],
        "failed": proof.state == Proof.State.FAILED,
    }


def may_publish(user: User, factsheet: Factsheet) -> bool:
    return rules.has_perm("factsheets.publish_factsheet", user, factsheet)


PICK_PAGE = 40  # rows shown at once; the rest is found by a word


def picking(request, factsheet: Factsheet, form: PickForm) -> dict:
    """What can be picked: the chosen ones first, then what the filter finds. A
    choice that was refused is still there."""
    chosen = factsheet.chosen.on_page()
    picked = (
        form.asked if form.is_bound else chosen.values_list("recommendation", flat=True)
    )
    places = {pk: place for place, pk in enumerate(picked)}
    words = tidy(request.POST.get("q", request.GET.get("q", "")))[:100]
    position = request.GET.get("position", "")
    found = Q()
    for word in words.split()[:6]:
        found &= has_word(word)
    if position in Position.Kind.values:
        found &= Q(position=position)
    is_chosen = Q(pk__in=places)
    rows = (
        record.for_listing(factsheet.review)
        .filter(found | is_chosen if found else found)
        .annotate(is_chosen=is_chosen)
    )
    rows = rows.order_by(F("is_chosen").desc(), *rows.query.order_by)
    shown = list(rows[: len(places) + PICK_PAGE + 1])
    kept = [row for row in shown if row.is_chosen]
    others = [row for row in shown if not row.is_chosen]
    return {
        "seen": form.seen if form.is_bound else [row.pk for row in kept],
        "kept": sorted(kept, key=lambda row: (places[row.pk], row.pk)),
        "found": others[:PICK_PAGE],
        "has_more": len(others) > PICK_PAGE,
        "words": words,
        "position": position,
        "last_review_missing": not record.last_review_loaded(factsheet.review),
        "nothing_loaded": not shown and not record.pickable(factsheet.review).exists(),
    }


def has_word(word: str) -> Q:
    """In any language of the wording, or in the name of a State that made it."""
    return (
        Q(wording_en__icontains=word)
        | Q(wording_ru__icontains=word)
        | Q(wording_ky__icontains=word)
        | Q(
            pk__in=MadeBy.objects.filter(
                Q(state__name_en__icontains=word)
                | Q(state__name_ru__icontains=word)
                | Q(state__name_ky__icontains=word)
            ).values("recommendation")
        )
    )


def asking(factsheet: Factsheet, proposals, form: AsksForm) -> dict:
    """Proposals of the group, the asks of the page first and in their order. A
    choice that was refused is still there."""
    asks = factsheet.asks.order_by("place", "pk")
    picked = form.asked if form.is_bound else asks.values_list("proposal", flat=True)
    places = {pk: place for place, pk in enumerate(picked, start=1)}
    rows = [
        {
            "proposal": proposal,
            "is_asked": proposal.pk in places,
            "place": places.get(proposal.pk, ""),
            "languages": [
                code
                for code in LANGUAGES
                if is_filled(getattr(proposal, f"wording_{code}"))
            ],
        }
        for proposal in proposals
    ]
    rows.sort(key=lambda row: (not row["is_asked"], row["place"] or 0))
    return {"rows": rows, "seen": form.seen if form.is_bound else list(places)}
