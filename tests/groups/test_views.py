import pytest
from django.urls import reverse

from groups.models import Group, Invitation, Membership
from tests.factories import GroupFactory, InvitationFactory, MembershipFactory

pytestmark = pytest.mark.django_db

INVITE = {"email": "new@example.org", "role": "drafter", "language": "en"}
NEW = {
    "name_en": "Education",
    "kind": "thematic",
    "rapporteur_email": "rapporteur@example.org",
    "language": "ru",
}
EVERYBODY = [
    "anonymous",
    "ivan",
    "heidi",
    "alice",
    "bob",
    "carol",
    "dan",
    "eve",
    "frank",
    "grace",
]
OUTSIDE = {"anonymous": 302, "ivan": 404, "heidi": 404}
# What `people` answers: who is not named here is refused with 403.
PEOPLE = {
    "first": OUTSIDE | {"alice": 200, "bob": 200, "frank": 404},
    "second": OUTSIDE | {"alice": 200, "carol": 200, "frank": 404},
    "institution": OUTSIDE | {"frank": 200},
    "confidential": OUTSIDE | {"grace": 200, "frank": 404},
}
LEADERS = {
    "first": {"alice", "bob"},
    "second": {"alice"},
    "institution": {"frank"},
    "confidential": {"grace"},
}


def enter(client, cast, who):
    if who != "anonymous":
        client.force_login(cast[who])
    return client


def address(name, group, *args):
    return reverse(f"groups:{name}", args=[group.review_id, group.pk, *args])


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", PEOPLE)
def test_people_by_role(client, cast, who, name):
    expected = PEOPLE[name].get(who, 403)
    group = cast[name]
    enter(client, cast, who)

    seen = client.get(address("people", group))
    posted = client.post(address("people", group), INVITE)

    leads = who in LEADERS[name]
    assert seen.status_code == expected
    assert posted.status_code == (
        302 if leads else 403 if expected == 200 else expected
    )
    assert group.invitations.exists() is leads
    assert ("The hidden theme" in seen.text) is (who == "grace" and expected == 200)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("verb", ["edit", "role", "remove", "send_again", "revoke"])
def test_verbs_by_role(client, cast, who, name, verb):
    group = cast[name]
    leads = who in LEADERS[name]
    reader = MembershipFactory(group=group, role="reader")
    invitation = InvitationFactory(group=group)
    target = {
        "role": [reader.pk],
        "remove": [reader.pk],
        "send_again": [invitation.pk],
        "revoke": [invitation.pk],
    }
    data = {"name_en": "Changed", "neutral_name_en": "Outside", "role": "drafter"}
    if name == "second" and verb in {"send_again", "revoke"}:
        leads = who == "alice"
    enter(client, cast, who)

    response = client.post(address(verb, group, *target.get(verb, [])), data)

    outside = PEOPLE[name].get(who)
    if leads:
        assert response.status_code == 302
    elif outside in {302, 404}:
        assert response.status_code == outside
    else:
        assert response.status_code == 403
    group.refresh_from_db()
    invitation.refresh_from_db()
    assert (group.name_en == "Changed") is (leads and verb == "edit")
    assert (invitation.revoked_at is not None) is (leads and verb == "revoke")
    kept = Membership.objects.filter(pk=reader.pk).values_list("role", flat=True)
    if leads and verb in {"role", "remove"}:
        assert list(kept) == (["drafter"] if verb == "role" else [])
    else:
        assert list(kept) == ["reader"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_list_and_new_by_role(client, cast, who):
    outside = OUTSIDE.get(who)
    enter(client, cast, who)

    listed = client.get(reverse("groups:list", args=[cast.review.pk]))
    shown = client.get(reverse("groups:new", args=[cast.review.pk]))
    made = client.post(reverse("groups:new", args=[cast.review.pk]), NEW)

    assert listed.status_code == (outside or 200)
    assert shown.status_code == (outside or (200 if who == "alice" else 403))
    assert made.status_code == (outside or (302 if who == "alice" else 403))
    assert Group.objects.filter(name_en="Education").exists() is (who == "alice")
    assert ("The hidden theme" in listed.text) is (who == "grace")
    assert ("Women’s rights" in listed.text) is (not outside and who != "frank")


def test_foreign_is_the_same_as_missing(client, cast):
    client.force_login(cast.bob)
    missing = cast.review.pk

    foreign = client.get(address("people", cast.elsewhere))
    crossed = client.get(
        reverse("groups:people", args=[cast.review.pk, cast.elsewhere.pk])
    )
    nothing = client.get(reverse("groups:people", args=[missing, missing]))

    assert {foreign.status_code, crossed.status_code, nothing.status_code} == {404}
    assert foreign.text == crossed.text == nothing.text


@pytest.mark.parametrize("verb", ["role", "remove", "send_again", "revoke"])
def test_ids_of_another_group_are_not_found(client, cast, verb):
    stranger = (
        cast.carol.memberships.get()
        if verb in {"role", "remove"}
        else InvitationFactory(group=cast.second)
    )
    client.force_login(cast.bob)

    response = client.post(address(verb, cast.first, stranger.pk), {"role": "reader"})

    assert response.status_code == 404
    stranger.refresh_from_db()
    assert stranger.role == "drafter"


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nonsense"},
        {"email": "x" * 1_000_000},
        {"role": "coordinator"},
        {"language": "xx"},
    ],
)
def test_people_refuses_nonsense(client, cast, wrong):
    client.force_login(cast.bob)

    response = client.post(address("people", cast.first), INVITE | wrong)

    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_en": ""},
        {"name_en": "x" * 1_000_000},
        {"kind": "secret"},
        {"is_confidential": "on"},  # without a name for outside
        {"rapporteur_email": "nonsense"},
        {"name_en": "Environment"},  # there is one
    ],
)
def test_new_refuses_nonsense(client, cast, wrong):
    client.force_login(cast.alice)
    before = Group.objects.count()

    response = client.post(reverse("groups:new", args=[cast.review.pk]), NEW | wrong)

    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert Group.objects.count() == before
    assert not Invitation.objects.exists()


def test_role_refuses_nonsense(client, cast):
    membership = MembershipFactory(group=cast.first, role="reader")
    client.force_login(cast.bob)

    client.post(address("role", cast.first, membership.pk), {"role": "god"})

    membership.refresh_from_db()
    assert membership.role == "reader"


def test_coordinator_makes_a_confidential_group_and_invites_until_it_begins(
    client, cast
):
    client.force_login(cast.alice)
    client.post(
        reverse("groups:new", args=[cast.review.pk]),
        NEW | {"is_confidential": "on", "neutral_name_en": "Dignity"},
    )
    group = Group.objects.get(name_en="Education")

    listed = client.get(reverse("groups:list", args=[cast.review.pk]))
    page = client.get(address("people", group))
    as_drafter = client.post(address("people", group), INVITE)
    again = client.post(
        address("send_again", group, group.invitations.get().pk), follow=True
    )

    assert "Dignity" in listed.text
    assert "Education" not in listed.text + page.text
    assert "It has no rapporteur yet" in listed.text
    assert as_drafter.status_code == 200  # a rapporteur only
    assert group.invitations.count() == 1
    assert again.status_code == 200


def test_coordinator_may_not_make_a_group_confidential_and_rapporteur_may(client, cast):
    data = {"name_en": "X", "is_confidential": "on", "neutral_name_en": "Y"}

    for who, sealed in (("alice", False), ("bob", True)):
        client.force_login(cast[who])
        client.post(address("edit", cast.first), data)
        cast.first.refresh_from_db()
        assert cast.first.is_confidential is sealed


def test_member_leaves_and_sees_nothing_any_more(client, cast):
    client.force_login(cast.carol)

    response = client.post(address("leave", cast.second))

    assert response["Location"] == "/"
    assert client.get(address("people", cast.second)).status_code == 404


def test_last_rapporteur_is_told_why_not(client, cast):
    client.force_login(cast.bob)

    response = client.post(address("leave", cast.first), follow=True)

    assert "A group always has a rapporteur" in response.text


def test_removed_member_is_out_on_the_next_request(client, cast):
    membership = MembershipFactory(group=cast.first)
    client.force_login(membership.user)
    assert client.get(address("people", cast.first)).status_code == 200

    membership.delete()

    assert client.get(address("people", cast.first)).status_code == 403


def test_empty_list_says_what_to_do_first(client, cast):
    client.force_login(cast.heidi)
    Membership.objects.filter(group=cast.elsewhere).delete()
    cast.elsewhere.delete()

    response = client.get(
        reverse("groups:list", args=[cast.heidi.roles.get().review_id])
    )

    assert "No groups yet" in response.text
    assert "Make a group" in response.text


def test_list_costs_the_same_however_many(client, cast, queries_of):
    client.force_login(cast.heidi)
    page = reverse("groups:list", args=[cast.elsewhere.review_id])
    with_one = queries_of(client, page)

    GroupFactory.create_batch(2, review=cast.elsewhere.review)

    assert queries_of(client, page) == with_one


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_people_costs_the_same_however_many(client, cast, queries_of, who):
    InvitationFactory(group=cast.first)
    client.force_login(cast[who])
    with_one = queries_of(client, address("people", cast.first))

    MembershipFactory.create_batch(2, group=cast.first)
    InvitationFactory.create_batch(2, group=cast.first)

    assert queries_of(client, address("people", cast.first)) == with_one
