"""The paragraphs of a .docx from somebody's machine, and of which block of ours each
is."""

from dataclasses import dataclass

from core.word_reading import CHILD, CannotRead, refuse_size, told, whole
from submissions.word.bookmarks import Sign, names_in

__all__ = ["CHILD", "CannotRead", "Paragraph", "read", "refuse_size", "told", "whole"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """As it reads with all changes accepted. Of which block of ours it is, `signs`
    say: none for what is new, several where paragraphs were joined."""

    signs: tuple[Sign, ...]
    words: str  # with bookmarks.NOTE where a footnote is
    notes: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None  # table, row, column


def read(content: bytes) -> list[Paragraph]:
    return [
        Paragraph(
            tuple(names_in(row["names"])),
            whole(row["words"]),
            tuple(row["notes"]),
            tuple(row["cell"]) if row["cell"] else None,
        )
        for row in told(content)
    ]
