import pytest
from django.urls import reverse

from consultations import helping
from consultations.models import HelpRequest, RegionalContact
from notifications.models import Notification
from tests.factories import RoleFactory
from tests.factories.catalogue import RegionFactory
from tests.factories.events import HelpRequestFactory, RegionalContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(cast):
    return RegionalContactFactory(
        review=cast.review,
        user=cast.dan,
        shown_as="Aunt Dana",
        region=RegionFactory(state=cast.review.state, name_en="Naryn"),
    )


def of(row, name):
    return reverse(f"consultations:{name}", args=[row.review_id, row.pk])


def helpers(review):
    return reverse("consultations:helpers", args=[review.pk])


def test_a_coordinator_names_who_helps_by_the_name_that_person_wants(client, cast):
    region = RegionFactory(state=cast.review.state)
    client.force_login(cast.alice)

    client.post(
        helpers(cast.review),
        {"region": region.pk, "user": cast.dan.pk, "shown_as": " Aunt  Dana "},
    )

    contact = RegionalContact.objects.get()
    assert contact.shown_as == "Aunt Dana"
    client.force_login(cast.carol)
    page = client.get(helpers(cast.review)).text
    assert "Aunt Dana" in page
    assert "Dan<" not in page


def test_one_person_to_a_region(client, contact, cast):
    client.force_login(cast.alice)
    response = client.post(
        helpers(cast.review),
        {"region": contact.region_id, "user": cast.eve.pk, "shown_as": "Eve"},
    )
    assert response.context["form"].errors
    assert RegionalContact.objects.count() == 1


@pytest.mark.parametrize("who", ["bob", "grace", "heidi", "ivan"])
def test_only_people_with_a_role_are_named(client, cast, who):
    client.force_login(cast.alice)
    response = client.post(
        helpers(cast.review), {"user": cast[who].pk, "shown_as": "Somebody"}
    )
    assert response.context["form"].errors["user"]
    assert not RegionalContact.objects.exists()


@pytest.mark.parametrize("who", ["bob", "carol", "dan", "eve"])
def test_others_name_nobody(client, contact, cast, who):
    client.force_login(cast[who])
    assert client.post(helpers(cast.review), {}).status_code == 403
    assert client.post(of(contact, "remove-helper")).status_code == 403


def test_a_question_goes_there_and_its_answer_comes_back(client, contact, cast):
    client.force_login(cast.carol)
    response = client.post(of(contact, "ask-help"), {"text": "Where do we meet?"})
    asked = HelpRequest.objects.get()
    assert response.url == asked.get_absolute_url()
    wanted = Notification.objects.get(recipient=cast.dan, kind="help.wanted")
    assert wanted.subject() == asked

    client.force_login(cast.dan)
    assert "Where do we meet?" in client.get(asked.get_absolute_url()).text
    client.post(asked.get_absolute_url(), {"answer": "In the club"})

    client.force_login(cast.carol)
    page = client.get(asked.get_absolute_url()).text
    assert "In the club" in page
    assert "Dan<" not in page
    given = Notification.objects.get(recipient=cast.carol, kind="help.given")
    assert given.subject() == asked


def test_nobody_else_reads_it(client, contact, cast):
    asked = HelpRequestFactory(contact=contact, asked_by=cast.carol)
    for person in (cast.alice, cast.bob, cast.eve, cast.frank, cast.heidi, cast.ivan):
        client.force_login(person)
        assert client.get(asked.get_absolute_url()).status_code == 404
        assert client.post(asked.get_absolute_url(), {"answer": "x"}).status_code == 404


def test_whoever_asked_does_not_answer_herself(client, contact, cast):
    asked = HelpRequestFactory(contact=contact, asked_by=cast.carol)
    client.force_login(cast.carol)
    assert client.post(asked.get_absolute_url(), {"answer": "x"}).status_code == 403


def test_an_answer_is_given_once(client, contact, cast, now):
    asked = HelpRequestFactory(contact=contact, asked_by=cast.carol)
    client.force_login(cast.dan)
    client.post(asked.get_absolute_url(), {"answer": "First"})
    client.post(asked.get_absolute_url(), {"answer": "Second"})
    asked.refresh_from_db()
    assert asked.answer == "First"


def test_the_same_question_twice_is_one(client, contact, cast):
    client.force_login(cast.carol)
    for _again in range(2):
        client.post(of(contact, "ask-help"), {"text": "Where do we meet?"})
    assert HelpRequest.objects.count() == 1
    assert Notification.objects.filter(kind="help.wanted").count() == 1


def test_a_helper_is_not_flooded(client, contact, cast):
    for _waiting in range(5):
        HelpRequestFactory(contact=contact, asked_by=cast.carol)
    client.force_login(cast.carol)
    response = client.post(of(contact, "ask-help"), {"text": "And now?"})
    assert response.context["form"].errors["text"]
    assert HelpRequest.objects.count() == 5


def test_a_helper_is_taken_out_with_what_was_asked(client, contact, cast):
    HelpRequestFactory(contact=contact, asked_by=cast.carol)
    client.force_login(cast.alice)
    client.post(of(contact, "remove-helper"))
    assert not RegionalContact.objects.exists()
    assert not HelpRequest.objects.exists()


def test_who_left_the_review_is_asked_no_more_and_reads_nothing(client, contact, cast):
    asked = HelpRequestFactory(contact=contact, asked_by=cast.carol)
    cast.dan.roles.all().delete()

    client.force_login(cast.carol)
    assert "Aunt Dana" not in client.get(helpers(cast.review)).text
    response = client.post(of(contact, "ask-help"), {"text": "Are you there?"})
    assert response.context["form"].errors["text"]
    client.force_login(cast.dan)
    assert client.get(asked.get_absolute_url()).status_code == 404
    client.force_login(cast.alice)
    assert "Aunt Dana" in client.get(helpers(cast.review)).text


def test_an_institution_and_strangers_see_no_helper(client, contact, cast):
    client.force_login(cast.frank)
    assert "Aunt Dana" not in client.get(helpers(cast.review)).text
    assert client.get(of(contact, "ask-help")).status_code == 404
    client.force_login(cast.heidi)
    assert client.get(helpers(cast.review)).status_code == 404


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_pages_open_in_every_language(client, contact, cast, language):
    asked = HelpRequestFactory(contact=contact, asked_by=cast.alice)
    client.force_login(cast.alice)
    for address in (
        helpers(cast.review),
        of(contact, "ask-help"),
        asked.get_absolute_url(),
    ):
        assert client.get(address, {"lang": language}).status_code == 200


def test_the_page_costs_the_same_however_many_help(client, contact, cast, queries_of):
    client.force_login(cast.alice)

    def fill():
        helper = RegionalContactFactory(
            review=cast.review,
            region=RegionFactory(state=cast.review.state),
            user=RoleFactory(review=cast.review, role="facilitator").user,
        )
        HelpRequestFactory(contact=helper, asked_by=cast.alice)

    fill()
    few = queries_of(client, helpers(cast.review))
    fill()
    fill()
    assert queries_of(client, helpers(cast.review)) == few


# On the home of who helps


def test_what_waits_stands_on_the_home_of_who_helps_until_it_is_answered(
    client, contact, cast, now
):
    asked = HelpRequestFactory(contact=contact, asked_by=cast.carol, text="A hall?")
    client.force_login(cast.dan)
    home = contact.review.get_absolute_url()
    link = f'href="{asked.get_absolute_url()}"'

    assert link in client.get(home).text
    helping.answer_help(request=asked, answer="Yes", actor=cast.dan, at=now)
    assert link not in client.get(home).text


@pytest.mark.parametrize("who", ["alice", "bob", "carol"])
def test_nobody_else_sees_what_waits_there(client, contact, cast, who):
    HelpRequestFactory(contact=contact, asked_by=cast.carol, text="A hall?")
    client.force_login(cast[who])

    assert "A hall?" not in client.get(contact.review.get_absolute_url()).text


def test_the_home_asks_no_more_for_three_requests(client, contact, cast, queries_of):
    client.force_login(cast.dan)
    home = contact.review.get_absolute_url()
    HelpRequestFactory(contact=contact, asked_by=cast.carol)
    one = queries_of(client, home)
    for _more in range(2):
        HelpRequestFactory(contact=contact, asked_by=cast.carol)

    assert queries_of(client, home) == one
