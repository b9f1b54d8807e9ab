import pytest

from tests.factories.factsheets import FactsheetFactory


@pytest.fixture
def factsheet(cast):
    """Bob's, in Russian and English."""
    return FactsheetFactory(group=cast.first, bilingual=True)


@pytest.fixture
def as_bob(client, cast):
    """A browser in which Bob, rapporteur of the first group, is signed in."""
    client.force_login(cast.bob)
    return client
