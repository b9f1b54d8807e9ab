"""`bin/test`: everything, on throwaway servers of its own; or only what is named.

What CI runs is this very command.
"""

import os

from launch import (
    checks,
    identity,
    node,
    packages,
    preparation,
    servers,
    suite,
    system,
)
from launch.checks import Outcome
from launch.environment import for_tests
from launch.places import ROOT
from launch.suite import Run, Tally
from launch.terminal import say

NO_BROWSER = """
!!  NO CHROMIUM: the journeys of people through the pages were NOT tested.
!!  Install it (apt-get install chromium), or name it: CHROMIUM=/path bin/test
"""

NO_OFFICE = """
!!  NO LIBREOFFICE: that Word files and spreadsheets open was NOT tested.
!!  Install it (apt-get install libreoffice-writer-nogui libreoffice-calc-nogui), or:
!!  LIBREOFFICE=/path bin/test
"""


def test(arguments: list[str]) -> int:
    packages.ensure(
        "development",
        *servers.packages_needed(given={}),
        *node.packages_needed(development=True),
    )
    servers.listen_for_signals()
    system.require_libraries()
    preparation.make_fonts()
    preparation.compile_words()
    node.build_editor(development=True)
    browser, office = system.have_browser(), system.have_office()
    wanted = [argument for argument in arguments if argument != "--all"]
    with servers.throwaway() as (data, urls):
        environment = {**for_tests(data, urls), "TMPDIR": str(data.make_scratch())}
        if browser:
            environment["CHROMIUM"] = browser
        if office:
            environment["LIBREOFFICE"] = office
        if len(wanted) < len(arguments):
            environment["ALL"] = "1"  # whole campaigns instead of samples
        if wanted:
            outcomes = []
            runs = suite.run_some(wanted, environment, data.path)
        else:
            outcomes = checks.run_checks(checks.all_checks(environment))
            runs = suite.run_everything(
                environment, data.path, journeys=browser is not None
            )
            if not browser:
                outcomes.append(_without("journeys (no Chromium)", NO_BROWSER))
            if not office:
                outcomes.append(_without("Word files (no LibreOffice)", NO_OFFICE))
    identity.give_back(ROOT)
    return _conclude(outcomes, runs)


def _without(name: str, sentence: str) -> Outcome:
    """Somebody's laptop may do without; where changes are let in, nothing may."""
    say(sentence)
    is_ci = os.environ.get("CI", "").lower() in {"1", "true"}
    return Outcome(name, passed=not is_ci, seconds=0)


def _conclude(outcomes: list[Outcome], runs: list[Run]) -> int:
    """A short table, and last the one line that machines read; a check counts as one."""
    everything = [*outcomes, *(run.outcome for run in runs)]
    say()
    for outcome in everything:
        result = "passed" if outcome.passed else "FAILED"
        say(f"{result}  {outcome.seconds:6.1f} s  {outcome.name}")
    passed = sum(outcome.passed for outcome in outcomes)
    checked = Tally(passed=passed, failed=len(outcomes) - passed)
    say()
    say(str(sum((run.tally for run in runs), checked)))
    return 0 if all(outcome.passed for outcome in everything) else 1
