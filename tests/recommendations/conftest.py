import pytest

from tests.factories import ReviewFactory, RoleFactory, UserFactory
from tests.factories.catalogue import (
    CycleFactory,
    StateAliasFactory,
    StateFactory,
    TermFactory,
)


@pytest.fixture
def review(db):
    """Kyrgyzstan's, in its second cycle: one earlier review may be on record."""
    return ReviewFactory(cycle=2)


@pytest.fixture
def alice(review):
    """Coordinator of the review."""
    return RoleFactory(review=review).user


@pytest.fixture
def bob(review):
    """Member of a group."""
    return RoleFactory(review=review, role="member").user


@pytest.fixture
def carol(db):
    """Signed in, a stranger to the review."""
    return UserFactory()


@pytest.fixture
def catalogue(db):
    """As much of it as the sample rows name."""
    CycleFactory(number=1, first_session=1, last_session=12)
    named = {"KGZ": "Kyrgyzstan", "NOR": "Norway", "CHL": "Chile"}
    for iso3, name in named.items():
        state = StateFactory(iso3=iso3, iso2=iso3[:2], name_en=name)
        StateAliasFactory(state=state, alias=name)
    issues = {"torture": "Torture and other CID treatment", "detention": "Detention"}
    for key, name in issues.items():
        TermFactory(vocabulary__key="upr-info-issues", key=key, name_en=name)
