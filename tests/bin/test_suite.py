"""What `bin/test` says last is read by machines."""

from launch.suite import Tally, tally_of

REPORT = """<?xml version="1.0"?><testsuites>
<testsuite name="pytest" errors="1" failures="2" skipped="3" tests="16"/>
</testsuites>"""


def test_counts_come_from_pytests_report(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)

    assert tally_of(tmp_path / "report.xml") == Tally(passed=10, failed=3, skipped=3)


def test_a_run_without_a_report_counts_nothing(tmp_path):
    assert tally_of(tmp_path / "none.xml") == Tally()


def test_the_closing_line():
    assert str(Tally(passed=812) + Tally(failed=1)) == "812 passed, 1 failed"
    assert str(Tally(3, 0, 2)) == "3 passed, 0 failed, 2 skipped"
