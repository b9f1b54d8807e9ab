"""One cast for every test: Alice coordinates, Bob answers for the first group,
Carol drafts in the second, Dan facilitates, Eve advises, Frank works for a
partner institution, Grace answers for a confidential group, Heidi coordinates
another review, Ivan has an account and nothing else."""

import gc
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import settings as hypothesis

from accounts.models import User
from groups.models import Group
from reviews.models import Review
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    ReviewFactory,
    RoleFactory,
    UserFactory,
)
from tests.rows import InRows

QUERY_BUDGET = 12

# A busy machine is no fault of what is tested.
hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")


def pytest_collection_finish():
    """Half a million objects are there to stay: without this each full round of the
    garbage collector stops whatever is measured for half a second."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Instead of xdist's own for `--dist loadgroup`: see `tests.rows`."""
    return InRows(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Transactional tests empty tables; the trail must let them. It still
    refuses UPDATE and DELETE."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER IF EXISTS audit_entry_refuses_truncate ON audit_entry"
        )


@dataclass(frozen=True, kw_only=True)
class Cast:
    review: Review
    first: Group
    second: Group
    institution: Group
    confidential: Group
    elsewhere: Group  # a group of Heidi's review
    alice: User
    bob: User
    carol: User
    dan: User
    eve: User
    frank: User
    grace: User
    heidi: User
    ivan: User
    anonymous = AnonymousUser()

    def __getitem__(self, name):
        return getattr(self, name)


@pytest.fixture
def cast(db) -> Cast:
    review = ReviewFactory()
    first = GroupFactory(review=review, name_en="Women’s rights")
    second = GroupFactory(review=review, name_en="Environment")
    institution = GroupFactory(review=review, institution=True, name_en="Ombudsman")
    confidential = GroupFactory(
        review=review,
        confidential=True,
        name_en="The hidden theme",
        neutral_name_en="Equality",
    )
    other_review = ReviewFactory()
    elsewhere = GroupFactory(review=other_review, name_en="Far away")

    def with_role(name, kind, *, where=review):
        return RoleFactory(user__full_name=name, role=kind, review=where).user

    def in_group(name, group, role):
        return MembershipFactory(user__full_name=name, group=group, role=role).user

    in_group("Kim", elsewhere, "rapporteur")
    return Cast(
        review=review,
        first=first,
        second=second,
        institution=institution,
        confidential=confidential,
        elsewhere=elsewhere,
        alice=with_role("Alice", "coordinator"),
        bob=in_group("Bob", first, "rapporteur"),
        carol=in_group("Carol", second, "drafter"),
        dan=with_role("Dan", "facilitator"),
        eve=with_role("Eve", "adviser"),
        frank=in_group("Frank", institution, "rapporteur"),
        grace=in_group("Grace", confidential, "rapporteur"),
        heidi=with_role("Heidi", "coordinator", where=other_review),
        ivan=UserFactory(full_name="Ivan"),
    )


@pytest.fixture
def now():
    """A moment just after everything that the factories made."""
    return timezone.now() + timedelta(seconds=1)


@pytest.fixture
def queries_of():
    """How many queries a page costs once it is warm; the budget is 12."""

    def count(client, address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        assert len(queries) <= QUERY_BUDGET
        return len(queries)

    return count


def pytest_terminal_summary(terminalreporter):
    """Say the figures that tests kept with `record_property`."""
    for report in terminalreporter.getreports("passed"):
        for name, figure in report.user_properties:
            place = report.nodeid.removeprefix("tests/")
            terminalreporter.write_line(f"FIGURE {place} {name}: {figure}")
