import pytest
import rules

from reviews.models import Review, Role

PERMS = [
    "reviews.list_role",
    "reviews.invite_role",
    "reviews.end_role",
    "reviews.change_review",
    "reviews.publish_review",
]
POLICY = [
    # who          knows of it  may do any of it
    ("anonymous", False, False),
    ("ivan", False, False),
    ("heidi", False, False),
    ("alice", True, True),
    ("bob", True, False),
    ("carol", True, False),
    ("dan", True, False),
    ("eve", True, False),
    ("frank", True, False),
    ("grace", True, False),
]


@pytest.mark.parametrize(("who", "knows", "may"), POLICY)
def test_review_policy(cast, who, knows, may):
    user = cast[who]

    assert {perm: rules.has_perm(perm, user, cast.review) for perm in PERMS} == (
        dict.fromkeys(PERMS, may)
    )
    listed = Review.objects.visible_to(user).filter(pk=cast.review.pk).exists()
    assert listed is knows


@pytest.mark.parametrize("who", ["bob", "ivan"])
def test_superuser_passes_nothing(cast, who):
    user = cast[who]
    user.is_superuser = user.is_staff = True
    user.save()

    assert not any(rules.has_perm(perm, user, cast.review) for perm in PERMS)


@pytest.mark.parametrize(
    ("who", "count"), [("anonymous", 0), ("ivan", 0), ("bob", 1), ("alice", 3)]
)
def test_roles_are_seen_by_their_coordinator_and_their_owner(cast, who, count):
    assert Role.objects.visible_to(cast[who]).count() == count


def test_coordinator_cannot_work_out_who_is_in_a_confidential_group(cast):
    seen = Role.objects.visible_to(cast.alice).values_list("user__full_name", flat=True)

    assert set(seen) == {"Alice", "Dan", "Eve"}


def test_predicates_take_the_review_or_what_belongs_to_it(cast):
    for obj in (cast.review, cast.first, cast.review.roles.first()):
        assert rules.has_perm("reviews.change_review", cast.alice, obj)
