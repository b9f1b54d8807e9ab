"""The demo's own files, as plain data."""

import csv
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


def recommendations() -> list[dict[str, str]]:
    with (FOLDER / "recommendations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def coalition() -> dict[str, Any]:
    """The review, its people and its groups."""
    return _toml(FOLDER / "coalition.toml")


def proposals() -> list[dict[str, Any]]:
    return _toml(FOLDER / "proposals.toml")["proposal"]


def factsheets() -> list[dict[str, Any]]:
    return [_toml(path) for path in sorted((FOLDER / "factsheets").glob("*.toml"))]


def submission() -> dict[str, Any]:
    return _toml(FOLDER / "submission.toml")


def sign_on() -> dict[str, Any]:
    return _toml(FOLDER / "sign_on.toml")


def steps() -> dict[str, Any]:
    """Roadmaps, decisions, what is ready for filing."""
    return _toml(FOLDER / "steps.toml")


def meetings() -> dict[str, Any]:
    """Meetings, materials, aims, who helps where."""
    return _toml(FOLDER / "meetings.toml")


def voices() -> dict[str, Any]:
    """What was said at a meeting, and where it went."""
    return _toml(FOLDER / "voices.toml")


def in_languages(field: str, texts: dict[str, str]) -> dict[str, str]:
    """The columns of a text: `name` → `name_en`, `name_ru`, `name_ky`."""
    return {f"{field}_{language}": text for language, text in texts.items()}


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
