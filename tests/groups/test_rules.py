import pytest
import rules
from django.utils import timezone

from audit.actions import record
from groups.models import Group, Membership
from groups.queries import trail_visible_to
from groups.rules import is_member, is_rapporteur, may_write
from tests.factories import GroupFactory, InvitationFactory, MembershipFactory

pytestmark = pytest.mark.django_db

VERBS = ["change_group", "list_membership", "invite_membership", "change_membership"]
NOBODY = "0000"
ALL = "1111"
POLICY = {
    # who may change, list, invite, change members; in which group
    #            first  second  institution  confidential  elsewhere
    "anonymous": (NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
    "ivan": (NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
    "heidi": (NOBODY, NOBODY, NOBODY, NOBODY, ALL),
    "alice": (ALL, ALL, NOBODY, NOBODY, NOBODY),
    "bob": (ALL, NOBODY, NOBODY, NOBODY, NOBODY),
    "carol": (NOBODY, "0100", NOBODY, NOBODY, NOBODY),
    "dan": (NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
    "eve": (NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
    "frank": (NOBODY, NOBODY, ALL, NOBODY, NOBODY),
    "grace": (NOBODY, NOBODY, NOBODY, ALL, NOBODY),
}
GROUPS = ["first", "second", "institution", "confidential", "elsewhere"]
KNOWN = {
    "anonymous": [],
    "ivan": [],
    "heidi": ["elsewhere"],
    "alice": ["first", "second", "institution", "confidential"],
    "bob": ["first", "second", "institution", "confidential"],
    "carol": ["first", "second", "institution", "confidential"],
    "dan": ["first", "second", "institution", "confidential"],
    "eve": ["first", "second", "institution", "confidential"],
    "frank": ["institution"],
    "grace": ["first", "second", "institution", "confidential"],
}


@pytest.mark.parametrize("who", POLICY)
def test_group_policy(cast, who):
    may = tuple(
        "".join(
            str(int(rules.has_perm(f"groups.{verb}", cast[who], cast[group])))
            for verb in VERBS
        )
        for group in GROUPS
    )

    assert may == POLICY[who]


@pytest.mark.parametrize("who", KNOWN)
def test_groups_one_may_know_and_their_names(cast, who):
    names = {str(group.name): group.pk for group in Group.objects.visible_to(cast[who])}

    assert set(names.values()) == {cast[name].pk for name in KNOWN[who]}
    assert ("The hidden theme" in names) is (who == "grace")


def test_name_without_the_word_of_visible_to_is_the_neutral_one(cast):
    plain = Group.objects.get(pk=cast.confidential.pk)

    assert str(plain.name) == str(plain.neutral_name) == "Equality"


def test_lists_are_not_ordered_by_what_they_hide(cast):
    Group.objects.update(order=0)
    cast.confidential.name_en, cast.confidential.neutral_name_en = "AAA", "ZZZ"
    cast.confidential.save()

    listed = Group.objects.visible_to(cast.bob).filter(kind="thematic").for_listing()

    assert [str(group.name) for group in listed][-1] == "ZZZ"


@pytest.mark.parametrize(
    ("role", "writes"),
    [("rapporteur", True), ("drafter", True), ("reader", False), ("translator", False)],
)
def test_writers(cast, role, writes):
    user = MembershipFactory(group=cast.first, role=role).user

    assert may_write(user, cast.first) is writes
    assert is_rapporteur(user, cast.first) is (role == "rapporteur")
    assert is_member(user, cast.first)
    assert not is_member(user, cast.second)


def test_coordinator_invites_into_a_closed_group_until_it_has_a_rapporteur(cast):
    for trait in ("confidential", "institution"):
        group = GroupFactory(review=cast.review, **{trait: True})
        perm = "groups.invite_membership"

        assert rules.has_perm(perm, cast.alice, group)
        assert not rules.has_perm("groups.list_membership", cast.alice, group)
        assert not rules.has_perm(perm, cast.bob, group)
        MembershipFactory(group=group, role="rapporteur")
        assert not rules.has_perm(perm, cast.alice, group)


@pytest.mark.parametrize("who", ["carol", "ivan", "alice"])
def test_superuser_passes_nothing(cast, who):
    user = cast[who]
    user.is_superuser = user.is_staff = True
    user.save()

    assert not Group.objects.open_to(user).filter(pk=cast.confidential.pk).exists()
    assert not rules.has_perm("groups.list_membership", user, cast.confidential)


@pytest.mark.parametrize(
    ("who", "read"),
    [
        ("anonymous", []),
        ("ivan", []),
        ("heidi", []),
        ("alice", ["review", "first"]),
        ("bob", ["first"]),
        ("carol", []),
        ("dan", []),
        ("eve", []),
        ("frank", ["institution"]),
        ("grace", ["confidential"]),
    ],
)
def test_trail_is_read_by_those_who_answer_for_it(cast, who, read):
    at = timezone.now()
    about = {"review": cast.review} | {
        name: cast[name] for name in ("first", "institution", "confidential")
    }
    for subject in about.values():
        record(
            "group.changed",
            subject=subject,
            actor=None,
            at=at,
            review=cast.review,
            group=subject if isinstance(subject, Group) else None,
        )

    subjects = trail_visible_to(cast[who]).values_list("subject_id", flat=True)

    assert set(subjects) == {about[name].pk for name in read}


@pytest.mark.parametrize(
    ("who", "count"),
    [("anonymous", 0), ("ivan", 0), ("carol", 1), ("alice", 2), ("grace", 1)],
)
def test_members_are_known_to_those_to_whom_the_group_is_open(cast, who, count):
    assert Membership.objects.visible_to(cast[who]).count() == count


def test_invitation_is_no_membership(cast):
    InvitationFactory(group=cast.confidential, email=cast.alice.email)

    assert not rules.has_perm("groups.list_membership", cast.alice, cast.confidential)
