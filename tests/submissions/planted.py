"""Looking for words in everything that the database holds."""

from django.db import connection

COLUMNS = """
    SELECT table_schema, table_name, column_name, data_type
    FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_type = 'BASE TABLE'
      AND table_schema NOT IN ('pg_catalog', 'information_schema')
"""


def where(word: str) -> set[str]:
    """Every `table.column` in which the word stands, as text or as bytes."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for schema, table, column, kind in cursor.fetchall():
            name = ".".join(f'"{part}"' for part in (schema, table))
            if kind == "bytea":
                asked = f'position(%s::bytea IN "{column}") > 0'
                values = [word.encode()]
            else:
                # jsonb writes letters as they are; json as they were given.
                asked = f'"{column}"::text ILIKE %s OR "{column}"::text ILIKE %s'
                values = [f"%{word}%", f"%{escaped(word)}%"]
            cursor.execute(
                f"SELECT EXISTS (SELECT 1 FROM {name} WHERE {asked})",  # noqa: S608 -- names from the catalogue
                values,
            )
            if cursor.fetchone()[0]:
                found.add(f"{table}.{column}")
    return found


def escaped(word: str) -> str:
    r"""As JSON may write it, `\u0410…`; backslashes doubled for LIKE."""
    raw = word.encode("ascii", "backslashreplace").decode()
    return raw.replace("\\", "\\\\")
