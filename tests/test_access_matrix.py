"""Every address, asked as every role, about the objects of five groups in two
reviews. The tables are in `tests/access/table.py`, who stands how to what in
`tests/access/standing.py`. The usual run asks every question that is answered with
a page, and of all others one in four; `bin/test --all` asks them all."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from rules.permissions import permissions

from core.access import walk
from tests.access import table
from tests.access.asking import Askers, cells, sample
from tests.access.mutants import MUTANTS
from tests.access.verdict import failures
from tests.access.world import make_world
from workspace import counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def askers(db):
    return Askers(make_world())


IS_WHOLE = bool(os.environ.get("ALL"))
SEED = os.environ.get("SEED", "one in four")
PARTS = 8  # so that two processes may share it, and none is taken for stuck


@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_answers_every_role_as_the_table_says(
    askers, part, record_property
):
    names = sorted({name for _route, name, *_rest in walk()})[part::PARTS]

    questions = cells(askers.world, set(names))
    asked, wrong = failures(askers, questions if IS_WHOLE else sample(questions, SEED))

    record_property(f"cells of {len(names)} addresses", asked)
    assert wrong == [], f"{len(wrong)} of {asked}, seed {SEED!r}:\n" + "\n".join(
        wrong[:400]
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_the_matrix_notices_every_check_that_is_missing(
    askers, monkeypatch, part, record_property
):
    unnoticed = []
    for mutant in MUTANTS[part::PARTS]:
        with monkeypatch.context() as patch:
            patch.setattr(mutant.where, mutant.attribute, mutant.instead)
            askers.start_again()
            forget_what_is_kept()
            _asked, wrong = failures(askers, cells(askers.world, set(mutant.seen_at)))
        record_property(mutant.name, f"{len(wrong)} answers were wrong")
        if not wrong:
            unnoticed.append(mutant.name)
    forget_what_is_kept()

    assert unnoticed == []


def forget_what_is_kept():
    """The home puts its statement together once: from then on it asks what the models
    asked that day."""
    counts._statement.cache_clear()


def test_a_sample_leaves_no_address_and_no_page_out(askers):
    whole = list(cells(askers.world))

    asked = list(sample(whole, SEED))

    assert {cell.name for cell in asked} == {cell.name for cell in whole}
    assert [cell for cell in whole if cell.is_shown] == [
        cell for cell in asked if cell.is_shown
    ]
    assert len(asked) < len(whole) / 2
    assert asked == list(sample(whole, SEED)) != list(sample(whole, "another"))


def test_an_address_in_no_table_is_noticed(askers, monkeypatch):
    monkeypatch.delitem(table.PLAIN, "styleguide")

    with pytest.raises(KeyError, match="styleguide"):
        list(cells(askers.world))


def test_every_permission_is_in_the_document():
    document = Path(settings.BASE_DIR, "docs", "roles-and-permissions.md").read_text()

    assert [name for name in permissions if f"`{name}`" not in document] == []
