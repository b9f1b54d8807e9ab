"""Libraries and programs that no Python package brings: Pango, and for tests Chromium
and LibreOffice."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launch.problems import Stop, because
from launch.terminal import say

# WeasyPrint loads these by name; Debian's packages hold them.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OFFICES = ("soffice", "libreoffice")
CALC = "libsclo.so"  # beside the programs, where spreadsheets can be opened
INSTALL = "apt-get install --yes --no-install-recommends"


def require_libraries() -> None:
    if sys.platform != "linux":
        return  # elsewhere WeasyPrint says itself what it misses
    missing = [package for name, package in LIBRARIES.items() if not _loads(name)]
    if not missing:
        return
    packages = " ".join(missing)
    if not _may_install():
        how = (
            f"run: sudo sh -c 'apt-get update && {INSTALL} {packages}', then start again"
            if shutil.which("apt-get")
            else f"install what this system calls {packages}, then start again"
        )
        raise Stop(f"PDFs need system libraries that are missing here; {how}.")
    install(missing)


def find_browser() -> str | None:
    return _find("CHROMIUM", BROWSERS)


def have_browser() -> str | None:
    """Chromium's path, installed if we may; None where it cannot be had."""
    if not find_browser():
        _try_to_install("chromium")
    return find_browser()


def find_office() -> str | None:
    return _find("LIBREOFFICE", OFFICES)


def have_office() -> str | None:
    """LibreOffice's path, in the same way: tests open Word files and spreadsheets
    with it, and the two come apart."""
    found = find_office()
    if not found or not (Path(found).resolve().parent / CALC).exists():
        _try_to_install("libreoffice-writer-nogui", "libreoffice-calc-nogui")
    return find_office()


def _find(variable: str, names: tuple[str, ...]) -> str | None:
    named = os.environ.get(variable)
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, names)), None)


def _try_to_install(*packages: str) -> None:
    if not _may_install():
        return
    try:
        install(list(packages))
    except Stop as refusal:
        say(str(refusal))


def install(packages: list[str]) -> None:
    say(f"Installing {', '.join(packages)} with apt")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", f"{INSTALL} {' '.join(packages)}"):
        done = subprocess.run(
            command.split(),
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise because(
            f"installing {', '.join(packages)}", done.stdout + done.stderr, online=True
        )


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
