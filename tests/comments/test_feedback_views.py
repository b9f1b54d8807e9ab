"""The pages on which feedback is asked for, given and read."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from comments import feedback
from comments.models import FeedbackRequest
from comments.queries import guest_path
from tests.factories import MembershipFactory, RoleFactory
from tests.factories.comments import link_to, say, write
from tests.factories.factsheets import FactsheetFactory
from tests.factories.feedback import QUESTION, ask_adviser, ask_group, ask_guest
from tests.factories.proposals import ProposalFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db
KINDS = ("text", "factsheet", "proposal")


@pytest.fixture
def subjects(cast):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    text = text_of(SectionFactory(submission=submission, heading_ru="Убежища"))
    write(text, "Ехать семь часов")
    return {
        "text": text,
        "factsheet": FactsheetFactory(group=cast.first, title_ru="Убежища"),
        "proposal": ProposalFactory(group=cast.first, wording_ru="Убежища"),
    }


@pytest.fixture
def own(subjects):
    return subjects["text"]


def list_of(subject):
    kind = subject._meta.model_name
    return reverse("comments:ask", args=[subject.review.pk, kind, subject.pk])


def words_on(response):
    return " ".join(response.text.split())


def read(client, person, address, status=200):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == status
    return words_on(response)


def sent(whom="guest", **fields):
    day = timezone.localdate() + timedelta(days=5)
    return {"whom": whom, "due_on": day.isoformat(), "question": QUESTION, **fields}


def adviser_choice(cast):
    return f"adviser:{cast.eve.roles.get(role='adviser').pk}"


# Asking


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_it_leads_to_asking(client, cast, subjects, kind):
    subject = subjects[kind]

    page = read(client, cast.bob, subject.get_absolute_url())

    assert f'href="{list_of(subject)}"' in page
    assert "Ask for feedback" in page


@pytest.mark.parametrize("kind", KINDS)
def test_an_adviser_is_asked_by_name(client, cast, subjects, kind):
    subject = subjects[kind]
    client.force_login(cast.bob)

    response = client.post(list_of(subject), sent(adviser_choice(cast)), follow=True)

    request = FeedbackRequest.objects.get()
    assert (request.adviser, request.asked_by) == (cast.eve, cast.bob)
    page = words_on(response)
    assert "Asked. You hear when the answer is there." in page
    assert QUESTION in page
    assert "<b>Eve</b>" in page


def test_a_group_is_asked_by_its_name_outside(client, cast, own):
    MembershipFactory(group=cast.second, role="rapporteur", user__full_name="Olga")
    client.force_login(cast.bob)

    page = client.get(list_of(own)).text
    assert "Environment" in page
    assert "Equality" not in page  # confidential
    assert "Ombudsman" not in page
    response = client.post(list_of(own), sent(f"group:{cast.second.pk}"), follow=True)

    assert FeedbackRequest.objects.get().group == cast.second
    assert "Environment" in response.text
    assert "Olga" not in response.text


@pytest.mark.parametrize("kind", KINDS)
def test_the_address_of_a_guests_link_is_shown_once(client, cast, subjects, kind):
    subject = subjects[kind]
    client.force_login(cast.bob)

    response = client.post(list_of(subject), sent(label="Professor"), follow=True)

    shown = response.context["new_link"]
    assert shown in response.text
    path = "/" + shown.split("/", 3)[3]
    client.logout()
    assert QUESTION in client.get(path).text
    client.force_login(cast.bob)
    assert client.get(list_of(subject)).context["new_link"] == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"whom": ""}, "Choose whom you ask."),
        ({"whom": "adviser:nobody"}, "Select a valid choice"),
        ({"due_on": ""}, "Say by when you need the answer."),
        ({"due_on": "2001-01-01"}, "That day is over already."),
        ({"question": " "}, "Write what you want to know."),
        ({"label": ""}, "Say for whom the link is."),
    ],
)
def test_what_is_missing_is_said_beside_what_was_typed(
    client, cast, own, changes, said
):
    client.force_login(cast.bob)

    response = client.post(list_of(own), sent(label="Professor") | changes)

    assert response.status_code == 422
    assert said in words_on(response)
    assert changes.get("question") or QUESTION in response.text
    assert not Opening.objects.exists()


def test_who_works_on_it_reads_the_answers_and_asks_nobody(client, cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    feedback.answer(
        request=request, kind="points", points=["Shorter"], by=cast.eve, at=now
    )
    drafter = MembershipFactory(group=cast.first, role="drafter").user

    page = read(client, drafter, list_of(own))

    assert "Shorter" in page
    assert "Withdraw" not in page
    assert client.post(list_of(own), sent(label="Professor")).status_code == 403


def test_who_was_asked_does_not_read_what_others_were_asked(client, cast, own):
    ask_adviser(own, cast.eve, by=cast.bob)
    ask_guest(own, by=cast.bob)
    client.force_login(cast.eve)

    assert client.get(list_of(own)).status_code == 403
    assert client.post(list_of(own), sent(label="Professor")).status_code == 403


@pytest.mark.parametrize("kind", ["submission", "nothing", "thread"])
def test_other_kinds_do_not_exist(client, cast, own, kind):
    client.force_login(cast.bob)

    address = reverse("comments:ask", args=[cast.review.pk, kind, own.pk])

    assert client.get(address).status_code == 404


def test_withdrawing_closes_it(client, cast, own):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    client.force_login(cast.bob)

    response = client.post(
        reverse("comments:withdraw-feedback", args=[cast.review.pk, request.pk]),
        follow=True,
    )

    assert "It opens nothing any more." in words_on(response)
    assert "Withdrawn" in words_on(response)
    read(client, cast.eve, own.get_absolute_url(), status=404)
    read(client, cast.eve, request.get_absolute_url(), status=404)


def test_a_request_whose_adviser_is_gone_says_so(client, cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    request.openings.update(withdrawn_at=now)

    assert "Nobody can answer any more" in read(client, cast.bob, list_of(own))


# Answering


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_it_says_what_one_is_asked(client, cast, subjects, kind):
    subject = subjects[kind]
    request = ask_adviser(subject, cast.eve, by=cast.bob)

    page = read(client, cast.eve, subject.get_absolute_url())

    assert QUESTION in page
    assert f'href="{request.get_absolute_url()}"' in page
    assert list_of(subject) not in page
    assert QUESTION not in read(client, cast.alice, subject.get_absolute_url())


@pytest.mark.parametrize("kind", KINDS)
def test_an_adviser_says_that_it_is_fine(client, cast, subjects, kind):
    subject = subjects[kind]
    request = ask_adviser(subject, cast.eve, by=cast.bob)
    page = read(client, cast.eve, request.get_absolute_url())
    assert f'href="{subject.get_absolute_url()}"' in page
    assert ("I have commented" in page) == (kind == "text")
    assert "Bob" not in page

    response = client.post(request.get_absolute_url(), {"answer": "fine"}, follow=True)

    assert "Your answer is on its way" in words_on(response)
    request.refresh_from_db()
    assert request.answer == "fine"
    assert "Fine as it is" in read(client, cast.bob, list_of(subject))


def test_an_adviser_writes_points(client, cast, own):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    client.force_login(cast.eve)

    client.post(
        request.get_absolute_url(),
        {"answer": "points", "point_1": "Shorter", "point_3": "<b>Bolder</b>"},
    )

    request.refresh_from_db()
    assert request.points == ["Shorter", "<b>Bolder</b>"]
    page = read(client, cast.bob, list_of(own))
    assert "<li>Shorter</li><li>&lt;b&gt;Bolder&lt;/b&gt;</li>" in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"answer": "points"}, "Write one to three points."),
        ({"answer": "points", "point_1": "x" * 401}, "at most 400"),
        ({"answer": "comments"}, "There is no comment of yours yet."),
        ({"answer": "nothing"}, "Choose one of the answers."),
        ({"hello": "you"}, "Choose one of the answers."),
    ],
)
def test_an_answer_that_says_nothing_comes_back(client, cast, own, data, said):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    client.force_login(cast.eve)

    response = client.post(request.get_absolute_url(), data)

    assert response.status_code == 422
    assert said in words_on(response)
    assert FeedbackRequest.objects.get().is_waiting


def test_who_commented_says_so(client, cast, own):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    say(own, cast.eve, "Is it seven?")
    client.force_login(cast.eve)

    client.post(request.get_absolute_url(), {"answer": "comments"})

    assert FeedbackRequest.objects.get().answer == "comments"
    assert "Read the comments" in read(client, cast.bob, list_of(own))


def test_a_late_answer_of_a_group_is_told_the_first(client, cast, own, now):
    olga = MembershipFactory(group=cast.second, role="rapporteur").user
    other = MembershipFactory(group=cast.second, role="rapporteur").user
    request = ask_group(own, cast.second, by=cast.bob)
    feedback.answer(
        request=request, kind="points", points=["Shorter"], by=other, at=now
    )
    client.force_login(olga)

    response = client.post(request.get_absolute_url(), {"answer": "fine"})

    assert response.status_code == 422
    assert "Shorter" in response.text
    assert FeedbackRequest.objects.get().answer == "points"


def test_those_who_ask_are_led_to_the_list(client, cast, own):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    client.force_login(cast.alice)

    response = client.get(request.get_absolute_url())

    assert response["Location"] == f"{list_of(own)}#f-{request.pk}"
    assert client.post(request.get_absolute_url()).status_code == 403


def test_the_notices_lead_to_it(client, cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    feedback.answer(request=request, kind="fine", by=cast.eve, at=now)

    for person, lands_on in [
        (cast.eve, request.get_absolute_url()),
        (cast.bob, list_of(own)),
    ]:
        client.force_login(person)
        notice = person.notifications.get()
        response = client.get(notice.get_absolute_url(), follow=True)
        assert response.request["PATH_INFO"] == lands_on


# Guests


@pytest.mark.parametrize("kind", KINDS)
def test_a_guest_reads_it_and_answers(client, cast, subjects, kind):
    subject = subjects[kind]
    request, token = ask_guest(subject, by=cast.bob)
    address = guest_path(subject, token)

    page = client.get(address)
    assert "Убежища" in page.text
    assert QUESTION in page.text
    assert "Bob" not in page.text
    assert page["Cache-Control"] == "no-store, private"
    assert settings.SESSION_COOKIE_NAME not in page.cookies

    answered = reverse("guest:answer", args=[token]) if kind == "text" else address
    data = {"answer": "points", "point_2": "Shorter"}
    response = client.post(answered, data, follow=True)

    request.refresh_from_db()
    assert request.points == ["Shorter"]
    assert "Shorter" in response.text
    assert "I have commented" not in response.text


def test_a_guest_is_told_what_is_wrong(client, cast, subjects):
    for kind in KINDS:
        _request, token = ask_guest(subjects[kind], by=cast.bob)
        address = {
            "text": reverse("guest:answer", args=[token]),
            "factsheet": reverse("link:draft", args=[token]),
            "proposal": reverse("proposal_link:proposal", args=[token]),
        }[kind]

        response = client.post(address, {"answer": "points"})

        assert response.status_code == 422
        assert "Write one to three points." in response.text


def test_a_link_opens_one_thing_alone(client, cast, subjects, now):
    tokens = {kind: ask_guest(subjects[kind], by=cast.bob)[1] for kind in KINDS}
    doors = {
        "text": "guest:home",
        "factsheet": "link:draft",
        "proposal": "proposal_link:proposal",
    }
    for kind, token in tokens.items():
        for door, name in doors.items():
            status = client.get(reverse(name, args=[token])).status_code
            assert status == (200 if door == kind else 404)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("why", "status"), [("withdrawn", 404), ("over", 410)])
def test_a_link_that_is_over_opens_nothing(
    client, cast, subjects, now, kind, why, status
):
    request, token = ask_guest(subjects[kind], by=cast.bob)
    if why == "withdrawn":
        feedback.withdraw(request=request, actor=cast.bob, at=now)
    else:
        request.openings.update(until=timezone.now() - timedelta(seconds=1))

    response = client.get(guest_path(subjects[kind], token))

    assert response.status_code == status
    assert "Убежища" not in response.text


def test_a_link_that_asks_nothing_takes_no_answer(client, cast, own):
    _opening, token = link_to(own)

    response = client.post(reverse("guest:answer", args=[token]), {"answer": "fine"})

    assert response.status_code == 404


# Home


def home_of(review):
    return reverse("workspace:review", args=[review.pk])


def test_home_lists_what_waits_over_all_reviews_overdue_first(client, cast, own):
    other = RoleFactory(user=cast.eve, role="adviser", review=cast.elsewhere.review)
    kim = cast.elsewhere.memberships.get().user
    far = ProposalFactory(group=cast.elsewhere, wording_en="Far away")
    assert other
    ago = timezone.now() - timedelta(days=9)
    ask_adviser(own, cast.eve, by=cast.bob, days=9, question="In nine days?")
    ask_adviser(far, cast.eve, by=kim, days=5, at=ago, question="Late already?")

    for address in (reverse("workspace:start"), home_of(cast.review)):
        page = read(client, cast.eve, address)

        assert page.index("Late already?") < page.index("In nine days?")
        assert page.index("Overdue") < page.index("Waiting for you")
        for review in (cast.review, cast.elsewhere.review):
            assert f"{review.state.name_en}, cycle {review.cycle}" in page
        is_start = address == reverse("workspace:start")
        assert ("Far away" in page, "Убежища" in page) == (is_start, is_start)


def test_home_forgets_what_was_answered_or_withdrawn(client, cast, subjects, now):
    first = ask_adviser(subjects["text"], cast.eve, by=cast.bob)
    second = ask_adviser(subjects["proposal"], cast.eve, by=cast.bob)
    feedback.answer(request=first, kind="fine", by=cast.eve, at=now)
    feedback.withdraw(request=second, actor=cast.bob, at=now)

    assert "You are asked what you think" not in read(
        client, cast.eve, home_of(cast.review)
    )


def test_home_of_who_asks_lists_nothing(client, cast, own):
    ask_adviser(own, cast.eve, by=cast.bob)

    assert QUESTION not in read(client, cast.bob, home_of(cast.review))


@pytest.mark.parametrize("page", ["home", "start", "list"])
def test_a_page_asks_as_much_for_many_requests_as_for_one(
    client, cast, own, queries_of, page
):
    RoleFactory(user=cast.eve, role="adviser", review=cast.elsewhere.review)

    def ask(number):
        by = cast.bob if page != "list" else cast.alice
        ask_adviser(own, cast.eve, by=by) if number == 1 else None
        if page == "list":
            ask_guest(own, by=by)
        else:
            ask_adviser(ProposalFactory(group=cast.first), cast.eve, by=by)

    client.force_login(cast.alice if page == "list" else cast.eve)
    address = {
        "home": home_of(cast.review),
        "start": reverse("workspace:start"),
        "list": list_of(own),
    }[page]
    ask(1)
    one = queries_of(client, address)
    for number in (2, 3):
        ask(number)

    assert queries_of(client, address) == one
