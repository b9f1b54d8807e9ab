"""Cut the site's fonts from the two locked packages: `python bin/lib/fonts.py static/fonts`.

The promise: same packages, same recipe, same bytes, on any machine and in any process, so that a PDF made today
and one made after a new set-up embed the same fonts. `manifest.json` beside the fonts says what was cut from what;
when it still holds, a second run cuts nothing.

Source Serif 4 and Source Sans 3 are OFL 1.1 with the reserved name "Source"; a subset is a modified version, so the
cuts carry other names ("Review Serif", "Review Sans", "Review Display"). The two licences are copied beside them.
"""

import gc
import hashlib
import json
import logging
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

# A fixed moment for whatever part of the tool chain would otherwise stamp the time of the cut.
os.environ["SOURCE_DATE_EPOCH"] = "1735689600"

LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *map(ord, "ĆćČčĞğİıŁłŞşŠšŽž–—‘’‚“”„†•…‰‹›€−×≈≤≥←↑→↓↗"),
]
CYRILLIC = [
    *range(0x400, 0x460),
    *map(ord, "ҢңҮүӨөҰұҒғҚқІіӘәҺһ"),
    ord("№"),
    ord("₴"),
    0x301,
]
SCRIPTS = {"latin": LATIN, "cyrillic": CYRILLIC}
KYRGYZ = "ҢңӨөҮү"
FEATURES = [
    "ccmp",
    "kern",
    "liga",
    "locl",
    "mark",
    "mkmk",
    "case",
    "tnum",
    "pnum",
    "lnum",
    "onum",
    "sups",
    "frac",
    "numr",
    "dnom",
]
NAME_IDS = [0, 1, 2, 3, 4, 6, 13, 14]

SERIF, SANS = "fontpkg_source_serif_4", "fontpkg_source_sans_3"
SERIF_FILE, SERIF_ITALIC_FILE = (
    "SourceSerif4[opsz,wght].ttf",
    "SourceSerif4-Italic[opsz,wght].ttf",
)
SANS_FILE, SANS_ITALIC_FILE = "SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf"

# Name of the cut: package, file, axes (a number pins, a pair keeps a range), family it is renamed to.
Recipe = tuple[str, str, dict[str, Any], str]
SCREEN: dict[str, Recipe] = {
    "sans": (SANS, SANS_FILE, {"wght": (400, 700)}, "Review Sans"),
    "display": (SERIF, SERIF_FILE, {"opsz": 32, "wght": 600}, "Review Display"),
    "serif": (SERIF, SERIF_FILE, {"opsz": 14, "wght": (400, 600)}, "Review Serif"),
    "serif-italic": (
        SERIF,
        SERIF_ITALIC_FILE,
        {"opsz": 14, "wght": 400},
        "Review Serif",
    ),
}
PRINT: dict[str, Recipe] = {
    "sans-400": (SANS, SANS_FILE, {"wght": 400}, "Review Sans"),
    "sans-600": (SANS, SANS_FILE, {"wght": 600}, "Review Sans"),
    "sans-700": (SANS, SANS_FILE, {"wght": 700}, "Review Sans"),
    "sans-italic-400": (SANS, SANS_ITALIC_FILE, {"wght": 400}, "Review Sans"),
    "serif-400": (SERIF, SERIF_FILE, {"opsz": 10, "wght": 400}, "Review Serif"),
    "serif-600": (SERIF, SERIF_FILE, {"opsz": 10, "wght": 600}, "Review Serif"),
    "display-400": (SERIF, SERIF_FILE, {"opsz": 36, "wght": 420}, "Review Display"),
    "display-600": (SERIF, SERIF_FILE, {"opsz": 36, "wght": 620}, "Review Display"),
}


class LetterMissing(Exception):
    """The packages no longer carry a letter that Kyrgyz cannot be written without."""


def source_digest() -> str:
    """What the cuts depend on: this file, the tool that cuts, and the bytes of the packages' fonts."""
    # Slow import: only the version is wanted here, and only when somebody asks.
    from fontTools import version  # noqa: PLC0415

    digest = hashlib.sha256(Path(__file__).read_bytes() + version.encode())
    for package, file in sorted(
        {recipe[:2] for recipe in (*SCREEN.values(), *PRINT.values())}
    ):
        digest.update((files(package) / "files" / file).read_bytes())
    return digest.hexdigest()


def cut(recipe: Recipe, characters: list[int]) -> Any:
    """One font: subset to the characters, axes pinned or narrowed, renamed."""
    # Slow import: a start that finds its fonts in order never pays for the subsetter.
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    package, file, axes, family = recipe
    # Without recalcTimestamp=False every save would write the present moment into `head.modified`.
    font = TTFont(files(package) / "files" / file, recalcTimestamp=False)
    subsetter = Subsetter(
        Options(
            layout_features=FEATURES,
            name_IDs=NAME_IDS,
            notdef_outline=True,
            hinting=False,
            recalc_timestamp=False,
        )
    )
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font = instantiateVariableFont(font, axes)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4}:
            record.string = family
        if record.nameID == 6:
            record.string = family.replace(" ", "")
    return font


def write(name: str, out: Path) -> None:
    """One file: a woff2 per script for the screen, one whole font per weight for print.

    The screen's are split so that a reader of one script does not fetch the other; WeasyPrint picks faces by file,
    not by range.
    """
    if name in PRINT:
        font, file = cut(PRINT[name], LATIN + CYRILLIC), f"{name}.ttf"
    else:
        stem, _, script = name.rpartition("-")
        font, file = cut(SCREEN[stem], SCRIPTS[script]), f"{name}.woff2"
        font.flavor = "woff2"
    missing = [letter for letter in KYRGYZ if ord(letter) not in font.getBestCmap()]
    if missing and not name.endswith("-latin"):
        raise LetterMissing(
            f"The cut “{name}” lacks {', '.join(missing)}: Kyrgyz could not be set in it."
        )
    font.save(out / file)


def digests(out: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.iterdir())
        if path.is_file() and path.name != "manifest.json"
    }


def in_order(out: Path, source: str) -> bool:
    """Whether every file the manifest promises is there, unchanged, and cut from what we have now."""
    try:
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        return manifest["source"] == source and manifest["files"] == digests(out)
    except (OSError, ValueError, KeyError):
        return False


def main(out: Path) -> None:
    source = source_digest()
    if in_order(out, source):
        return
    out.mkdir(parents=True, exist_ok=True)
    # The subsetter warns about optional tables it drops on purpose.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    names = [f"{stem}-{script}" for stem in SCREEN for script in SCRIPTS] + list(PRINT)
    # Kerning tables are millions of small objects with no cycles among them: collecting costs a fifth of the time.
    with ProcessPoolExecutor(
        max_workers=min(4, os.cpu_count() or 1), initializer=gc.disable
    ) as pool:
        list(pool.map(write, names, [out] * len(names)))
    for package in (SERIF, SANS):
        licence = (files(package) / "LICENSE").read_bytes()
        (
            out / f"{package.removeprefix('fontpkg_').replace('_', '-')}-OFL.txt"
        ).write_bytes(licence)
    manifest = {"source": source, "files": digests(out)}
    (out / "manifest.json").write_text(
        json.dumps(manifest, indent=2) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
