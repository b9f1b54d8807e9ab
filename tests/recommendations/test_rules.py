import pytest
import rules

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("alice", True),
        ("bob", False),
        ("dan", False),
        ("eve", False),
        ("frank", False),
        ("heidi", False),
        ("ivan", False),
        ("anonymous", False),
    ],
)
def test_only_coordinators_of_the_review_import(cast, name, allowed):
    perm = "recommendations.import_recommendation"
    assert rules.has_perm(perm, cast[name], cast.review) is allowed


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("alice", 200),
        ("bob", 200),
        ("dan", 200),
        ("eve", 200),
        ("frank", 200),
        ("grace", 200),
        ("heidi", 404),
        ("ivan", 404),
    ],
)
def test_everyone_of_a_review_reads_the_record(client, cast, name, status):
    client.force_login(cast[name])
    address = f"/r/{cast.review.pk}/recommendations/"
    assert client.get(address).status_code == status
