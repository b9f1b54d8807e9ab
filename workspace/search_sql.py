"""The pieces of SQL with which search looks through what is written."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import (
    BooleanField,
    Expression,
    F,
    Func,
    JSONField,
    TextField,
    Value,
)
from django.db.models.functions import Concat

from core.lexemes import LANGUAGES, READ_AT_MOST, Holds, Lexemes
from workspace.stems import Sought

BLANK = Value("", output_field=TextField())


class Matches(Func):
    """Whether these words are in the text, read anew for each row as `core.lexemes`
    reads it: for what a review holds little of, and what lies in several tables.
    Looking for the letters first is cheap, and leaves few rows to read."""

    output_field = BooleanField()
    template = (
        "(SELECT CASE WHEN NOT (cut.words ~ ALL(%s::text[])) THEN false"
        " WHEN to_tsvector('russian', cut.words) @@ %s::tsquery THEN true"
        " ELSE (to_tsvector('russian', cut.words) || to_tsvector('simple', cut.words))"
        " @@ %s::tsquery END"
        " FROM (SELECT translate(lower(left({text}, {most})),"
        " 'ё/\\._@-', 'е      ') AS words OFFSET 0) AS cut)"
    )

    def __init__(self, text: Any, asked: Sought):
        super().__init__(text)
        self.asked = asked

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        text, params = compiler.compile(self.source_expressions[0])
        query = self.asked.query
        said = self.template.format(text=text, most=READ_AT_MOST)
        return said, [self.asked.letters, query, query, *params]


def read_anew(*names: str | Expression) -> Callable[[Sought], Expression]:
    """Whether the words are in these fields; no index is asked."""
    return partial(Matches, joined(*names))


def by_index(*names: str | Expression) -> Callable[[Sought], Expression]:
    """Whether the words are in these fields, of which the model has an index."""
    lexemes = Lexemes(*names)
    return lambda asked: Holds(lexemes, asked.query)


def joined(*names: str | Expression) -> Expression:
    """These fields as one text."""
    parts: list[Any] = []
    for name in names:
        parts += [F(name) if isinstance(name, str) else name, Value(" ")]
    return Concat(*parts, output_field=TextField())


def said(
    *, title: str = "", body: str = "", **more: str | Expression
) -> dict[str, str | Expression]:
    """`title` and `body` are fields in each language."""
    found: dict[str, str | Expression] = dict(more)
    for name, field in (("title", title), ("body", body)):
        if field:
            found |= {f"{name}_{code}": f"{field}_{code}" for code in LANGUAGES}
    return found


class Told(Func):
    """What is told of a row that is shown. Whole texts stand in it, and PostgreSQL would
    read those of every row that was found: it puts off until after the limit only what
    may change from row to row, which is all that `random` is for."""

    output_field = JSONField()
    template = "(CASE WHEN random() < 2 THEN %(expressions)s END)"


ALL_LANGUAGES = "$.*"
UNREAD = ("contact", "language", "languages", "logo", "address", "version_date")


class Published(Func):
    """Every text of a frozen content, below `path`."""

    output_field = TextField()
    template = (
        "(SELECT string_agg(piece #>> '{}', ' ') FROM jsonb_path_query(%(expressions)s,"
        " '%(path)s.keyvalue() ? (%(read)s).value.** ? (@.type() == \"string\")')"
        " AS piece)"
    )

    def __init__(self, content: Any, path: str = "$"):
        read = " && ".join(f'@.key != "{key}"' for key in UNREAD)
        super().__init__(content, path=path, read=read)


class Title(Func):
    """The title in a frozen content, in one language."""

    output_field = TextField()
    template = "(%(expressions)s #>> '{%(language)s,title}')"
