"""What has been made is not made again, and what was cut short is."""

from launch.stamps import Stamps, digest, files_under


def test_a_stamp_holds_only_for_what_it_was_pressed_with(tmp_path):
    stamps = Stamps(tmp_path / "stamps")
    assert not stamps.holds("fonts", "a")

    stamps.press("fonts", "a")

    assert stamps.holds("fonts", "a")
    assert not stamps.holds("fonts", "b")
    assert stamps.exists("fonts")


def test_a_removed_stamp_holds_no_more(tmp_path):
    stamps = Stamps(tmp_path)
    stamps.press("fonts", "a")

    stamps.remove("fonts")

    assert not stamps.exists("fonts")


def test_a_digest_sees_content_names_and_absence(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("same")
    with_one = digest(one)
    assert digest(two) != with_one

    two.write_text("same")
    assert digest(two) != with_one

    one.write_text("other")
    assert digest(one) != with_one


def test_files_come_in_a_fixed_order_without_bytecode(tmp_path):
    for name in ("b.py", "a.py", "c.txt", "__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert [path.name for path in files_under(tmp_path)] == ["a.py", "b.py", "c.txt"]
    assert [path.name for path in files_under(tmp_path, suffixes=[".txt"])] == ["c.txt"]
