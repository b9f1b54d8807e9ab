import pytest

from audit.models import Entry
from groups.models import Invitation, Membership
from reviews.actions import accept_role
from reviews.models import Role, RoleInvitation
from tests.factories import (
    GroupFactory,
    InvitationFactory,
    MembershipFactory,
    RoleInvitationFactory,
    UserFactory,
)
from tests.factories.catalogue import RegionFactory, StateFactory
from workspace import people_list

pytestmark = pytest.mark.django_db


def check(cast, text, *, user=None, beside=(), role="adviser", language="ru"):
    entries = [
        people_list.Entry(number=0, email=email, group=group) for email, group in beside
    ]
    return people_list.check(
        [*entries, *people_list.read(text)],
        review=cast.review,
        user=user or cast.alice,
        role=role,
        language=language,
    )


def told(checked):
    return [
        (one.email, one.role, one.group and one.group.name_en, one.language)
        for one in checked.wanted
    ]


@pytest.fixture
def young(cast):
    return GroupFactory(
        review=cast.review, name_en="Youth, and the old", name_ru="Молодёжь и старики"
    )


@pytest.mark.parametrize(
    ("line", "role", "language"),
    [
        ("New@Example.org", "adviser", "ru"),
        ("new@example.org, facilitator", "facilitator", "ru"),
        ("new@example.org; Координатор; Кыргызча", "coordinator", "ky"),
        ("new@example.org\ttranslator\tEN", "translator", "en"),
        ("new@example.org,, en", "adviser", "en"),
        ("New Person <new@example.org>, Adviser", "adviser", "ru"),
    ],
)
def test_lines_as_people_write_them(cast, line, role, language):
    checked = check(cast, line)

    assert checked.wrong == []
    assert told(checked) == [("new@example.org", role, None, language)]


@pytest.fixture
def osh(cast):
    names = {"name_en": "Osh oblast", "name_ru": "Ошская область"}
    names["name_ky"] = "Ош облусу"
    return RegionFactory(state=cast.review.state, code="KG-O", **names)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("new@example.org, facilitator, Osh oblast", "ru"),
        ("new@example.org; Фасилитатор; Ошская область; ky", "ky"),
        ("new@example.org, Фасилитатор Ош облусу", "ru"),
        ("new@example.org, KG-O, en", "en"),
        ("new@example.org, ошская область", "ru"),
    ],
)
def test_a_facilitator_may_have_a_region(cast, osh, line, language):
    checked = check(cast, line)

    assert checked.wrong == []
    (one,) = checked.wanted
    assert (one.role, one.region, one.language) == ("facilitator", osh, language)
    assert one.as_what == "Facilitator, Osh oblast"


def test_whoever_facilitates_already_is_not_said_to_have_the_region_of_the_line(
    cast, osh
):
    checked = check(cast, f"{cast.dan.email}, facilitator, Osh oblast")

    assert checked.wanted == []
    (one,) = checked.known
    assert one.as_what == "Facilitator"


@pytest.mark.parametrize(
    "line",
    [
        "new@example.org, adviser, Osh oblast",
        "new@example.org, facilitator, Far oblast",
        "new@example.org, Far oblast",
    ],
)
def test_no_other_role_has_a_region_and_no_other_state_gives_one(cast, osh, line):
    tajikistan = StateFactory(iso3="TJK", iso2="TJ")
    RegionFactory(state=tajikistan, code="TJ-SU", name_en="Far oblast")

    (said,) = check(cast, line).wrong

    assert "is neither a role nor a group" in said


def test_a_group_comes_before_a_region_of_its_name(cast, osh):
    group = GroupFactory(review=cast.review, name_en="Osh oblast")

    alone, told_so = check(
        cast, "a@example.org, Osh oblast\nb@example.org, facilitator, Osh oblast"
    ).wanted

    assert (alone.group, alone.region) == (group, None)
    assert (told_so.group, told_so.region) == (None, osh)


def test_nobody_facilitates_two_regions(cast, osh):
    RegionFactory(state=cast.review.state, code="KG-T", name_en="Talas oblast")

    checked = check(
        cast,
        "a@example.org, Osh oblast\na@example.org, Osh oblast\n"
        "a@example.org, Talas oblast",
    )

    assert [one.region for one in checked.wanted] == [osh]
    assert checked.wrong == [
        "Line 3: This address stands above already, as “Facilitator, Osh oblast”."
    ]


def test_the_letter_and_the_role_carry_the_region(cast, osh, now):
    checked = check(cast, "new@example.org, facilitator, Osh oblast")
    people_list.send(checked.wanted, review=cast.review, actor=cast.alice, at=now)
    letter = RoleInvitation.objects.get()
    user = UserFactory(email="new@example.org")

    accept_role(invitation=letter, user=user, at=now)

    assert letter.region == osh
    assert Role.objects.get(user=user).region == osh


def test_another_region_is_another_list(cast, osh):
    RegionFactory(state=cast.review.state, code="KG-T", name_en="Talas oblast")
    lists = ["Osh oblast", "Talas oblast", "facilitator"]

    digests = {check(cast, f"a@example.org, {what}").digest for what in lists}

    assert len(digests) == 3


def test_the_first_into_a_group_answers_for_it(cast, young):
    """Apostrophes, commas and the dots of ё make no difference."""
    checked = check(
        cast,
        "a@example.org, Youth, and the old\nb@example.org, молодежь и старики, ky\n"
        "c@example.org, women's rights",
    )

    assert checked.wrong == []
    name = "Youth, and the old"
    assert told(checked) == [
        ("a@example.org", "rapporteur", name, "ru"),
        ("b@example.org", "drafter", name, "ky"),
        ("c@example.org", "drafter", "Women’s rights", "ru"),
    ]
    assert [n for _what, n in checked.counted] == [1, 1, 1]


def test_who_is_written_beside_a_group_answers_for_it(cast, young):
    checked = check(
        cast, "b@example.org, Youth and the old", beside=[("a@example.org", young)]
    )

    assert [one.role for one in checked.wanted] == ["rapporteur", "drafter"]


def test_each_wrong_line_is_named_by_its_number(cast):
    checked = check(cast, "fine@example.org\n\nno address\nx@example.org, boss\n")

    assert checked.wrong == [
        "Line 3: This is no e-mail address.",
        "Line 4: “boss” is neither a role nor a group of this review.",
    ]


def test_a_name_of_two_groups_is_none(cast):
    GroupFactory(review=cast.review, name_en="Water", name_ru="Вода")
    GroupFactory(review=cast.review, name_en="Water!", name_ru="Воды")

    checked = check(cast, "a@example.org, Water\nb@example.org, Вода")

    assert checked.wrong == ["Line 1: Several groups are called “Water”."]
    assert [one.email for one in checked.wanted] == ["b@example.org"]


def test_a_hundred_lines_at_a_time(cast):
    lines = [f"p{n}@example.org" for n in range(101)]

    assert len(check(cast, "\n".join(lines[:100])).wanted) == 100
    [said] = check(cast, "\n".join(lines)).wrong
    assert "At most 100" in said


def test_one_letter_to_an_address_and_role(cast):
    checked = check(
        cast, "a@example.org\nA@example.org, adviser\na@example.org, translator"
    )

    assert [one.role for one in checked.wanted] == ["adviser", "translator"]


def test_who_is_there_or_has_a_letter_gets_none(cast):
    RoleInvitationFactory(review=cast.review, role="translator", email="t@example.org")
    InvitationFactory(group=cast.second, email="d@example.org")
    RoleInvitationFactory(
        review=cast.review, role="adviser", email="gone@example.org", revoked=True
    )

    checked = check(
        cast,
        f"{cast.eve.email}\nt@example.org, translator\nd@example.org, Environment\n"
        f"{cast.carol.email}, Environment\ngone@example.org\n{cast.eve.email}, translator",
    )

    assert [one.email for one in checked.known] == [
        cast.eve.email,
        "t@example.org",
        "d@example.org",
        cast.carol.email,
    ]
    assert [one.email for one in checked.wanted] == ["gone@example.org", cast.eve.email]


def test_a_member_does_not_take_the_seat_of_a_rapporteur(cast, young):
    member = MembershipFactory(group=young, role="drafter").user

    checked = check(
        cast, f"{member.email}, Youth and the old\nnew@example.org, Youth and the old"
    )

    assert told(checked)[0][:2] == ("new@example.org", "rapporteur")


@pytest.mark.parametrize("email", ["new@example.org", "grace"])
def test_a_closed_group_says_nothing_of_who_is_in_it(cast, email):
    email = cast.grace.email if email == "grace" else email

    checked = check(cast, f"{email}, Equality")

    assert checked.known == checked.wanted == []
    assert "only its rapporteur invites" in checked.wrong[0]
    assert "neither a role" in check(cast, f"{email}, The hidden theme").wrong[0]


def test_a_closed_group_takes_a_first_rapporteur_and_nobody_else(cast):
    Membership.objects.filter(group=cast.confidential).delete()

    checked = check(cast, "a@example.org, Equality\nb@example.org, Equality")

    assert [one.role for one in checked.wanted] == ["rapporteur"]
    assert checked.wrong[0].startswith("Line 2: ")


def test_letters_are_sent_and_no_second_ones(cast, young, now):
    checked = check(
        cast, "a@example.org, coordinator, ky\nb@example.org, Youth and the old, en"
    )

    def send():
        return people_list.send(
            checked.wanted, review=cast.review, actor=cast.alice, at=now
        )

    assert (send(), send()) == (2, 0)
    [role], [seat] = RoleInvitation.objects.all(), Invitation.objects.all()
    assert (role.email, role.role, role.language) == (
        "a@example.org",
        "coordinator",
        "ky",
    )
    assert (seat.group, seat.role, seat.language) == (young, "rapporteur", "en")
    assert role.invited_by == seat.invited_by == cast.alice
    assert "example.org" not in str(list(Entry.objects.values()))


def test_a_long_list_costs_as_many_questions_as_a_short_one(
    cast, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        check(cast, "\n".join(f"p{n}@example.org, Environment" for n in range(100)))
