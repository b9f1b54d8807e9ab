"""The cut of the fonts promises the same bytes in every process."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bin" / "lib" / "fonts.py"
CUT_ONE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import fonts
fonts.write(sys.argv[2], Path(sys.argv[3]))
"""


@pytest.fixture(scope="module")
def fonts():
    spec = importlib.util.spec_from_file_location("fonts", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cut_in_own_process(name: str, out: Path, seed: str) -> dict[str, bytes]:
    out.mkdir()
    subprocess.run(
        [sys.executable, "-c", CUT_ONE, str(SCRIPT.parent), name, str(out)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("name", ["sans-400", "sans-cyrillic"])
def test_two_processes_cut_the_same_bytes(tmp_path, name):
    first = cut_in_own_process(name, tmp_path / "first", seed="1")
    second = cut_in_own_process(name, tmp_path / "second", seed="2")

    assert first == second
    assert len(first) == 1


def test_cut_refuses_a_font_without_kyrgyz_letters(fonts, tmp_path, monkeypatch):
    monkeypatch.setitem(fonts.SCRIPTS, "cyrillic", [ord("а"), ord("б")])

    with pytest.raises(fonts.LetterMissing, match="Ң, ң, Ө, ө, Ү, ү"):
        fonts.write("sans-cyrillic", tmp_path)


def test_manifest_with_every_file_in_order_saves_the_cut(fonts, tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"font")
    manifest = {
        "source": "s",
        "files": {"a.ttf": hashlib.sha256(b"font").hexdigest()},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    assert fonts.in_order(tmp_path, "s") is True
    assert fonts.in_order(tmp_path, "another source") is False


@pytest.mark.parametrize("damage", ["changed", "missing", "stranger", "no manifest"])
def test_damaged_folder_is_cut_again(fonts, tmp_path, damage):
    (tmp_path / "a.ttf").write_bytes(b"font")
    manifest = {
        "source": "s",
        "files": {"a.ttf": hashlib.sha256(b"font").hexdigest()},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    match damage:
        case "changed":
            (tmp_path / "a.ttf").write_bytes(b"other")
        case "missing":
            (tmp_path / "a.ttf").unlink()
        case "stranger":
            (tmp_path / "b.ttf").write_bytes(b"font")
        case _:
            (tmp_path / "manifest.json").unlink()

    assert fonts.in_order(tmp_path, "s") is False


def test_every_face_of_the_tokens_is_cut(fonts):
    tokens = (SCRIPT.parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")
    cuts = [f"{stem}-{script}" for stem in fonts.SCREEN for script in fonts.SCRIPTS]

    assert [cut for cut in cuts if f"../fonts/{cut}.woff2" not in tokens] == []
    assert tokens.count(".woff2") == len(cuts)
