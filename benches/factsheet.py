"""Two sides of a factsheet, English and Russian, as tagged PDF in a warm worker.

The same words, sheet and fonts for all, one after another in every round, so that a
busy machine is busy for everybody: ours from facts to bytes; WeasyPrint as one would
first write it, reading sheet and fonts anew; Chromium started for each document, and
kept open; Typst with an equivalent page (`_factsheet.typ`). Then a hundred of them
through the real queue.
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path
from shutil import which
from statistics import median

import pikepdf
import segno
import typst
import weasyprint
from django.utils.translation import override
from playwright.sync_api import sync_playwright

from benches import measured
from benches._factsheet_queue import seconds_to_draw
from factsheets import charts, design, pdf, words
from factsheets.facts import Facts
from tests.factsheets.sample import ENGLISH, RUSSIAN

ROUNDS = 21
NAIVE, CHROMIUM = 0.85, 0.6  # DESIGN 9
SIDES = 2
QUEUED, WORKERS = 100, 2
type Engine = Callable[[list[Facts]], bytes]


def run() -> Iterator[dict]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        engines = dict(_engines(folder, stack))
        times = _interleaved(engines)
    ours = times.pop("ours")
    yield measured(name="factsheet.ours", figure=1000 * median(ours), unit="ms")
    budgets = {"naive WeasyPrint": NAIVE, "Chromium per document": CHROMIUM}
    for peer, theirs in times.items():
        yield measured(
            name=f"factsheet.against {peer}",
            figure=1000 * median(theirs),
            unit="ms",
            peer=peer,
            # Round by round: what slowed one down slowed the other down too.
            ratio=median(a / b for a, b in zip(ours, theirs, strict=True)),
            budget=budgets.get(peer),
        )
    yield queue(one=median(ours))


def queue(*, one: float) -> dict:
    """A hundred of them by two workers, against as many one after another here."""
    seconds = seconds_to_draw(QUEUED, workers=WORKERS, sides=[ENGLISH, RUSSIAN])
    return measured(
        name="factsheet.queue",
        figure=seconds,
        unit=f"s for {QUEUED}, {WORKERS} workers",
        peer=f"{QUEUED} in one process",
        ratio=seconds / (QUEUED * one),
    )


def _interleaved(engines: Mapping[str, Engine]) -> dict[str, list[float]]:
    """Seconds per engine and round, after one round nobody counts."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(ROUNDS + 1):
        # Another document each time: Typst remembers what it has laid out before.
        sides = [
            replace(side, version_number=number + 1) for side in (ENGLISH, RUSSIAN)
        ]
        for name, draw in engines.items():
            start = time.perf_counter()
            content = draw(sides)
            seconds = time.perf_counter() - start
            if number:
                times[name].append(seconds)
            else:
                _check(name, content)
    return times


def _check(name: str, content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as file:
        if len(file.pages) != SIDES or "/StructTreeRoot" not in file.Root:
            raise RuntimeError(f"{name} did not draw two tagged sides")


def _engines(folder: Path, stack: ExitStack) -> Iterator[tuple[str, Engine]]:
    yield "ours", lambda sides: pdf.render(sides).content

    (folder / "page.css").write_text(_sheet_with_files())
    html = folder / "page.html"

    def write(sides: list[Facts]) -> Path:
        link = '<link rel="stylesheet" href="page.css"></head>'
        html.write_text(pdf.page_html(sides).replace("</head>", link))
        return html

    yield (
        "naive WeasyPrint",
        lambda sides: weasyprint.HTML(write(sides)).write_pdf(pdf_variant="pdf/ua-1"),
    )
    if chromium := os.environ.get("CHROMIUM") or which("chromium"):
        yield "Chromium per document", _chromium_once(chromium, folder, write)
        yield "Chromium kept open", _chromium_open(chromium, stack, write)
    yield "Typst", _typst()


def _sheet_with_files() -> str:
    """Our sheet for those who read it from disk: fonts by @font-face, marks by path."""
    faces = []
    for cut, path in design.font_paths().items():
        name, weight = cut.split("-")
        faces.append(
            f'@font-face {{ font-family: "Review {name.title()}"; '
            f"font-weight: {weight}; src: url({path.as_uri()}) }}"
        )
    sheet = (design.FOLDER / "page.css").read_text()
    return "\n".join(faces) + sheet.replace("app:", f"{design.FOLDER.as_uri()}/")


def _chromium_once(chromium: str, folder: Path, write: Callable) -> Engine:
    out = folder / "chromium.pdf"
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={out}",
    ]

    def draw(sides: list[Facts]) -> bytes:
        page = write(sides).as_uri()
        subprocess.run([*command, page], check=True, capture_output=True, timeout=60)
        return out.read_bytes()

    return draw


def _chromium_open(chromium: str, stack: ExitStack, write: Callable) -> Engine:
    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(
        executable_path=chromium, args=["--no-sandbox"]
    )
    stack.callback(browser.close)
    page = browser.new_page()

    def draw(sides: list[Facts]) -> bytes:
        page.goto(write(sides).as_uri())
        return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)

    return draw


def _typst() -> Engine:
    fonts = next(iter(design.font_paths().values())).parent
    compiler = typst.Compiler(
        Path(__file__).with_name("_factsheet.typ"),
        root="/",
        font_paths=[fonts],
        ignore_system_fonts=True,
    )

    def draw(sides: list[Facts]) -> bytes:
        facts = json.dumps([_for_typst(side) for side in sides])
        inputs = {"facts": facts, "design": str(design.FOLDER)}
        return compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)

    return draw


def _for_typst(facts: Facts) -> dict:
    """The facts and every fixed word, since Typst knows no catalogue."""
    code = BytesIO()
    segno.make(facts.address, error="m", micro=False).save(code, kind="svg", border=0)
    with override(facts.language):
        past = [
            {
                **asdict(row),
                "when": words.cycle_and_year(row),
                "position_word": str(words.POSITION[row.position]),
                "level_word": str(words.LEVEL[row.level]),
            }
            for row in facts.past
        ]
        fixed = {
            "past": "What was asked before",
            "heads": ["Ref.", "Recommendation", "Made by", "Position", "Implemented"],
            "obstacles": "What stands in the way",
            "framework": "National framework.",
            "contact": "Read on, ask, or take the wording",
            "sources": "Sources.",
            "position": "Position of the State:",
            "implementation": "Implementation:",
            "positions": [[key, str(word)] for key, word in words.POSITION.items()],
            "levels": [[key, str(word)] for key, word in words.LEVEL.items()],
            "chart": charts.words(facts.chart, language=facts.language),
        }
        version = f"{words.version(facts)} · {words.in_languages(facts.languages)}"
    return {
        **asdict(facts),
        "past": past,
        "words": fixed,
        "version_line": version,
        "sample": "Sample: figures and wording are invented",
        "asks_heading": facts.asks_heading or "We ask that the State…",
        "qr": code.getvalue().decode(),
    }
