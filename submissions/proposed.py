"""The wording that organisations are asked to agree to: made of the texts as they
stand, kept word for word, compared with what stands there later.

What is only suggested is not in it. A comma makes it another wording; the ids that
browsers give to paragraphs do not.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.words import worded
from proposals.models import Proposal
from submissions import documents, lookback, rendering
from submissions.desk import LANGUAGE_NAMES, fresh_documents
from submissions.documents import Node
from submissions.models import Submission, Text, Wording
from submissions.numbers import numbered

Content = dict[str, Any]


def contents_now(submission: Submission, *, user) -> dict[str, Content]:
    """What would be proposed now, by language; a language in which nothing is
    written has none. Wants the texts locked where it is to be kept."""
    sections = list(submission.sections.in_order())
    numbers = numbered(sections)
    texts = list(
        Text.objects.filter(section__submission=submission).without_blobs().in_order()
    )
    found = {
        pk: documents.settled(document)
        for pk, document in fresh_documents(texts).items()
    }
    labels = _labels(submission, found.values(), user=user)
    contents = {}
    for language in submission.languages:
        own = {
            text.section_id: found[text.pk]
            for text in texts
            if text.language == language
        }
        if not any(documents.word_count(document) for document in own.values()):
            continue
        used = set(_refs(own.values()))
        contents[language] = {
            "title": str(worded(submission, "title", language)),
            "about": _about(submission, language),
            "sections": [
                {
                    "id": str(section.pk),
                    "number": numbers[section.pk],
                    "heading": str(worded(section, "heading", language)),
                    "depth": section.depth,
                    "document": own.get(section.pk, {"type": "doc"}),
                }
                for section in sections
            ],
            "labels": {
                ref: getattr(row, f"wording_{language}")
                for ref, row in labels.items()
                if ref in used
            },
        }
    return contents


def _about(submission: Submission, language: str) -> str:
    with override(language):
        return _("Universal Periodic Review: %(state)s, cycle %(cycle)s") % {
            "state": submission.review.state.name,
            "cycle": submission.review.cycle,
        }


def _labels(
    submission: Submission, found: Iterable[Node], *, user
) -> dict[str, Proposal]:
    """The proposals that stand in it: of groups that take part, or open to whoever
    proposes the wording. The id of any other one brings no word of it along."""
    refs = set(_refs(found))
    if not refs:
        return {}
    rows = Proposal.objects.filter(
        Q(pk__in=Proposal.objects.visible_to(user).values("pk"))
        | Q(group__participations__submission=submission),
        pk__in=refs,
    )
    return {str(row.pk): row for row in rows}


def _refs(found: Iterable[Node]) -> Iterator[str]:
    for node in found:
        for child in node.get("content", []):
            if child["type"] == "proposal":
                try:
                    yield str(UUID(str(child.get("attrs", {}).get("ref"))))
                except ValueError:  # whatever a browser sent
                    continue
            yield from _refs([child])


def digest_of(content: Content) -> str:
    """Of every word, sign and format; not of ids."""
    said = [
        content["title"],
        content["about"],
        [
            [row["number"], row["heading"], row["depth"], _plain(row["document"])]
            for row in content["sections"]
        ],
        sorted(content["labels"].items()),
    ]
    written = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(node: Node) -> Node:
    """Without ids; runs that look the same are one run, wherever somebody typed."""
    attrs = {key: value for key, value in node.get("attrs", {}).items() if key != "id"}
    content: list[Node] = []
    for child in node.get("content", []):
        if child["type"] != "text":
            content.append(_plain(child))
            continue
        marks = sorted(child.get("marks", []), key=lambda mark: mark["type"])
        last = content[-1] if content else None
        if last and last["type"] == "text" and last["marks"] == marks:
            last["text"] += child.get("text", "")
        else:
            text = {"type": "text", "text": child.get("text", ""), "marks": marks}
            content.append(text)
    return {"type": node["type"], "attrs": attrs, "content": content}


def words_in(content: Content) -> int:
    return sum(documents.word_count(row["document"]) for row in content["sections"])


# What is asked about now


def in_force(submission: Submission) -> dict[str, Wording]:
    """By language, the one that the submission is written in first."""
    rows = list(Wording.objects.of_round(submission))
    rows.sort(
        key=lambda row: (row.language != submission.source_language, row.language)
    )
    return {row.language: row for row in rows}


def propose(
    submission: Submission, *, actor, at: datetime
) -> tuple[dict[str, Wording], bool]:
    """Keep what stands there now, unless it is what organisations are asked about
    already. Says whether it is new. Wants the submission and its texts locked."""
    contents = contents_now(submission, user=actor)
    known = in_force(submission)
    if not differing(known, contents):
        return known, False
    number = 1 + max((row.number for row in known.values()), default=0)
    made = [
        Wording(
            submission=submission,
            number=number,
            language=language,
            content=content,
            digest=digest_of(content),
            word_count=words_in(content),
            made_at=at,
            made_by=actor,
        )
        for language, content in contents.items()
    ]
    Wording.objects.bulk_create(made)
    return in_force(submission), bool(made)


def differing(
    known: Mapping[str, Wording], contents: Mapping[str, Content]
) -> set[str]:
    """Languages in which the one does not read like the other."""
    digests = {language: row.digest for language, row in known.items()}
    now = {language: digest_of(content) for language, content in contents.items()}
    return {
        language
        for language in {*digests, *now}
        if digests.get(language) != now.get(language)
    }


# Shown


@dataclass(frozen=True, slots=True)
class Difference:
    """What reads otherwise in one language."""

    language: str
    name: str
    found: lookback.Compared


def differences(
    before: Mapping[str, Content], after: Mapping[str, Content]
) -> list[Difference]:
    """Where one of them has no words in a language, all of the other is new, or
    gone."""
    found = []
    for language in [*after, *(code for code in before if code not in after)]:
        then, now = before.get(language), after.get(language)
        if then and now and digest_of(then) == digest_of(now):
            continue
        found.append(
            Difference(
                language=language,
                name=str(LANGUAGE_NAMES[language]),
                found=lookback.compared(_as_read(then), _as_read(now)),
            )
        )
    return found


def changed_since(submission: Submission, *, user) -> list[Difference]:
    """What reads otherwise now than organisations were asked about."""
    known, contents = in_force(submission), contents_now(submission, user=user)
    if not differing(known, contents):
        return []
    return differences({code: row.content for code, row in known.items()}, contents)


def _as_read(content: Content | None) -> Node:
    """For comparing: proposals by what they say."""
    if not content:
        return {"type": "doc"}
    whole = joined(content, with_title=True)
    labels = content["labels"]
    return {**whole, "content": [_said(node, labels) for node in whole["content"]]}


def _said(node: Node, labels: Mapping[str, str]) -> Node:
    if node["type"] == "proposal":
        attrs = node.get("attrs", {})
        words = labels.get(str(attrs.get("ref")), "")
        text = [{"type": "text", "text": words}] if words else []
        return {"type": "paragraph", "attrs": {"id": attrs.get("id")}, "content": text}
    if "content" not in node:
        return node
    return {**node, "content": [_said(child, labels) for child in node["content"]]}


def joined(content: Content, *, with_title: bool = False) -> Node:
    """The whole as one document: its paragraphs are counted through all of it."""
    nodes: list[Node] = []
    if with_title:
        nodes.append(_heading("btitle00000", content["title"], 1))
    for row in content["sections"]:
        name = f"b{row['id'].replace('-', '')[:10]}"
        nodes.append(_heading(name, f"{row['number']}. {row['heading']}", row["depth"]))
        nodes += [
            _deeper(node, row["depth"]) for node in row["document"].get("content", [])
        ]
    return {"type": "doc", "content": nodes}


def _heading(key: str, words: str, level: int) -> Node:
    return {
        "type": "heading",
        "attrs": {"id": key, "level": level},
        "content": [{"type": "text", "text": words}],
    }


def _deeper(node: Node, depth: int) -> Node:
    if node["type"] != "heading":
        return node
    attrs = node.get("attrs", {})
    level = attrs.get("level")
    level = level if isinstance(level, int) else 1
    return {**node, "attrs": {**attrs, "level": level + depth}}


def drawn(content: Content, *, language: str) -> SafeString:
    labels = {
        ref: rendering.Label(words) for ref, words in content["labels"].items() if words
    }
    return rendering.render(joined(content), language=language, labels=labels)


def chosen(rows: Mapping[str, Wording], languages: Sequence[str]) -> Wording | None:
    """In the first of these languages that there is; else in whatever there is."""
    for language in languages:
        if language in rows:
            return rows[language]
    return next(iter(rows.values()), None)
