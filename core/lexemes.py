"""The words of what is written, as search reads them. An index over them belongs to
the model: nothing is copied that could say what the row no longer does."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Expression, Func

LANGUAGES = [code for code, _name in settings.LANGUAGES]
READ_AT_MOST = 60_000  # letters of a row


def in_languages(*fields: str) -> list[str]:
    """These fields in each language."""
    return [f"{field}_{code}" for field in fields for code in LANGUAGES]


class Lexemes(Func):
    """Of these fields together: every word in its Russian or English stem, and as it
    stands. Signs that hold words together are blanks, so that each is found alone.
    No value is given apart from the statement: an index is used by whoever says the
    same, to the letter. Fields that may be null hide the others."""

    output_field = SearchVectorField()
    arg_joiner = " || ' ' || "
    cut = (
        f"translate(lower(left(%(expressions)s, {READ_AT_MOST})),"
        r" 'ё/\._@-', 'е      ')"
    )
    template = f"(to_tsvector('russian', {cut}) || to_tsvector('simple', {cut}))"


class Holds(Func):
    """Whether these lexemes hold what a `tsquery`, given as text, asks for."""

    output_field = BooleanField()
    template = "(%(expressions)s @@ %%s::tsquery)"

    def __init__(self, lexemes: Expression, query: str):
        super().__init__(lexemes)
        self.query = query

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        written, params = super().as_sql(compiler, connection, **extra)
        return written, [*params, self.query]
