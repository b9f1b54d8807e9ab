"""What the pages of the desk show: lists, where a factsheet stands, what stands
between it and its readers. Reads only (a look at a page orders its proof)."""

import json
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from core.translations import BlockState, is_filled
from core.words import worded
from factsheets import content, proving, publishing
from factsheets.models import LANGUAGES, Edition, Factsheet
from factsheets.queries import material_of
from factsheets.rules import permitted
from groups.models import Group, Membership
from reviews.models import Review

LANGUAGE_NAMES = dict(settings.LANGUAGES)
STATUS_MARKS = {
    "draft": "draft",
    "review": "review",
    "published": "agreed",
    "withdrawn": "missing",
}


def rows_for(user: User, *, review: Review, group: Group | None = None) -> list[dict]:
    """Factsheets of the review that the person may know of, those of a group if one
    is named, with the name of their group as this person may see it."""
    known = Factsheet.objects.visible_to(user).filter(review=review).for_listing()
    if group:
        groups, known = {group.pk: group}, known.filter(group=group)
    else:
        rows_of_groups = Group.objects.visible_to(user).filter(review=review)
        groups = {row.pk: row for row in rows_of_groups}
    rows = []
    for factsheet in known:
        of = groups.get(factsheet.group_id)
        rows.append(
            {
                "factsheet": factsheet,
                # Outside the group nobody reads the words that are being written.
                "title": worded(
                    factsheet, "title" if factsheet.opened else "published_title"
                ),
                "group": of.name if of else "",
                "mark": STATUS_MARKS[factsheet.status],
                "is_open": factsheet.opened,
                "languages": language_states(factsheet),
            }
        )
    return rows


def language_states(factsheet: Factsheet) -> list[dict]:
    """Per language the worst state of its blocks: what is left to do."""
    return [
        {
            "language": language,
            "name": LANGUAGE_NAMES[language],
            "state": overall_state(factsheet, language),
        }
        for language in LANGUAGES
    ]


def overall_state(factsheet: Factsheet, language: str) -> BlockState:
    if language == factsheet.in_step_with:
        return BlockState.SOURCE
    written = [block for block in factsheet.blocks(language) if is_filled(block.source)]
    if not any(is_filled(block.text) for block in written):
        return BlockState.MISSING
    states = {block.state for block in written}
    for state in (BlockState.STALE, BlockState.MISSING, BlockState.REVIEW):
        if state in states:
            return state
    return BlockState.AGREED


def may_start(user: User, *, review: Review) -> bool:
    writes = [Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER]
    return Membership.objects.filter(
        user=user, group__review=review, role__in=writes
    ).exists()


def desk_of(factsheet: Factsheet, *, user: User, at: datetime) -> dict:
    """Where the factsheet stands. Wants one that `visible_to` has found."""
    newest = factsheet.editions.order_by("-number").first()
    may = permitted(user, factsheet)
    factsheet.group.opened = factsheet.is_group_open  # decides which name is shown
    return {
        "factsheet": factsheet,
        "review": factsheet.review,
        "group": factsheet.group,
        "title": worded(factsheet, "title"),
        "key_message": worded(factsheet, "key_message"),
        "mark": STATUS_MARKS[factsheet.status],
        "languages": language_states(factsheet),
        "newest": newest,
        "has_changed": factsheet.is_published and has_changed(factsheet, newest),
        "renditions": renditions_of(newest, at=at),
        "public_url": content.public_address(factsheet)
        if factsheet.review.is_public and factsheet.is_published
        else "",
        "links": list(
            newest.share_links.filter(is_printed=False, revoked_at=None).order_by(
                "-created_at", "pk"
            )
        )
        if newest and may["share"]
        else [],
        "may": may,
        "at": at,
    }


def has_changed(factsheet: Factsheet, edition: Edition) -> bool:
    """The words differ from those that were published."""
    material = material_of(factsheet)
    return any(
        words_of(edition.content[language])
        != words_of(
            content.facts_of(
                factsheet,
                language,
                on=timezone.localdate(edition.published_at),
                languages=tuple(edition.languages),
                material=material,
            ).to_json()
        )
        for language in edition.languages
    )


def words_of(facts: dict) -> str:
    """Facts without number and date of their version, to be compared."""
    volatile = {"version_number", "version_date"}
    kept = {key: value for key, value in facts.items() if key not in volatile}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)


def renditions_of(edition, *, at: datetime) -> list[dict]:
    """The PDFs of the edition with their progress."""
    if edition is None or edition.is_withdrawn:
        return []
    made = {}
    for rendition in edition.renditions.select_related("file").order_by("created_at"):
        made[rendition.languages] = rendition
    return [
        {"name": name, "rendition": made.get(name)}
        for name in publishing.sets_of(edition)
    ]


def publication_offer(factsheet: Factsheet) -> list[dict]:
    """Per language with any words: what stands in the way."""
    languages = [
        language
        for language in LANGUAGES
        if any(is_filled(block.text) for block in factsheet.blocks(language))
    ]
    obstacles = proving.obstacles(factsheet, languages)
    offer = []
    for language in languages:
        found = [row for row in obstacles if row.language == language]
        offer.append(
            {
                "language": language,
                "name": LANGUAGE_NAMES[language],
                "obstacles": found,
                "is_free": not found,
                "is_blocked": any(not row.may_be_accepted for row in found),
                "is_pending": any(row.passes for row in found),
            }
        )
    return offer
