"""Setting a review up, page by page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from groups.models import Group, Invitation
from reviews.models import Review, Role, RoleInvitation
from tests.factories import (
    GroupFactory,
    MilestoneFactory,
    ReviewFactory,
    RoleFactory,
    RoleInvitationFactory,
    UserFactory,
)
from tests.factories.catalogue import RegionFactory, StateFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.roadmaps import StepFactory
from workspace import set_up

pytestmark = pytest.mark.django_db

OPEN = "/set-up/"


def step(name, review):
    return reverse(f"set_up:{name}", args=[review.pk])


def words_on(response):
    return " ".join(response.text.split())


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return client


@pytest.fixture
def new(cast):
    review = ReviewFactory(cycle=6)
    RoleFactory(user=cast.alice, review=review)
    return review


# State and cycle


def opened(client, review_or_state, *, cycle=6, key=None):
    data = {"key": key or uuid4(), "state": review_or_state.pk, "cycle": cycle}
    return client.post(OPEN, data)


def test_open_asks_for_the_next_cycle_of_her_last_review(alice, cast):
    page = alice.get(OPEN)

    assert page.context["form"]["cycle"].value() == 6
    assert page.context["form"]["state"].value() == cast.review.state_id
    assert "step 1 of 5" in words_on(page)


def test_a_review_is_opened_and_hers(alice, cast):
    Review.objects.filter(pk=cast.review.pk).update(
        coalition_name_en="Free Hills", coalition_name_ky="Эркин тоолор"
    )

    response = opened(alice, cast.review.state)

    review = Review.objects.get(cycle=6)
    assert response.url == step("dates", review)
    assert (review.coalition_name_en, review.coalition_name_ky) == (
        "Free Hills",
        "Эркин тоолор",
    )
    [role] = review.roles.all()
    assert (role.user, role.role) == (cast.alice, Role.Kind.COORDINATOR)
    trail = Entry.objects.filter(review_id=review.pk).order_by("pk")
    assert {entry.verb for entry in trail} == {"review.opened", "role.given"}
    assert mail.outbox == []


def test_of_another_state_no_name_is_taken_along(alice, cast):
    opened(alice, StateFactory(), cycle=4)

    assert Review.objects.get(cycle=4).coalition_name_en == ""


def test_a_double_click_makes_one_review(alice, cast):
    key = uuid4()
    first, second = (opened(alice, cast.review.state, key=key) for _click in range(2))

    assert first.url == second.url == step("dates", Review.objects.get(cycle=6))


def test_what_she_coordinates_already_is_refused_in_a_sentence(alice, cast):
    before = Review.objects.count()

    page = opened(alice, cast.review.state, cycle=5)

    assert "in this cycle already" in page.text
    assert Review.objects.count() == before


def test_another_coalition_of_the_same_state_is_no_hindrance(client, cast):
    ReviewFactory(cycle=6, state=cast.review.state)
    client.force_login(cast.alice)

    assert opened(client, cast.review.state).status_code == 302


def test_an_id_of_somebody_elses_review_opens_nothing(client, cast):
    client.force_login(cast.heidi)

    page = opened(client, StateFactory(), key=cast.review.pk)

    assert "does not work any more" in page.text
    assert not cast.review.roles.filter(user=cast.heidi).exists()


@pytest.mark.parametrize("wrong", [{"state": ""}, {"cycle": "0"}, {"cycle": "100"}])
def test_nonsense_is_refused(alice, cast, wrong):
    data = {"key": uuid4(), "state": cast.review.state_id, "cycle": 6} | wrong

    page = alice.post(OPEN, data)

    assert page.context["form"].errors.keys() == wrong.keys()
    assert not Review.objects.filter(cycle=6).exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [("alice", 200), ("heidi", 200), ("bob", 403), ("eve", 403), ("ivan", 403)],
)
def test_who_coordinates_some_review_may_open_another(client, cast, name, status):
    client.force_login(cast[name])

    assert client.get(OPEN).status_code == status
    assert client.post(OPEN, {}).status_code == status


def test_the_start_page_offers_it_to_who_may(client, cast, new):
    RoleFactory(user=cast.eve, review=new, role="adviser")
    for name, is_offered in {"alice": True, "eve": False}.items():
        client.force_login(cast[name])
        assert (OPEN in client.get("/start/").text) == is_offered


# How far it is


def test_a_new_review_has_three_things_left(new):
    found = set_up.set_up_of(new)

    assert (found.left, found.at) == (3, "dates")


def test_what_is_there_is_done(new, cast):
    MilestoneFactory(review=new)
    GroupFactory(review=new)
    assert set_up.steps_left(new) == 1

    letter = RoleInvitationFactory(review=new, role="coordinator")
    assert set_up.steps_left(new) == 0

    letter.delete()
    RoleFactory(review=new, user__is_active=False)
    assert set_up.steps_left(new) == 1
    RoleFactory(review=new)
    assert set_up.steps_left(new) == 0


def test_the_overview_leads_to_where_it_is(alice, new):
    page = alice.get(step("overview", new))
    assert page.context["go_on"].name == "dates"
    assert step("dates", new) in page.text

    MilestoneFactory(review=new)
    RecommendationFactory(state=new.state)
    page = alice.get(step("overview", new))
    assert page.context["go_on"].name == "groups"


def test_the_home_says_what_is_left_to_coordinators_until_put_away(client, cast, new):
    RoleFactory(user=cast.eve, review=new, role="adviser")
    home = reverse("workspace:review", args=[new.pk])

    client.force_login(cast.eve)
    assert "Set-up" not in client.get(home).text
    client.force_login(cast.alice)
    assert "Set-up: 3 steps left" in client.get(home).text
    for _click in range(2):
        assert client.post(step("put_away", new)).url == home
    assert "Set-up" not in client.get(home).text
    assert client.get(step("overview", new)).status_code == 200
    trail = Entry.objects.filter(verb="review.set_up_put_away", review_id=new.pk)
    assert trail.count() == 1


def test_the_home_says_what_is_left_beside_what_is_at_risk(alice, new):
    """A date that is near and that nobody watches, and no group yet."""
    due = timezone.now() + timedelta(days=5)
    MilestoneFactory(review=new, kind="other", name="A day", due=due)

    page = alice.get(reverse("workspace:review", args=[new.pk]))

    assert page.context["risks"].shown
    assert page.text.count(step("overview", new)) == 1


@pytest.mark.parametrize("name", ["dates", "behind", "groups", "people"])
def test_each_step_can_be_done_later(alice, new, name):
    page = alice.get(step(name, new))

    assert page.context["later"] in page.text
    assert "of 5" in words_on(page)


# What is behind us


def test_earlier_reviews_come_by_state_then_cycle(alice, cast, new):
    away = ReviewFactory(state=StateFactory(), cycle=9)
    RoleFactory(user=cast.alice, review=away, role="adviser")

    page = alice.get(step("behind", new))

    choices = list(page.context["form"].fields["after"].queryset)
    assert choices == [cast.review, away]
    assert page.context["form"]["after"].value() == cast.review.pk
    assert cast.elsewhere.review not in choices


def test_the_record_is_said_to_be_loaded_or_not(alice, cast, new):
    assert "is not loaded" in alice.get(step("behind", new)).text

    RecommendationFactory(state=new.state, cycle=5)
    page = words_on(alice.get(step("behind", new)))
    assert "1 recommendation in the record" in page
    assert "The last review is in it" in page


# Groups


def groups_page(new, after):
    return f"{step('groups', new)}?after={after.pk}"


def test_groups_are_ticked_and_made_once(alice, cast, new):
    StepFactory(group=cast.first)
    address = groups_page(new, cast.review)
    page = alice.get(address)
    offered = page.context["form"].initial["groups"]
    assert set(offered) == {cast.first.pk, cast.second.pk, cast.institution.pk}

    data = {"groups": [cast.first.pk, cast.second.pk], "with_steps": "on"}
    first = alice.post(address, data, follow=True)
    second = alice.post(address, data, follow=True)

    assert "2 groups are made" in first.text
    assert "1 step stands" in first.text
    assert "2 were there already" in second.text
    assert Group.objects.filter(review=new).count() == 2
    page = alice.get(address)
    assert page.context["form"].initial["groups"] == [cast.institution.pk]
    assert "there already" in page.text


def test_a_hidden_group_is_neither_shown_nor_taken_along(alice, cast, new):
    address = groups_page(new, cast.review)

    shown = alice.get(address).text
    refused = alice.post(address, {"groups": [cast.confidential.pk]})

    assert "Equality" not in shown
    assert "hidden theme" not in shown
    assert refused.context["form"].errors.keys() == {"groups"}
    assert not Group.objects.filter(review=new).exists()


@pytest.mark.parametrize("after", ["nonsense", "", "elsewhere"])
def test_from_a_review_that_is_not_hers_nothing_comes(alice, cast, new, after):
    after = cast.elsewhere.review.pk if after == "elsewhere" else after

    page = alice.get(step("groups", new), {"after": after})

    assert page.context["form"] is None
    assert "Far away" not in page.text
    assert "Add the first group" in page.text
    posted = alice.post(f"{step('groups', new)}?after={after}", {"groups": []})
    assert posted.status_code == 200
    assert not Group.objects.filter(review=new).exists()


@pytest.mark.parametrize("name", ["behind", "groups", "overview"])
def test_pages_cost_the_same_for_three_as_for_one(alice, cast, new, queries_of, name):
    def ask():
        return queries_of(alice, step(name, new) + f"?after={cast.review.pk}")

    one = ask()
    for _more in range(2):
        GroupFactory(review=cast.review)
        StepFactory(group=cast.first)
        RoleFactory(user=cast.alice, review=ReviewFactory(), role="adviser")

    assert ask() == one


# People


LINES = "a@example.org, coordinator\nb@example.org\nc@example.org"


def listed(lines="", **more):
    return {"lines": lines, "role": "adviser", "language": "en"} | more


def test_a_list_is_shown_before_it_is_sent(alice, new):
    page = alice.post(step("people", new), listed(LINES))

    assert "3 will be invited" in page.text
    assert 'Adviser: <span class="num">2</span>' in page.text
    assert not RoleInvitation.objects.exists()

    sent = alice.post(
        step("people", new),
        listed(LINES, do="send", seen=page.context["checked"].digest),
        follow=True,
    )
    assert "3 invitations are on their way" in sent.text
    assert RoleInvitation.objects.filter(review=new).count() == 3
    assert sent.redirect_chain[-1][0] == new.get_absolute_url()
    assert all("example.org" not in url for url, _status in sent.redirect_chain)


def test_a_second_click_sends_nothing(alice, new):
    page = alice.post(step("people", new), listed(LINES))
    data = listed(LINES, do="send", seen=page.context["checked"].digest)
    alice.post(step("people", new), data)

    again = alice.post(step("people", new), data, follow=True)

    assert "3 were there or invited already" in again.text
    assert "on its way" not in again.text
    assert RoleInvitation.objects.count() == 3


def test_only_what_was_shown_is_sent(alice, new):
    page = alice.post(step("people", new), listed(LINES))
    seen = page.context["checked"].digest

    other = alice.post(
        step("people", new), listed(f"{LINES}\nd@example.org", do="send", seen=seen)
    )

    assert "4 will be invited" in other.text
    assert "has changed meanwhile" in other.text
    assert not RoleInvitation.objects.exists()


def test_with_one_wrong_line_nothing_is_sent(alice, new):
    lines = f"{LINES}\nnonsense"
    page = alice.post(step("people", new), listed(lines, do="send", seen=""))

    assert "Line 4: This is no e-mail address." in page.text
    assert page.context["form"]["lines"].value() == lines
    assert not RoleInvitation.objects.exists()


def test_nobody_at_all_is_a_sentence(alice, new):
    assert (
        "Write at least one address" in alice.post(step("people", new), listed()).text
    )


def test_each_group_without_a_rapporteur_has_its_field(alice, new):
    group = GroupFactory(review=new, name_en="Water")
    name = f"group-{group.pk}"
    assert name in alice.get(step("people", new)).context["form"].fields

    data = listed(**{name: "W@example.org"})
    page = alice.post(step("people", new), data)
    assert "Rapporteur of “Water”" in page.text
    data |= {"do": "send", "seen": page.context["checked"].digest}
    alice.post(step("people", new), data)
    again = alice.post(step("people", new), data, follow=True)

    [letter] = Invitation.objects.all()
    assert (letter.email, letter.role) == ("w@example.org", "rapporteur")
    assert "1 was there or invited already" in again.text
    assert name not in alice.get(step("people", new)).context["form"].fields


def test_a_wrong_address_beside_a_group_is_named_by_it(alice, new):
    group = GroupFactory(review=new, name_en="Water")

    page = alice.post(step("people", new), listed(**{f"group-{group.pk}": "water"}))

    assert "“Water”: This is no e-mail address." in page.text


def test_the_list_says_how_regions_are_called_and_shows_who_has_one(alice, new):
    assert "How the regions are called" not in alice.get(step("people", new)).text
    RegionFactory(state=new.state, name_en="Osh oblast", code="KG-O")

    page = alice.get(step("people", new)).text
    checked = alice.post(step("people", new), listed("a@example.org, Osh oblast")).text

    assert "<li>Osh oblast</li>" in page
    assert "Facilitator, Osh oblast" in checked


def test_the_list_can_be_changed_again(alice, new):
    page = alice.post(step("people", new), listed(LINES, do="change"))

    assert page.context["form"]["lines"].value() == LINES
    assert "Check the list" in page.text


def test_groups_of_another_review_are_no_words_of_the_list(alice, cast, new):
    page = alice.post(step("people", new), listed("a@example.org, Environment"))

    assert "neither a role nor a group" in page.text


def test_strangers_find_no_step(client, new):
    client.force_login(UserFactory())

    for name in ("overview", "dates", "behind", "groups", "people"):
        assert client.get(step(name, new)).status_code == 404
