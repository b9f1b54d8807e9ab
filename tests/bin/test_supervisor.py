"""Whoever dies is started again; what was left over is ended; strangers are not."""

import os
import signal
import subprocess
import sys
import time

import pytest
from launch import processes
from launch.places import DataFolder
from launch.problems import Stop
from launch.processes import Process
from launch.supervisor import Part, Supervisor, end_leftovers

SLEEP = [sys.executable, "-c", "import time; time.sleep(300)"]
# A parent with a pool child, like a Celery worker; the child says its number.
WITH_CHILD = ["sh", "-c", "sleep 300 & echo $!; wait"]


@pytest.fixture
def data(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.open()
    return folder


@pytest.fixture
def supervisor(data):
    supervisor = Supervisor(data)
    yield supervisor
    supervisor.stop()


def part(name="Worker", command=SLEEP):
    return Part(name, command, dict(os.environ), patience=2)


def kill(child):
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()


def child_said_by(child):
    for _ in range(100):
        text = child.log.read_text()
        if text.endswith("\n"):
            return processes.identify(int(text.split()[-1]))
        time.sleep(0.05)
    raise AssertionError("said nothing")


def test_a_dead_child_is_started_again_with_a_line_that_says_so(supervisor, capsys):
    child = supervisor.start(part())
    killed = child.process.pid
    kill(child)

    supervisor.look_after(child)

    assert child.is_running()
    assert child.process.pid != killed
    assert "Worker stopped (killed by signal 9); starting it again" in (
        capsys.readouterr().out
    )


def test_one_who_keeps_dying_is_given_time(supervisor, capsys):
    failing = [sys.executable, "-c", "import sys; sys.exit('no broker')"]
    child = supervisor.start(part(command=failing))
    child.process.wait()
    supervisor.look_after(child)  # once at once …
    child.process.wait()

    supervisor.look_after(child)  # … then later

    assert not child.is_running()
    assert child.due > time.monotonic()
    assert "again in 1 s. Its last line: no broker" in capsys.readouterr().out


def test_a_dead_parents_children_do_not_work_on(supervisor):
    child = supervisor.start(part(command=WITH_CHILD))
    orphan = child_said_by(child)
    assert orphan.is_alive()
    kill(child)

    supervisor.look_after(child)

    assert processes.wait_for_end([orphan], 5)


def test_stopping_ends_children_and_theirs(data):
    supervisor = Supervisor(data)
    child = supervisor.start(part(command=WITH_CHILD))
    grandchild = child_said_by(child)

    supervisor.stop()

    assert processes.wait_for_end([child.identity, grandchild], 5)
    assert data.recall("children") == {}


def test_one_who_never_gets_ready_is_quoted(supervisor):
    words = "import sys; sys.exit('ValueError: wrong port')"
    child = supervisor.start(part("Web", [sys.executable, "-c", words]))

    with pytest.raises(Stop, match="Web does not start: ValueError: wrong port"):
        supervisor.wait_until(child, lambda: False, seconds=10)


def test_what_a_killed_supervisor_left_over_is_ended(data):
    forgotten = Supervisor(data)  # as after kill -9: never told to stop
    child = forgotten.start(part(command=WITH_CHILD))
    grandchild = child_said_by(child)

    assert end_leftovers(data)

    child.process.wait()
    assert processes.wait_for_end([grandchild], 5)
    assert not end_leftovers(data)


def test_a_stranger_with_a_used_number_is_left_alone(data):
    with subprocess.Popen(SLEEP) as stranger:
        noted = [[stranger.pid, "born at another time", False]]
        data.remember("children", {"children": noted})

        end_leftovers(data)

        assert stranger.poll() is None
        stranger.kill()


def test_a_note_that_came_with_a_copied_folder_is_not_believed(data, tmp_path):
    other = DataFolder(tmp_path / "other")
    other.open()
    other.remember("children", {"children": [[1, "x", False]]})
    (other.run / "children.json").rename(data.run / "children.json")

    assert data.recall("children") == {}


def test_a_process_is_known_by_its_birth():
    with subprocess.Popen(SLEEP) as process:
        identity = processes.identify(process.pid)
        assert identity.is_alive()
        assert not Process(process.pid, "another birth").is_alive()
        process.kill()
        process.wait()
        assert not identity.is_alive()
