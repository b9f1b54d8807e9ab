"""Addresses for contributions and codes of meetings, as organisers make them."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from consultations.digits import digits_of, in_fours
from consultations.link_making import CannotRevoke, make_meeting_code, revoke_link
from consultations.models import Code, ContributionLink
from tests.factories import MembershipFactory
from tests.factories.consultations import (
    ContributionLinkFactory,
    EventFactory,
    FindingFactory,
)

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def path(name, review, *args) -> str:
    return reverse(f"voices:{name}", args=[review.pk, *args])


@pytest.fixture
def event(cast):
    return EventFactory(host=cast.first, facilitators=[cast.dan])


FIELDS = {"label": "Poster at the station", "days": "30"}


def test_a_facilitator_makes_an_address_that_opens(cast, event):
    client = signed_in(cast.dan)

    answer = client.post(
        path("of-event", cast.review, event.pk),
        {**FIELDS, "groups": [str(cast.second.pk)]},
    )

    link = ContributionLink.objects.get()
    assert answer.headers["Location"] == link.get_absolute_url()
    assert (link.event, link.region, link.made_by) == (event, None, cast.dan)
    assert [group.pk for group in link.groups.all()] == [cast.second.pk]
    assert Client().get(link.secret_path()).status_code == 200
    page = client.get(link.get_absolute_url()).text
    assert f"{settings.SITE_URL}{link.secret_path()}" in page
    entry = Entry.objects.get(verb="contributionlink.made")
    assert (entry.actor_id, entry.group_id) == (cast.dan.pk, cast.first.pk)


@pytest.mark.parametrize("name", ["alice", "bob", "dan", "reader"])
def test_the_list_leads_only_to_what_the_person_may_open(cast, event, name):
    """Who only reads along in the group knows of the address, and no more."""
    reader = MembershipFactory(group=cast.first, role="reader").user
    person = reader if name == "reader" else cast[name]
    of_event = ContributionLinkFactory(event=event, label="At the door")
    of_country = ContributionLinkFactory(event=None, review=cast.review, label="All")
    client = signed_in(person)
    page = client.get(path("list", cast.review)).text

    assert "At the door" in page
    opens = client.get(of_event.get_absolute_url()).status_code == 200
    assert opens == (name != "reader")
    assert (f'href="{of_event.get_absolute_url()}"' in page) == opens
    assert (f'href="{of_country.get_absolute_url()}"' in page) == (name == "alice")


@pytest.mark.parametrize("name", ["consultations:list", "workspace:more"])
def test_the_list_is_found_from_the_pages_of_the_review(cast, name):
    page = signed_in(cast.bob).get(reverse(name, args=[cast.review.pk])).text

    assert f'href="{path("list", cast.review)}"' in page


def test_a_coordinator_makes_one_for_a_region(cast):
    region = cast.review.state.regions.first()

    signed_in(cast.alice).post(
        path("of-region", cast.review),
        {**FIELDS, "region": getattr(region, "pk", "")},
    )

    link = ContributionLink.objects.get()
    assert (link.event, link.region) == (None, region)


@pytest.mark.parametrize("fields", [{"label": " "}, {"days": "9999"}, {"groups": "x"}])
def test_a_form_that_is_not_understood_makes_nothing(cast, event, fields):
    answer = signed_in(cast.dan).post(
        path("of-event", cast.review, event.pk), {**FIELDS, **fields}
    )

    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert not ContributionLink.objects.exists()


def test_what_is_heard_behind_a_wall_can_be_given_to_nobody_outside_it(cast):
    event = EventFactory(host=cast.confidential)

    answer = signed_in(cast.grace).post(
        path("of-event", cast.review, event.pk),
        {**FIELDS, "groups": [str(cast.first.pk)]},
    )

    assert 'role="alert"' in answer.text
    assert not ContributionLink.objects.exists()


def test_an_address_begins_with_the_group_that_holds_the_meeting(cast, event):
    page = signed_in(cast.dan).get(path("of-event", cast.review, event.pk))

    chosen = [
        str(choice.data["value"])
        for choice in page.context["form"]["groups"]
        if choice.data["selected"]
    ]
    assert chosen == [str(cast.first.pk)]


def test_others_read_of_no_address_and_make_none(cast, event):
    link = ContributionLinkFactory(event=event, label="Canarylabel")
    reader = MembershipFactory(group=cast.first, role="reader").user
    of_event = path("of-event", cast.review, event.pk)
    statuses = {
        name: [
            signed_in(user).get(address).status_code
            for address in (of_event, link.get_absolute_url())
        ]
        for name, user in {
            "bob": cast.bob,
            "reader": reader,
            "carol": cast.carol,
            "heidi": cast.heidi,
        }.items()
    }

    assert statuses == {
        "bob": [200, 200],
        "reader": [403, 403],
        "carol": [403, 404],
        "heidi": [404, 404],
    }
    assert (
        "Canarylabel" not in signed_in(cast.carol).get(path("list", cast.review)).text
    )


def test_a_withdrawn_address_is_gone_and_what_came_in_stays(cast, event):
    link = ContributionLinkFactory(event=event)
    finding = FindingFactory(event=event, link=link, entered_by=None)
    client = signed_in(cast.bob)

    client.post(path("revoke", cast.review, link.pk))
    again = client.post(path("revoke", cast.review, link.pk), follow=True)

    assert Client().get(link.secret_path()).status_code == 404
    assert "It has been withdrawn already." in again.text
    assert link.findings.get() == finding
    assert Entry.objects.filter(verb="contributionlink.revoked").count() == 1


def test_revoking_twice_is_refused(cast, event, now):
    link = ContributionLinkFactory(event=event)
    revoke_link(link=link, actor=cast.bob, at=now)

    with pytest.raises(CannotRevoke):
        revoke_link(link=link, actor=cast.bob, at=now)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Tell us what is wrong"), ("xx", None)],
)
def test_the_poster_is_printed_in_the_language_of_its_readers(
    cast, event, language, words
):
    link = ContributionLinkFactory(event=event, label="Canarylabel")

    answer = signed_in(cast.bob).get(path("poster", cast.review, link.pk, language))

    if words is None:
        assert answer.status_code == 404
    else:
        assert words in answer.text
        assert "<svg" in answer.text
        assert "Canarylabel" not in answer.text


def test_a_meeting_has_one_code_however_often_it_is_asked_for(cast, event, now):
    client = signed_in(cast.dan)

    for _time in range(2):
        client.post(path("make-code", cast.review, event.pk))
    code = make_meeting_code(event=event, actor=cast.bob, at=now)

    assert Code.objects.get() == code
    assert Entry.objects.filter(verb="code.made").count() == 1
    assert (
        in_fours(digits_of(code))
        in client.get(path("of-event", cast.review, event.pk)).text
    )


def test_slips_show_the_code_as_often_as_a_sheet_has_room(cast, event, now):
    client = signed_in(cast.dan)
    slips = path("slips", cast.review, event.pk, "ky")
    assert client.get(slips).status_code == 404  # no code yet

    code = make_meeting_code(event=event, actor=cast.bob, at=now)
    page = client.get(slips).text

    assert page.count(in_fours(digits_of(code))) == 10
    assert '<html lang="ky"' in page


def test_lists_cost_the_same_for_one_and_for_three(cast, queries_of):
    client = signed_in(cast.alice)
    counts = []
    for _round in range(2):
        event = EventFactory(host=cast.first)
        for _link in range(1 + len(counts)):
            link = ContributionLinkFactory(event=event)
            FindingFactory(event=event, link=link)
        counts.append(
            [
                queries_of(client, path("list", cast.review)),
                queries_of(client, path("of-event", cast.review, event.pk)),
                queries_of(client, link.get_absolute_url()),
            ]
        )

    assert counts[0] == counts[1]


def test_the_list_says_what_to_do_first(cast):
    assert (
        "Make one for a region"
        in signed_in(cast.alice).get(path("list", cast.review)).text
    )
    assert (
        "Make one for a region"
        not in signed_in(cast.carol).get(path("list", cast.review)).text
    )
