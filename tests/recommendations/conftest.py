import pytest

from accounts.models import User
from reviews.models import Review, Role
from tests.factories.catalogue import StateFactory


@pytest.fixture
def review(db):
    """Kyrgyzstan's, in its second cycle: one earlier review may be on record."""
    return Review.objects.create(state=StateFactory(kyrgyzstan=True), cycle=2)


@pytest.fixture
def alice(review):
    """Coordinator of the review."""
    return person("alice", review, Role.Kind.COORDINATOR)


@pytest.fixture
def bob(review):
    """Member of a group."""
    return person("bob", review, Role.Kind.MEMBER)


@pytest.fixture
def carol(db):
    """Signed in, a stranger to the review."""
    return person("carol")


def person(name, review=None, role=None):
    user = User.objects.create_user(
        f"{name}@example.org", full_name=name.title(), language="en"
    )
    if review:
        Role.objects.create(review=review, user=user, role=role)
    return user
