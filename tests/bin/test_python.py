"""Which Python carries the platform, and what is said when none can."""

import os
import shutil

import pytest

from tests.bin.conftest import ROOT

TOOLS = ("sh", "dirname")


@pytest.fixture
def bare_clone(tmp_path):
    """Only what finds Python, and no virtual environment yet."""
    shutil.copytree(ROOT / "bin", tmp_path / "clone" / "bin")
    return tmp_path / "clone"


@pytest.fixture
def bare_path(tmp_path):
    """A PATH that holds a shell, and no Python."""
    folder = tmp_path / "path"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def fake_python(folder, version):
    """Answers like a Python of that version to the two questions it is asked."""
    python = folder / "python3"
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *python_version*) echo {version};; *) exit 1;; esac\n'
    )
    python.chmod(0o755)
    return python


def environment_with(path, **more):
    return {"PATH": str(path), "HOME": "/nonexistent", **more}


def test_too_old_a_python_is_refused_in_one_sentence(command, bare_clone, bare_path):
    fake_python(bare_path, "3.9.2")

    done = command("run", root=bare_clone, env=environment_with(bare_path))

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "A complete Python 3.12, 3.13 or 3.14 is needed and 3.9.2 was found; install "
        "one, or name one: PYTHON=/path/to/python3.13 bin/run\n"
    )


def test_no_python_at_all_is_said_too(command, bare_clone, bare_path):
    done = command("manage", root=bare_clone, env=environment_with(bare_path))

    assert done.returncode == 1
    assert "is needed and none was found" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_python_that_was_named_is_not_replaced_by_another(
    command, bare_clone, bare_path
):
    named = fake_python(bare_path, "3.9.2")
    environment = environment_with(os.environ["PATH"], PYTHON=str(named))

    done = command("run", root=bare_clone, env=environment)

    assert done.returncode == 1
    assert done.stderr == (
        f"PYTHON names {named}, which is not a complete Python 3.12, 3.13 or 3.14.\n"
    )
