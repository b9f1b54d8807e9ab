"""Node, which builds the editor: the system's, if it is new enough, else a wheel's.

Needed at set-up only; nothing of it runs when the platform does.
"""

import os
import shutil
import subprocess
from pathlib import Path

from launch.places import ROOT, VENV
from launch.problems import Stop, because
from launch.stamps import Stamps, digest, files_under
from launch.terminal import say

OLDEST = 20
EDITOR = ROOT / "editor"
BUILT = ROOT / "static" / "editor"
MODULES = ROOT / "node_modules"
PACKAGES = (ROOT / "package.json", ROOT / "package-lock.json")
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ECONNRESET")
of_clone = Stamps(VENV / "stamps")


def packages_needed(*, development: bool = False) -> list[str]:
    """The wheel, where something is to be built and the system has no Node for it."""
    if is_built(development=development) or _of_the_system():
        return []
    return ["node"]


def is_built(*, development: bool = False) -> bool:
    return (
        of_clone.holds("editor", made_from())
        and (BUILT / "draft.js").is_file()
        and (not development or _has_modules(development=True))
    )


def made_from() -> str:
    sources = files_under(EDITOR, suffixes=[".js", ".mjs"])
    mine = [source for source in sources if "tests" not in source.parts]
    return digest(*mine, *PACKAGES, ROOT / "submissions" / "schema.json")


def build_editor(*, development: bool = False) -> None:
    """What the draft page loads; for tests also what only they need."""
    if is_built(development=development):
        return
    if not _has_modules(development=development):
        say("Fetching the parts of the editor")
        more = [] if development else ["--omit=dev"]
        _call("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *more)
        of_clone.press("node-modules", _modules(development=development))
    say("Building the editor")
    _call("node", "editor/build.mjs")
    of_clone.press("editor", made_from())


def _has_modules(*, development: bool) -> bool:
    wanted = [True] if development else [True, False]
    return MODULES.is_dir() and any(
        of_clone.holds("node-modules", _modules(development=kind)) for kind in wanted
    )


def _modules(*, development: bool) -> str:
    return digest(*PACKAGES, "with what tests need" if development else "")


def _call(program: str, *arguments: str) -> None:
    folder = _of_the_system() or VENV / "bin"
    done = subprocess.run(
        [str(folder / program), *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
            "npm_config_fetch_retries": "1",
            "npm_config_fetch_retry_mintimeout": "1000",
            "npm_config_update_notifier": "false",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise _refusal(done.stdout + done.stderr)


def _refusal(output: str) -> Stop:
    if any(sign in output for sign in UNREACHABLE):
        return Stop(
            "npm's registry cannot be reached, and the editor is built from it: connect, "
            "or name another with npm_config_registry, then start again."
        )
    return because("building the editor", output)


def _of_the_system() -> Path | None:
    """The folder of a Node that is new enough and has its npm beside it."""
    found = shutil.which("node")
    if not found or not shutil.which("npm", path=str(Path(found).parent)):
        return None
    done = subprocess.run(
        [found, "--version"], capture_output=True, text=True, check=False
    )
    major = done.stdout.strip().removeprefix("v").partition(".")[0]
    is_fit = major.isdigit() and int(major) >= OLDEST
    return Path(found).parent if is_fit else None
