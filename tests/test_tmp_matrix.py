import pytest

from core.access import walk
from tests.access.asking import Askers, cells
from tests.access.verdict import failures
from tests.access.world import make_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", range(6))
def test_ours(part):
    askers = Askers(make_world())
    names = sorted(
        {n for _r, n, *_x in walk() if n.split(":")[0] in {"findings", "evidence"}}
    )[part::6]
    asked, wrong = failures(askers, cells(askers.world, set(names)))
    print(asked)
    assert wrong == [], f"{len(wrong)} of {asked}:\n" + "\n".join(wrong[:60])
