"""Which tests stay together when they run side by side. pytest-xdist reads its marker
`xdist_group` from a place where pytest 9.2 does not look any more, and then parts
what belongs together without a word."""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

OFFICE = {"test_acceptance.py", "test_word_office.py", "test_packet_file.py"}
# Two rows of journeys run beside each other, each on a platform of its own and always
# in the same order. The second looks at every page.
SECOND_ROW = {"test_pages.py"}


def row_of(nodeid: str) -> str:
    """Tests with the same one run one after another, in one process."""
    path = PurePosixPath(nodeid.partition("::")[0])
    if path.parent.name == "journeys":
        return "second row" if path.name in SECOND_ROW else "first row"
    return "office" if path.name in OFFICE else nodeid


class InRows(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        return row_of(nodeid)
