"""What a code shows, and how it is guarded (issue 5)."""

import logging

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from consultations.digits import DIGITS, digits_of, in_fours
from consultations.digits import _check as check_digit
from consultations.models import Enquiry, Finding, Route
from core.rates import Rate
from core.words import Worded
from tests.factories import GroupFactory, UserFactory
from tests.factories.consultations import EventFactory, FindingFactory, code_of
from workspace import code_views, fate
from workspace.fate import fate_of, fate_of_meeting
from workspace.landing import Landing

pytestmark = pytest.mark.django_db
WORDS = {
    f"{field}_{code}": "Canarywords"
    for field in ("text", "change")
    for code in ("en", "ru", "ky")
}


@pytest.fixture
def event(db):
    return EventFactory(title="Canarytitle", place="Canaryplace")


@pytest.fixture
def group(event):
    return GroupFactory(review=event.review, name_en="Roads")


def show(code, *, lang="en", client=None, **more):
    typed = code if isinstance(code, str) else in_fours(digits_of(code))
    return (client or Client()).post(f"/k/?lang={lang}", {"code": typed, **more})


def moved(finding, state, **more) -> Route:
    route = finding.routes.get()
    read_at = None if state == "sent" else timezone.now()
    Route.objects.filter(pk=route.pk).update(state=state, read_at=read_at, **more)
    return route


def sentences(finding) -> list[str]:
    finding.refresh_from_db()
    return [step.sentence for step in fate_of(finding).steps]


# One point


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("sent", "Waits to be read by the group “Roads”."),
        ("read", "Read by the group “Roads”."),
        ("taken", "Taken up by the group “Roads”."),
    ],
)
def test_a_code_says_what_the_group_did(event, group, state, sentence):
    finding = FindingFactory(event=event, groups=[group])
    moved(finding, state)

    assert sentences(finding) == [sentence]


def test_what_no_group_was_given_waits(event):
    assert sentences(FindingFactory(event=event)) == ["Waits to be given to a group."]


def test_who_set_it_aside_says_why(event, group):
    finding = FindingFactory(event=event, groups=[group])
    moved(finding, "aside", reason="Суд го", reason_language="ru")

    (step,) = fate_of(finding).steps

    assert step.sentence == "Set aside by the group “Roads”, because:"
    assert step.words == Worded("Суд го", "ru")
    page = show(code_of(finding=finding)).text
    assert '<blockquote lang="ru">Суд го</blockquote>' in page


def test_what_was_set_aside_before_any_group_had_it_says_why(event):
    finding = FindingFactory(
        event=event,
        aside_at=timezone.now(),
        aside_reason="Not about rights",
        aside_language="en",
    )

    assert sentences(finding) == ["Set aside before it went to a group, because:"]


def test_what_was_merged_goes_on_where_that_one_went(event, group):
    last = FindingFactory(event=event, groups=[group])
    middle = FindingFactory(event=event, merged_into=last)
    first = FindingFactory(event=event, groups=[group], merged_into=middle)
    moved(last, "taken")

    assert sentences(first) == [
        "Put together with what others said, who mean the same.",
        "Taken up by the group “Roads”.",
    ]


def test_a_confidential_group_goes_by_its_name_outside(event):
    hidden = GroupFactory(
        review=event.review, confidential=True, name_en="Canaryhidden"
    )
    finding = FindingFactory(event=event, groups=[hidden])

    page = show(code_of(finding=finding)).text

    assert hidden.neutral_name_en in page
    assert "Canaryhidden" not in page


def test_where_it_landed_is_told_with_what_was_published(event, monkeypatch):
    finding = FindingFactory(event=event)
    landing = Landing(
        kind="factsheet",
        sentence="Became part of a factsheet.",
        wording=Worded("Дороги опасны", "ru"),
    )
    monkeypatch.setattr(
        fate, "landings_of", lambda findings: {pk: [landing] for pk in findings}
    )

    page = show(code_of(finding=finding)).text

    assert "Became part of a factsheet." in page
    assert '<blockquote lang="ru">Дороги опасны</blockquote>' in page


@pytest.mark.parametrize("sensitivity", Finding.Sensitivity.values)
def test_a_code_shows_no_words_and_opens_nothing(event, group, sensitivity):
    finding = FindingFactory(
        event=event, groups=[group], sensitivity=sensitivity, **WORDS
    )
    client = Client()

    for code in (code_of(finding=finding), code_of(event=event)):
        page = show(code, client=client)
        assert page.status_code == 200
        assert "Canary" not in page.text
        assert str(finding.pk) not in page.text
        assert str(event.pk) not in page.text
    assert client.get(f"/r/{finding.review_id}/findings/{finding.pk}/").status_code in {
        302,
        404,
    }


# A meeting


def test_a_meeting_counts_each_point_once_by_the_best_that_happened(event, group):
    other = GroupFactory(review=event.review, name_en="Water")
    points = [FindingFactory(event=event, groups=[group]) for _n in range(5)]
    Route.objects.create(finding=points[0], group=other, routed_at=timezone.now())
    moved_to = {1: "read", 2: "taken", 3: "aside"}
    for number, state in moved_to.items():
        moved(points[number], state, reason="why" if state == "aside" else "")
    points[4].merged_into = points[0]
    points[4].save(update_fields=["merged_into"])
    FindingFactory(review=event.review)  # of another meeting

    told = fate_of_meeting(event)

    assert told.received == 5
    assert (told.waiting, told.read, told.taken) == (1, 1, 1)
    assert (told.aside, told.merged) == (1, 1)
    assert [(str(reader.neutral_name), n) for reader, n in told.groups] == [
        ("Roads", 3)
    ]


def test_of_confidential_points_a_meeting_tells_nothing(event, group, monkeypatch):
    asked: list = []
    monkeypatch.setattr(
        fate,
        "landings_of",
        lambda found: asked.extend(found) or {pk: [] for pk in found},
    )
    secret = FindingFactory(event=event, groups=[group], sensitivity="confidential")
    moved(secret, "taken")
    open_one = FindingFactory(event=event)

    page = show(code_of(event=event)).text

    assert asked == [open_one.pk]
    assert "Roads" not in page
    assert fate_of_meeting(event).received == 1


def test_a_meeting_without_points_says_so(event):
    assert "Nothing that was said there" in show(code_of(event=event)).text


def test_a_page_costs_the_same_for_one_point_and_for_three(event, group, queries_of):
    code = code_of(event=event)

    class Post:
        def get(self, address):
            return show(code)

    counts = []
    for _round in range(2):
        for _n in range(1 + len(counts)):
            moved(FindingFactory(event=event, groups=[group]), "read")
        counts.append(queries_of(Post(), ""))

    assert counts[0] == counts[1]


# Questions back


@pytest.fixture
def enquiry(event, group):
    finding = FindingFactory(event=event, groups=[group])
    return Enquiry.objects.create(
        finding=finding,
        group=group,
        text="В каком районе?",
        language="ru",
        asked_by=UserFactory(full_name="Canaryasker"),
        asked_at=timezone.now(),
    )


def answer(code, enquiry, text, *, client=None):
    return (client or Client()).post(
        "/k/answer/?lang=ru",
        {"code": digits_of(code), "enquiry": str(enquiry.pk), "answer": text},
    )


def test_a_question_back_is_answered_without_an_account(enquiry):
    code = code_of(finding=enquiry.finding)
    client = Client()
    asked = show(code, client=client).text

    told = answer(code, enquiry, "Кочкор району", client=client)

    enquiry.refresh_from_db()
    assert "В каком районе?" in asked
    assert "Canaryasker" not in asked
    assert (enquiry.answer, told.status_code) == ("Кочкор району", 200)
    assert "Кочкор району" in told.text
    assert not client.cookies
    entry = Entry.objects.get(verb="enquiry.answered")
    assert entry.actor_id is None


def test_an_answer_is_given_once_and_the_second_keeps_its_words(enquiry):
    code = code_of(finding=enquiry.finding)
    answer(code, enquiry, "Биринчи")

    again = answer(code, enquiry, "Экинчи")

    enquiry.refresh_from_db()
    assert enquiry.answer == "Биринчи"
    assert again.status_code == 422


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001, "a\x00b"])
def test_an_answer_that_is_none_is_refused_in_a_sentence(enquiry, text):
    refused = answer(code_of(finding=enquiry.finding), enquiry, text)

    enquiry.refresh_from_db()
    assert refused.status_code == 422
    assert 'class="wrong"' in refused.text
    assert enquiry.answer == ""


def test_the_code_of_another_point_answers_nothing(enquiry, event):
    for code in (code_of(finding=FindingFactory(event=event)), code_of(event=event)):
        answer(code, enquiry, "Башка")

    enquiry.refresh_from_db()
    assert enquiry.answered_at is None


# Guesses


def unknown(number: int) -> str:
    body = f"{number:0{DIGITS - 1}}"
    return f"{body}{check_digit(body)}"


def test_a_slip_of_the_tongue_is_no_guess(event):
    client = Client()

    answers = [show("1234 5678 9012", client=client) for _time in range(30)]

    assert {one.status_code for one in answers} == {422}
    assert show(code_of(event=event), client=client).status_code == 200


def test_after_ten_guesses_a_line_is_told_nothing_for_an_hour(event):
    client, code = Client(REMOTE_ADDR="203.0.113.5"), code_of(event=event)

    guesses = [show(unknown(n), client=client).status_code for n in range(11)]

    assert guesses == [422] * 10 + [429]
    assert show(code, client=client).status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.6")
    assert show(code, client=elsewhere).status_code == 200


def test_guesses_from_everywhere_are_counted_together(event, monkeypatch):
    monkeypatch.setattr(
        code_views, "GUESSES_OF_ALL", Rate(name="t", at_most=3, seconds=86400)
    )

    for n in range(3):
        show(unknown(n), client=Client(REMOTE_ADDR=f"203.0.113.{n}"))

    assert show(code_of(event=event)).status_code == 429


def test_a_withdrawn_code_is_like_one_that_never_was(event):
    code = code_of(event=event)
    type(code).objects.filter(pk=code.pk).update(revoked_at=timezone.now())

    assert show(code).status_code == 422
    assert "There is no such code." in show(code).text


@pytest.mark.parametrize("lang", ["", "?lang=ky"])
def test_no_page_sets_a_cookie_or_tells_the_code_to_anybody(event, lang, caplog):
    caplog.set_level(logging.DEBUG)
    client, code = Client(), code_of(event=event)

    answers = [
        client.get(f"/k/{lang}"),
        client.post(f"/k/{lang}", {"code": digits_of(code)}),
        client.post(f"/k/answer/{lang}", {"code": digits_of(code)}),
        client.post(f"/k/{lang}", {"code": "x"}),
    ]

    assert not client.cookies
    for one in answers:
        assert one.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in one.headers["Cache-Control"]
    logged = "\n".join(f"{record.__dict__}" for record in caplog.records)
    assert digits_of(code) not in logged


def test_a_huge_body_is_refused_in_a_sentence():
    answer = Client().post("/k/?lang=en", {"code": "1" * 3_000_000})

    assert answer.status_code in {413, 422}
    assert "<form" in answer.text
