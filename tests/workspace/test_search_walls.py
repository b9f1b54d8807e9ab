"""The world of the access matrix, in which every word tells whose it is: nobody finds,
or is told, what she may not read, whatever she looks for."""

from dataclasses import replace

import pytest

from tests.access.asking import Askers, cells
from tests.access.verdict import failures
from tests.access.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def askers(db):
    return Askers(make_world())


def asked_for(askers, name, query):
    for cell in cells(askers.world, {name}):
        if cell.method == "GET":
            yield replace(cell, path=f"{cell.path}?{query}")


def test_nobody_finds_the_words_of_others(askers):
    asked, wrong = failures(askers, asked_for(askers, "workspace:search", "q=canary"))

    assert asked
    assert wrong == []


def test_nobody_is_told_who_is_in_a_group_of_others(askers):
    asked, wrong = failures(askers, asked_for(askers, "workspace:activity", "page=1"))

    assert asked
    assert wrong == []
