"""What has been made from what, so that it is not made again.

A stamp is a small file that holds a digest of everything a step depends on. It is
written last, so a step that was cut short counts as never done.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(*parts: str | Path) -> str:
    """One digest of texts, and of files with their names; a missing file counts too."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            content = part.read_bytes() if part.is_file() else b"(missing)"
            name = f"{part.parent.name}/{part.name}"
        else:
            content, name = part.encode(), "text"
        total.update(f"{name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def files_under(*folders: Path, suffixes: Iterable[str] = ()) -> list[Path]:
    """Every file below, in a fixed order, leaving out what Python compiled."""
    wanted = tuple(suffixes)
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and (not wanted or path.suffix in wanted)
    )


class Stamps:
    """The stamps kept in one folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def holds(self, name: str, value: str) -> bool:
        stamp = self.folder / name
        return stamp.is_file() and stamp.read_text() == value

    def exists(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def press(self, name: str, value: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{name}"
        fresh.write_text(value)
        fresh.replace(self.folder / name)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
