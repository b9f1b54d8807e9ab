"""Looking for words over everything that the reader may see in a review."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.utils.translation import get_language

from accounts.models import User
from catalogue.models import State
from core.lexemes import LANGUAGES, in_languages
from core.models import loaded
from core.statements import SOMEBODY, SOMETHING, Kept, kept, once
from core.words import Worded
from groups.models import Group
from reviews.models import Milestone, Review
from workspace.searchable import BY_NAME, KINDS, Kind, matching
from workspace.stems import Sought

OF_A_KIND = 5
ON_A_PAGE = 20
AROUND = 110  # letters before and after the word
TITLE_AT_MOST = 200
OF_A_GROUP = ("id", "is_confidential", *in_languages("name", "neutral_name"))
COLUMNS = ("of_kind", "pk", "whose", "said", "created_at", "of_all")
OF_A_READER = ("user", "review", "query")
PIECES = re.compile(r"([^\W_]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: one of the words that were looked for, or what is between."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text with its words marked, in the language it is in."""

    pieces: list[Piece]
    language: str

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    title: Shown
    snippet: Shown
    group: Worded | None  # by the name that the reader may know
    note: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    kind: Kind
    total: int
    results: list[Result]

    @property
    def has_more(self) -> bool:
        return self.total > len(self.results)


def search(review: Review, *, user: User, asked: Sought) -> list[OfKind]:
    """Of each kind the newest few and how many there are, in one question."""
    given = asked_of(review, user=user, asked=asked)
    names = _group_names(given)
    found: dict[str, list[tuple]] = {}
    for row in map(_read, _of_everything().ask(**given)):
        found.setdefault(row[0], []).append(row)
    return [
        OfKind(
            kind=kind,
            total=rows[0][-1],
            results=[
                _result(kind, row[:4], review=review, asked=asked, names=names)
                for row in sorted(rows, key=lambda row: row[4], reverse=True)
            ],
        )
        for kind in KINDS
        if (rows := found.get(kind.name))
    ]


def asked_of(review: Review, *, user: User, asked: Sought) -> dict[str, Any]:
    """What the statements are given."""
    return {
        "user": user.pk,
        "review": review.pk,
        "state": review.state_id,
        "query": asked.query,
        "some": asked.some,
        "letters": asked.letters,
    }


# Putting a statement together takes longer than asking it: it is done once, with
# stand-ins for what is given.


@once
def _of_everything() -> Kept:
    first, *rest = (_counted(_for_stand_ins(kind)) for kind in KINDS)
    return _kept(first.union(*rest, all=True), *OF_A_READER, "state")


@once
def _of_kind(name: str) -> Kept:
    needed = ("state", "query") if name == "recommendation" else OF_A_READER
    return _kept(_for_stand_ins(BY_NAME[name]).values_list(*COLUMNS[:4]), *needed)


def _stand_ins() -> tuple[User, Review, Sought]:
    user = User(pk=SOMEBODY)
    review = Review(pk=SOMETHING, state=State(pk=1_900_000_001))
    return user, review, Sought(query="{query}", some="{some}", letters="{letters}")


def _for_stand_ins(kind: Kind) -> QuerySet:
    user, review, asked = _stand_ins()
    return matching(kind, user=user, review=review, asked=asked)


def _kept(rows: QuerySet, *needed: str) -> Kept:
    """Not every kind asks for everything that is given. `needed`: without which the
    answer would be somebody else's."""
    user, review, asked = _stand_ins()
    given = asked_of(review, user=user, asked=asked)
    _written, params = rows.query.get_compiler(using=rows.db).as_sql()
    found = {name: one for name, one in given.items() if one in params}
    return kept(rows, found | {name: given[name] for name in needed})


def _count(one: Kept, given: Mapping[str, Any]) -> int:
    every = f"SELECT count(*) FROM ({one.statement}) AS found"  # noqa: S608 -- made of our own
    ((number,),) = Kept(every, one.names).ask(**given)
    return number


def _some(one: Kept, given: Mapping[str, Any], *, start: int) -> list[tuple]:
    statement = f"{one.statement} LIMIT %s OFFSET %s"
    asked = Kept(statement, [*one.names, "most", "start"])
    return list(map(_read, asked.ask(**given, most=ON_A_PAGE, start=start)))


def _read(row: tuple) -> tuple:
    name, key, whose, said, *more = row
    return (name, key, whose, json.loads(said), *more)


def _counted(rows: QuerySet) -> QuerySet:
    counted = rows.annotate(of_all=Window(Count("*")))
    return counted.values_list(*COLUMNS)[:OF_A_KIND]


def search_kind(
    review: Review, kind: Kind, *, user: User, asked: Sought, page: str
) -> tuple[Page, list[Result]]:
    """All of one kind, page by page."""
    given = asked_of(review, user=user, asked=asked)
    one = _of_kind(kind.name)
    found = Paginator(range(_count(one, given)), ON_A_PAGE).get_page(page)
    rows = _some(one, given, start=max(found.start_index() - 1, 0))
    names = _group_names(given)
    return found, [
        _result(kind, row, review=review, asked=asked, names=names) for row in rows
    ]


def _group_names(given: Mapping[str, Any]) -> dict[UUID, Worded]:
    names = {}
    for opened, *columns in _groups().ask(**given):
        group = loaded(Group, **dict(zip(OF_A_GROUP, columns, strict=True)))
        group.opened = opened  # type: ignore[attr-defined]
        names[group.pk] = group.name
    return names


@once
def _groups() -> Kept:
    user, review, _asked = _stand_ins()
    groups = Group.objects.visible_to(user).filter(review=review)
    return _kept(groups.values_list("opened", *OF_A_GROUP), "user", "review")


def _result(
    kind: Kind,
    row: Iterable[Any],
    *,
    review: Review,
    asked: Sought,
    names: Mapping[UUID, Worded],
) -> Result:
    _name, key, whose, said = row
    return Result(
        title=_shown(_texts(said, "title"), asked, at_most=TITLE_AT_MOST),
        snippet=_shown(_texts(said, "body"), asked, at_most=2 * AROUND),
        group=names.get(whose),
        note=said.get("mark") or "",
        url=kind.url(review.pk, key, said),
    )


def _texts(said: Mapping[str, Any], name: str) -> list[Worded]:
    """Those there are, each in one line, in the reader's language first."""
    here = get_language() or "en"
    if f"{name}_own" in said:
        own = said[f"{name}_own"]
        found = [Worded(own or "", said.get("language") or here)]
    elif name == "title" and "kind" in said:  # a date is called by its kind
        found = [Worded(said["name"] or str(Milestone.Kind(said["kind"]).label), here)]
    else:
        order = [here, *(code for code in LANGUAGES if code != here)]
        found = [Worded(said.get(f"{name}_{code}") or "", code) for code in order]
    lines = [Worded(" ".join(text.text.split()), text.language) for text in found]
    return [line for line in lines if line]


def _shown(texts: list[Worded], asked: Sought, *, at_most: int) -> Shown:
    """The first one with a word in it, else the first one."""
    if not texts:
        return Shown(pieces=[], language="")
    hits = ((text, _first_hit(text.text, asked)) for text in texts)
    with_hit = ((text, at) for text, at in hits if at is not None)
    text, at = next(with_hit, (texts[0], 0))
    cut = _cut(text.text, at, at_most)
    return Shown(pieces=list(_pieces(cut, asked)), language=text.language)


def _first_hit(words: str, asked: Sought) -> int | None:
    if not asked.may_be_in(words):
        return None
    hits = (found.start() for found in PIECES.finditer(words) if asked.hits(found[0]))
    return next(hits, None)


def _cut(words: str, at: int, at_most: int) -> str:
    """Around that place, at whole words."""
    if len(words) <= at_most:
        return words
    start = max(0, min(at - at_most // 2, len(words) - at_most))
    if start:
        blank = words.find(" ", start, at)
        start = blank + 1 if blank != -1 else start
    end = min(len(words), start + at_most)
    if end < len(words):
        blank = words.rfind(" ", at, end)
        end = blank if blank > at else end
    before, after = "… " if start else "", " …" if end < len(words) else ""
    return f"{before}{words[start:end]}{after}"


def _pieces(text: str, asked: Sought) -> Iterator[Piece]:
    """The words that were looked for, and what is between two of them as one."""
    between = 0
    for word in PIECES.finditer(text):
        if asked.hits(word[0]):
            if word.start() > between:
                yield Piece(text[between : word.start()])
            yield Piece(word[0], is_hit=True)
            between = word.end()
    if between < len(text):
        yield Piece(text[between:])


def kind_called(name: str) -> Kind | None:
    return BY_NAME.get(name)
