"""The editor is built at set-up: by the system's Node or a wheel's, once."""

import pytest
from launch import node
from launch.stamps import Stamps

ROOT = node.ROOT
a_node = pytest.mark.skipif(
    not (ROOT / "node_modules").is_dir(), reason="the editor was not built here"
)


@pytest.fixture
def path_with(tmp_path, monkeypatch):
    """A PATH on which `node` is of this version."""

    def arrange(version, *, npm=True):
        for name in ["node", *(["npm"] if npm else [])]:
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho {version}\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(node, "of_clone", Stamps(tmp_path / "stamps"))

    return arrange


def test_a_new_node_of_the_system_is_used(path_with):
    path_with("v22.4.0")

    assert node.packages_needed() == []


@pytest.mark.parametrize(
    ("version", "npm"), [("v18.19.0", True), ("v22.4.0", False), ("who knows", True)]
)
def test_an_old_node_or_one_without_npm_is_replaced_by_the_wheel(
    path_with, version, npm
):
    path_with(version, npm=npm)

    assert node.packages_needed() == ["node"]


def test_no_wheel_is_fetched_where_the_editor_is_built(
    path_with, tmp_path, monkeypatch
):
    path_with("v18.19.0")
    monkeypatch.setattr(node, "BUILT", tmp_path)
    (tmp_path / "draft.js").touch()
    node.of_clone.press("editor", node.made_from())

    assert node.packages_needed() == []
    assert node.packages_needed(development=True) == ["node"]


def test_a_registry_out_of_reach_is_one_sentence():
    said = "npm error code EAI_AGAIN\nnpm error request to https://… failed"

    assert str(node._refusal(said)).startswith("npm's registry cannot be reached")


def test_any_other_failure_is_quoted():
    said = "✘ [ERROR] Could not resolve\neditor/main.js:1:2: ERROR: Expected ;"

    assert "Building the editor did not work" in str(node._refusal("Error: no such"))
    assert "cannot be reached" not in str(node._refusal(said))


def test_the_lock_names_no_registry():
    lock = (ROOT / "package-lock.json").read_text()

    assert '"resolved"' not in lock
    assert "registry" not in lock
    assert lock.count('"integrity"') > 20


@a_node
def test_the_same_sources_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        node._call("node", "editor/build.mjs", str(tmp_path / name))

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two
    assert str(ROOT).encode() not in one["draft.js"]
