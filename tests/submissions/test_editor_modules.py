"""The editor's modules, by Node's own runner: the tests stand in editor/tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TESTS = sorted((ROOT / "editor" / "tests").glob("*.test.mjs"))
HERE = Path(sys.executable).parent  # where the wheel with Node puts it, if there is one


@pytest.fixture(scope="module")
def node():
    found = shutil.which("node", path=f"{HERE}{os.pathsep}{os.environ['PATH']}")
    if not found:
        pytest.skip("no Node on this machine: the editor's modules were NOT tested")
    return found


def test_there_are_modules_to_test():
    assert len(TESTS) >= 5


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_editor_modules_do_what_their_tests_say(node, path):
    assert (ROOT / "node_modules" / "jsdom").is_dir(), "npm ci --ignore-scripts"
    done = subprocess.run(
        [node, "--no-warnings", "--test", "--test-reporter=tap", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "# pass 0" not in done.stdout
