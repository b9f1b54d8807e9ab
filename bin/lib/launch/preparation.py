"""Everything that is made at set-up rather than committed: fonts, words, tables, demo.

What belongs to the clone is stamped in `.venv/stamps`, what belongs to a database in
the data folder; a second start does none of it again.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from launch.places import ROOT, VENV, DataFolder, Facts
from launch.problems import Refused, Stop, because
from launch.stamps import Stamps, digest, files_under
from launch.terminal import say

FONTS = ROOT / "static" / "fonts"
FONT_RECIPE = ROOT / "bin" / "lib" / "fonts.py"
SEVERAL = ROOT / "bin" / "lib" / "several.py"
LOCK = ROOT / "requirements.txt"
of_clone = Stamps(VENV / "stamps")


class Django:
    """`manage.py`, asked quietly; what it says is shown only when it fails."""

    def __init__(self, environment: dict[str, str], log: Path):
        self.environment = environment
        self.log = log

    def call(self, *arguments: str, doing: str) -> str:
        return self._run(["manage.py", *arguments], doing=doing)

    def call_each(self, *commands: str, doing: str) -> str:
        """Commands with their options, in this order, in one process."""
        return self._run([str(SEVERAL), *commands], doing=doing)

    def _run(self, arguments: list[str], *, doing: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        with self.log.open("a") as log:
            log.write(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}\n")
        if done.returncode:
            raise because(doing, done.stdout + done.stderr)
        return done.stdout


def make_fonts() -> None:
    made_from = digest(FONT_RECIPE, LOCK)
    if of_clone.holds("fonts", made_from) and FONTS.is_dir():
        return
    say("Cutting the fonts")
    done = subprocess.run(
        [sys.executable, FONT_RECIPE, FONTS],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise because("cutting the fonts", done.stdout + done.stderr)
    of_clone.press("fonts", made_from)


def compile_words() -> None:
    """What gettext's msgfmt would do, without gettext."""
    sources = files_under(ROOT / "locale", suffixes=[".po"])
    made_from = digest(*sources)
    compiled = [source.with_suffix(".mo") for source in sources]
    if of_clone.holds("words", made_from) and all(map(Path.exists, compiled)):
        return
    import polib  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import

    say("Compiling the words")
    for source, target in zip(sources, compiled, strict=True):
        fresh = target.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)
    of_clone.press("words", made_from)


def of_database(data: DataFolder) -> Stamps:
    """The stamps of the database in use: another one, or one made anew, has others."""
    given = os.environ.get("DATABASE_URL")
    if given:
        return Stamps(data.stamps / digest(given)[:16])
    born = (data.postgres / "PG_VERSION").stat().st_mtime_ns
    return Stamps(data.stamps / f"embedded-{born}")


def prepare_database(django: Django, stamps: Stamps) -> None:
    """Tables and catalogue."""
    made_from = digest(
        *files_under(*ROOT.glob("*/migrations")),
        *files_under(ROOT / "catalogue", ROOT / "reviews" / "data"),
    )
    # Whoever gave us a database may have put it back to an older state.
    if stamps.holds("database", made_from) and not os.environ.get("DATABASE_URL"):
        return
    say("Preparing the database")
    facts = [name for name in ("load_catalogue", "load_rules") if has_command(name)]
    django.call_each("migrate --no-input", *facts, doing="preparing the database")
    stamps.press("database", made_from)


def collect_static(django: Django, data: DataFolder) -> None:
    stamps = Stamps(data.stamps)
    made_from = digest(LOCK, *files_under(ROOT / "static"))
    if stamps.holds("static", made_from) and (data.path / "static").is_dir():
        return
    say("Collecting styles, scripts and fonts")
    django.call(
        "collectstatic", "--no-input", "--clear", doing="collecting static files"
    )
    stamps.press("static", made_from)


def load_demo(django: Django, stamps: Stamps, note: Path, *, wanted: bool) -> None:
    """On the first start only: later the data are somebody's."""
    if stamps.exists("demo"):
        return
    if wanted and has_command("load_demo"):
        say("Loading the demo coalition")
        try:
            said = django.call("load_demo", "--json", doing="loading the demo")
        except Refused as refusal:
            say(str(refusal))  # somebody real is in there: no reason not to start
        except Stop as failure:
            say(str(failure))
            return  # neither is this; the next start tries again
        else:
            note.write_text(json.dumps(_accounts_in(said), ensure_ascii=False))
    stamps.press("demo", "wanted" if wanted else "not wanted")


def has_command(name: str) -> bool:
    return any(ROOT.glob(f"*/management/commands/{name}.py"))


def _accounts_in(said: str) -> Facts:
    for line in reversed(said.splitlines()):
        if line.startswith("{"):
            facts: Facts = json.loads(line)
            return facts
    return {"accounts": [], "try": []}
