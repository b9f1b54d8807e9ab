"""Reads a spreadsheet in a process of its own; run as a file, never imported.

A hostile spreadsheet can ask for a table of 17 billion cells, or
make the parser panic: then this process dies, within limits, and nothing else.
Formulas are not evaluated: the parser gives the value stored beside them.

Arguments: megabytes and seconds that it may take. stdin: the file. stdout: one JSON value a line, a string for each sheet's name
and then a list of texts for each of its rows.
"""

import json
import resource
import sys

MEGABYTE = 1024 * 1024
MAX_CELLS = 10_000_000
MAX_SHEETS = 20


def limit() -> None:
    memory, seconds = int(sys.argv[1]) * MEGABYTE, int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text_of(cell) -> str:
    """Numbers arrive as floats: a session 8.0 is written 8."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def say(value) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


def main() -> None:
    limit()
    import io  # noqa: PLC0415 -- after the limits

    from python_calamine import CalamineWorkbook  # noqa: PLC0415 -- after the limits

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for name in workbook.sheet_names[:MAX_SHEETS]:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            sys.exit(3)
        say(name)
        # Not skipping empty rows: their numbers are shown to people.
        for row in sheet.to_python(skip_empty_area=False):
            say([text_of(cell) for cell in row])


if __name__ == "__main__":
    main()
