"""The pieces of SQL with which search looks through what is written."""

from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Expression, F, Func, TextField, Value
from django.db.models.functions import Concat

from workspace.stems import Sought

LANGUAGES = [code for code, _name in settings.LANGUAGES]
BLANK = Value("", output_field=TextField())


class Matches(Func):
    """Whether these words are in the text. Read anew for each row: what one review
    holds is little, and a stored copy could say what the row no longer does. Signs
    that hold words together are blanks, so that each is found alone. Looking for the
    letters first is cheap, and leaves few rows to read."""

    output_field = BooleanField()
    template = (
        "(SELECT CASE WHEN NOT ({letters}) THEN false"
        " WHEN to_tsvector('russian', cut.words) @@ %s::tsquery THEN true"
        " ELSE (to_tsvector('russian', cut.words) || to_tsvector('simple', cut.words))"
        " @@ %s::tsquery END"
        " FROM (SELECT translate(lower(left({text}, 60000)),"
        " 'ё/\\._@-', 'е      ') AS words OFFSET 0) AS cut)"
    )

    def __init__(self, text: Any, asked: Sought):
        super().__init__(text)
        self.asked = asked

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        text, params = compiler.compile(self.source_expressions[0])
        patterns = [[f"%{one}%" for one in word] for word in self.asked.letters]
        letters = " AND ".join("cut.words LIKE ANY(%s::text[])" for _word in patterns)
        query = self.asked.query
        said = self.template.format(letters=letters, text=text)
        return said, [*patterns, query, query, *params]


def joined(*names: str | Expression) -> Expression:
    """These fields as one text."""
    parts: list[Any] = []
    for name in names:
        parts += [F(name) if isinstance(name, str) else name, Value(" ")]
    return Concat(*parts, output_field=TextField())


def in_languages(*fields: str) -> list[str]:
    return [f"{field}_{code}" for field in fields for code in LANGUAGES]


def said(
    *, title: str = "", body: str = "", **more: str | Expression
) -> dict[str, str | Expression]:
    """`title` and `body` are fields in each language."""
    found: dict[str, str | Expression] = dict(more)
    for name, field in (("title", title), ("body", body)):
        if field:
            found |= {f"{name}_{code}": f"{field}_{code}" for code in LANGUAGES}
    return found


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
