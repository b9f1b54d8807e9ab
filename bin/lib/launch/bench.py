"""`bin/bench`: figures beside budgets, on throwaway servers of its own."""

import subprocess
import sys

from launch import identity, node, packages, preparation, servers, system
from launch.environment import for_django
from launch.places import ROOT
from launch.preparation import Django
from launch.problems import Stop
from launch.stamps import Stamps


def bench(arguments: list[str]) -> int:
    # `import` is a word of the language, so its module is called import_.
    known = {path.stem.rstrip("_") for path in (ROOT / "benches").glob("[!_]*.py")}
    unknown = sorted(set(arguments) - known)
    if unknown:
        raise Stop(f"There is no {unknown[0]}; there are: {', '.join(sorted(known))}.")
    packages.ensure(
        "development",
        *servers.packages_needed(given={}),
        *node.packages_needed(),
    )
    servers.listen_for_signals()
    system.require_libraries()
    preparation.make_fonts()
    preparation.compile_words()
    node.build_editor()
    with servers.throwaway() as (data, urls):
        environment = for_django(data, urls)
        browser = system.find_browser()
        if browser:
            environment["CHROMIUM"] = browser
        django = Django(environment, data.logs / "set-up.log")
        preparation.prepare_database(django, Stamps(data.stamps))
        preparation.collect_static(django, data)
        done = subprocess.run(
            [sys.executable, "-m", "benches", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    identity.give_back(ROOT)
    return done.returncode
