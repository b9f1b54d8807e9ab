"""`bin/lock`: what `requirements*.in` ask for, written down to the last hash.

Not uv's own lock file: that one names the index it was made from, and ours must
work with any.
"""

import subprocess

from launch import packages
from launch.places import ROOT
from launch.problems import Stop, because
from launch.terminal import say


def lock(arguments: list[str]) -> int:
    if set(arguments) - {"--upgrade"}:
        raise Stop("bin/lock takes nothing but --upgrade.")
    packages.ensure()
    for source in sorted(ROOT.glob("requirements*.in")):
        target = source.with_suffix(".txt")
        done = subprocess.run(
            [
                *(packages.UV, "pip", "compile", "--quiet", "--no-header"),
                *("--universal", "--python-version", "3.12", "--generate-hashes"),
                *("--output-file", target.name, *arguments, source.name),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise because(f"locking {source.name}", done.stderr, online=True)
        if "://" in target.read_text():
            raise Stop(f"{target.name} names an address; a lock must not.")
        say(f"{target.name}: {target.read_text().count('==')} packages")
    return 0
