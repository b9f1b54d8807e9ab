"""What stops `bin/run` is one sentence, and nothing has been started or made."""

import socket

import pytest
from launch.places import DataFolder
from launch.problems import Stop, because
from launch.run import listen


def said_once(done):
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_taken_port_is_named(command, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = command("run", "--port", str(port), "--data", str(tmp_path / "data"))

    assert said_once(done).startswith(f"Port {port} is taken by another program")
    assert not (tmp_path / "data").exists()


def test_who_binds_first_may_still_not_be_first_to_listen(monkeypatch):
    """Linux lets two bind one port as long as neither listens yet: two clones that
    start at the same moment."""

    class Late(socket.socket):
        def bind(self, address):
            super().bind(address)
            if address[1] == taken.getsockname()[1]:
                taken.listen()

    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr("launch.run.socket.socket", Late)
        monkeypatch.setattr("launch.run.FIRST_PORT", taken.getsockname()[1])

        with listen(None) as door:
            assert door.getsockname()[1] > taken.getsockname()[1]


def test_foreign_files_are_left_alone(command, tmp_path):
    (tmp_path / "letter.txt").write_text("to a friend")

    done = command("run", "--data", str(tmp_path))

    assert "holds what the platform did not put there (letter.txt)" in said_once(done)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_place_of_the_data_folder(command, tmp_path):
    (tmp_path / "data").touch()

    done = command("run", "--data", str(tmp_path / "data"))

    assert "is a file; the platform needs a folder there" in said_once(done)


def test_a_foreign_database_folder(command, tmp_path):
    DataFolder(tmp_path / "data").open()
    (tmp_path / "data" / "postgres").mkdir()

    done = command("run", "--data", str(tmp_path / "data"))

    assert "is not a PostgreSQL data folder" in said_once(done)


def test_a_disk_with_no_room(tmp_path, monkeypatch):
    monkeypatch.setattr("launch.places.ROOM_NEEDED", 2**80)

    with pytest.raises(Stop, match=r"The disk is full: \d+ MB are free"):
        DataFolder(tmp_path / "data").open()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "error: Failed to fetch\n  Caused by: dns error: failed to lookup",
            "There is no network: installing uv did not work.",
        ),
        (
            "OSError: [Errno 28] No space left on device",
            "The disk is full: installing uv did not work.",
        ),
        (
            "Traceback …\nValueError: not like this\nGiving up",
            "Installing uv did not work: ValueError: not like this",
        ),
        ("CommandError: Somebody real is here.", "Somebody real is here."),
        ("", "Installing uv did not work: it said nothing."),
    ],
)
def test_a_tool_that_failed_is_quoted_by_its_cause(output, sentence):
    assert str(because("installing uv", output, online=True)) == sentence
