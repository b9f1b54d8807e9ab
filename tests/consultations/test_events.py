import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from consultations import actions
from consultations.models import Event
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory
from tests.factories.events import MaterialFactory, QuestionFactory, counted

pytestmark = pytest.mark.django_db

PAGES = [
    *("event", "edit", "questions", "new-event-material", "counts", "door"),
    *("sign-in-sheet", "certificate", "report"),
]


def of(event, name="event", *more):
    return reverse(f"consultations:{name}", args=[event.review_id, event.pk, *more])


def of_review(review, name="list"):
    return reverse(f"consultations:{name}", args=[review.pk])


@pytest.fixture
def event(cast):
    """Held by Bob's group, led through by Dan."""
    return EventFactory(host=cast.first, title="In Naryn", facilitators=[cast.dan])


def changed(event, **wanted):
    """What the form of the meeting posts, as it stands, but for what is wanted."""
    return {
        "title": event.title,
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "kind": event.kind,
        "mode": event.mode,
        "zone": event.zone,
        "version": event.version,
        "facilitators": list(event.facilitations.values_list("user", flat=True)),
    } | wanted


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_an_empty_list_says_what_to_do(client, cast, language):
    client.force_login(cast.bob)
    page = client.get(of_review(cast.review), {"lang": language})
    assert reverse("consultations:new", args=[cast.review.pk]) in page.text

    client.force_login(MembershipFactory(group=cast.first, role="reader").user)
    page = client.get(of_review(cast.review), {"lang": "en"})
    assert reverse("consultations:new", args=[cast.review.pk]) not in page.text
    assert "open meetings here" in page.text


def test_a_rapporteur_opens_one_with_a_title_a_day_and_a_kind(client, cast):
    client.force_login(cast.bob)

    response = client.post(
        of_review(cast.review, "new"),
        {
            "title": " Village  councils ",
            "starts_on": "2026-05-04",
            "kind": "consultation",
            "mode": "in_person",
            "zone": "Asia/Bishkek",
        },
    )

    event = Event.objects.get()
    assert response.status_code == 302
    assert response.url == event.get_absolute_url()
    assert event.title == "Village councils"
    assert event.host == cast.first
    assert event.ends_on == dt.date(2026, 5, 4)
    assert [row.user for row in event.facilitations.all()] == [cast.bob]
    assert Entry.objects.get().verb == "event.opened"
    client.force_login(cast.alice)
    assert "Village councils" in client.get(of_review(cast.review)).text


def test_whoever_has_several_groups_says_which_holds_it(client, cast):
    other = GroupFactory(review=cast.review)
    MembershipFactory(group=other, user=cast.bob, role="drafter")
    client.force_login(cast.bob)
    words = {
        "title": "Held by both?",
        "starts_on": "2026-05-04",
        "kind": "training",
        "mode": "online",
        "zone": "Asia/Bishkek",
    }
    address = of_review(cast.review, "new")

    assert client.post(address, words).context["form"].errors["host"]
    foreign = client.post(address, words | {"host": cast.second.pk})
    assert foreign.context["form"].errors["host"]
    client.post(address, words | {"host": other.pk})

    assert Event.objects.get().host == other


def test_a_facilitator_opens_one_of_the_coalition_and_answers_for_it(client, cast):
    client.force_login(cast.dan)

    client.post(
        of_review(cast.review, "new"),
        {
            "title": "Osh",
            "starts_on": "2026-05-04",
            "kind": "consultation",
            "mode": "hybrid",
            "zone": "Asia/Bishkek",
        },
    )

    event = Event.objects.open_to(cast.dan).get()
    assert event.host is None
    assert not Event.objects.open_to(cast.bob).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"starts_on": ""},
        {"ends_on": "2026-05-03"},
        {"kind": "party"},
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"recording_url": "javascript:alert(1)"},
        {"materials_due_on": "2026-05-05"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(client, cast, wrong):
    client.force_login(cast.bob)
    words = {
        "title": "Osh",
        "starts_on": "2026-05-04",
        "kind": "training",
        "mode": "online",
        "zone": "Asia/Bishkek",
    }

    response = client.post(of_review(cast.review, "new"), words | wrong)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Event.objects.exists()


def test_every_kind_has_the_same_page(client, cast):
    client.force_login(cast.alice)
    for kind in Event.Kind:
        event = EventFactory(review=cast.review, kind=kind)
        assert str(kind.label) in client.get(of(event)).text


def test_the_list_divides_coming_from_past_and_filters(client, cast):
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    region = RegionFactory(state=cast.review.state)
    in_review = {"review": cast.review}
    soon = EventFactory(**in_review, starts_on=today + day, kind="webinar")
    running = EventFactory(
        **in_review, starts_on=today - day, ends_on=today + day, region=region
    )
    over = EventFactory(**in_review, starts_on=today - day)
    closed = EventFactory(**in_review, starts_on=today, closed_at=timezone.now())
    EventFactory()
    client.force_login(cast.alice)

    page = client.get(of_review(cast.review)).context
    assert list(page["coming"]) == [running, soon]
    assert list(page["past"]) == [closed, over]

    page = client.get(of_review(cast.review), {"kind": "webinar"}).context
    assert list(page["coming"]) == [soon]
    page = client.get(of_review(cast.review), {"region": region.code}).context
    assert list(page["coming"]) == [running]
    assert not client.get(of_review(cast.review), {"kind": "x"}).context["coming"]


def test_who_leads_through_is_named_inside_only(client, event, cast):
    client.force_login(cast.bob)
    assert "Dan" in client.get(of(event)).text

    client.force_login(cast.carol)
    page = client.get(of(event))
    assert "In Naryn" in page.text
    assert "Dan" not in page.text


def test_numbers_and_notes_are_shown_inside_only(client, event, cast):
    counted(event, gender={"women": 13})
    Event.objects.update(total=4711, notes="The hall was cold")

    client.force_login(cast.dan)
    page = client.get(of(event)).text
    assert "4711" in page
    assert ">13<" in page
    assert "The hall was cold" in page

    client.force_login(cast.carol)
    page = client.get(of(event)).text
    assert "4711" not in page
    assert ">13<" not in page
    assert "The hall was cold" not in page


def test_a_change_is_kept(client, event, cast):
    client.force_login(cast.dan)

    response = client.post(
        of(event, "edit"),
        changed(
            event,
            title="В Нарыне",
            groups=[cast.second.pk],
            languages=["ky", "ru"],
            facilitators=[cast.dan.pk],
        ),
    )

    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.title, event.language, event.version) == ("В Нарыне", "ru", 2)
    assert list(event.groups.all()) == [cast.second]
    assert event.languages == ["ky", "ru"]


def test_what_somebody_else_saved_is_shown_and_not_overwritten(client, event, cast):
    client.force_login(cast.dan)
    mine = changed(event, title="Mine")
    client.post(of(event, "edit"), changed(event, title="Theirs"))

    response = client.post(of(event, "edit"), mine)

    assert "Theirs" in response.text
    assert "Mine" in response.text
    event.refresh_from_db()
    assert event.title == "Theirs"
    again = mine | {"version": response.context["form"]["version"].value()}
    assert client.post(of(event, "edit"), again).status_code == 302
    event.refresh_from_db()
    assert event.title == "Mine"


def test_a_group_that_the_person_may_not_know_of_stays_in_it(cast, now):
    """A member of an institution changes its meeting with a thematic group."""
    event = EventFactory(host=cast.institution)
    event.groups.set([cast.first])

    actions.change_event(
        event=event,
        version=1,
        groups=[cast.institution],
        facilitators=[],
        language="en",
        actor=cast.frank,
        at=now,
    )

    assert set(event.groups.all()) == {cast.first, cast.institution}


def test_nobody_is_offered_whom_the_person_may_not_know_of(client, event, cast):
    """A rapporteur sees the people of her group and who leads already; a coordinator
    those whom she invited."""
    client.force_login(cast.bob)
    offered = client.get(of(event, "edit")).context["form"].fields["facilitators"]
    assert {user.full_name for user in offered.queryset} == {"Bob", "Dan"}

    client.force_login(cast.alice)
    offered = client.get(of(event, "edit")).context["form"].fields["facilitators"]
    names = {user.full_name for user in offered.queryset}
    assert names == {"Alice", "Bob", "Dan", "Eve"}

    forged = changed(event, facilitators=[cast.grace.pk])
    assert client.post(of(event, "edit"), forged).context["form"].errors


def test_it_is_over_and_open_again(client, event, cast, now):
    client.force_login(cast.bob)
    client.post(of(event, "close"))
    client.post(of(event, "close"))
    event.refresh_from_db()
    assert event.closed_at
    verbs = Entry.objects.filter(subject_id=event.pk).values_list("verb", flat=True)
    assert list(verbs) == ["event.closed"]

    client.post(of(event, "reopen"))
    event.refresh_from_db()
    assert event.closed_at is None


@pytest.mark.parametrize("days", [-1, 1])
def test_what_comes_next_is_what_the_page_offers_first(client, cast, days):
    """Before and on its day: to count; afterwards: to say that it is over."""
    day = timezone.localdate() + dt.timedelta(days=days)
    event = EventFactory(host=cast.first, starts_on=day, ends_on=day)
    client.force_login(cast.bob)
    page = client.get(of(event)).text

    assert (f'href="{of(event, "door")}"' in page) == (days > 0)
    assert ("Its day is past." in page) == (days < 0)
    assert of(event, "close") in page


def test_a_certificate_of_nothing_is_not_signed(client, event, cast):
    client.force_login(cast.bob)
    bare = client.get(of(event, "certificate")).text
    counted(event, gender={"women": 6})
    whole = client.get(of(event, "certificate")).text

    assert "nothing to certify" in bare
    assert "Signature" not in bare
    assert "nothing to certify" not in whole
    assert "Signature" in whole


def test_readers_of_the_group_look_on(client, event, cast):
    client.force_login(MembershipFactory(group=cast.first, role="reader").user)

    page = client.get(of(event))

    assert page.status_code == 200
    assert "Change the meeting" not in page.text
    assert client.get(of(event, "report")).status_code == 200
    assert client.get(of(event, "edit")).status_code == 403
    assert client.post(of(event, "close")).status_code == 403


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_pages_of_a_meeting_open_in_every_language(client, event, cast, name, language):
    client.force_login(cast.bob)
    assert client.get(of(event, name), {"lang": language}).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_confidential_groups_meeting_is_not_there_for_others(client, cast, name):
    hidden = EventFactory(host=cast.confidential, title="Hidden")
    for person in (cast.alice, cast.bob, cast.frank, cast.heidi, cast.ivan):
        client.force_login(person)
        assert client.get(of(hidden, name)).status_code == 404
        assert "Hidden" not in client.get(of_review(cast.review)).text


def test_pages_cost_the_same_however_much_there_is(client, event, cast, queries_of):
    client.force_login(cast.bob)

    def fill():
        EventFactory(review=cast.review)
        EventFactory(review=cast.review, starts_on=dt.date(2099, 1, 1))
        QuestionFactory(event=event)
        QuestionFactory(event=event, kind="beforehand")
        MaterialFactory(event=event, published=True)
        event.groups.add(GroupFactory(review=cast.review))
        actions.Facilitation.objects.create(
            event=event, user=MembershipFactory(group=cast.first).user
        )

    counted(event, gender={"women": 7}, newcomer={"new": 6})
    addresses = [of_review(cast.review), *(of(event, name) for name in PAGES)]
    fill()
    few = [queries_of(client, address) for address in addresses]
    fill()
    fill()

    assert [queries_of(client, address) for address in addresses] == few
