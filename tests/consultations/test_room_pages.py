"""The pages of the room: of whoever organises the meeting, and on its phones."""

import gzip
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations import room_public
from consultations.models import ContributionLink, Reaction, Tabled
from consultations.voice_codes import picture_of
from core.models import derived_token
from tests.factories import MembershipFactory
from tests.factories.consultations import (
    ContributionLinkFactory,
    EventFactory,
    FindingFactory,
    TabledFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast):
    return EventFactory(host=cast.first, facilitators=[cast.dan])


@pytest.fixture
def draft(event):
    return TabledFactory(event=event, order=1, text_en="Open a shelter")


@pytest.fixture
def as_dan(client, cast):
    client.force_login(cast.dan)
    return client


def url(name, thing):
    event = getattr(thing, "event", thing)
    return reverse(f"room:{name}", args=[event.review_id, thing.pk])


def numbers(draft, *typed, seen="0,0,0", remark=""):
    place = f"d{draft.order}-"
    names = ("true", "not_so", "different")
    return {
        **{f"{place}{name}": number for name, number in zip(names, typed, strict=True)},
        f"{place}seen": seen,
        f"{place}remark": remark,
    }


# Who organises it


def test_who_organises_the_meeting_sees_its_drafts_and_what_was_said(
    as_dan, event, draft
):
    page = as_dan.get(url("table", event)).text

    assert "Open a shelter" in page
    assert "Nobody has answered yet." in page


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("bob", 200),
        ("alice", 200),
        ("carol", 403),
        ("eve", 403),
        ("frank", 404),
        ("heidi", 404),
        ("ivan", 404),
    ],
)
def test_who_comes_in(client, cast, event, draft, name, status):
    client.force_login(cast[name])

    assert client.get(url("table", event)).status_code == status
    for page in ("hands", "off"):
        answer = client.post(url(page, draft)).status_code
        assert (answer in {302, 422}) == (status == 200)
    assert Tabled.objects.filter(pk=draft.pk).exists() == (status != 200)


def test_hands_are_written_down_and_changed(as_dan, event, draft):
    answer = as_dan.post(url("hands", draft), numbers(draft, 7, "", 2, remark="Жол"))
    assert answer.url == url("table", event)
    again = as_dan.post(url("hands", draft), numbers(draft, 8, 1, 2, seen="7,0,2"))

    assert again.status_code == 302
    kept = Reaction.objects.filter(tabled=draft).values_list("answer", "count")
    assert dict(kept) == {"true": 8, "not": 1, "different": 2}


def test_numbers_that_somebody_else_wrote_stand_beside_those_that_were_typed(
    as_dan, event, draft
):
    as_dan.post(url("hands", draft), numbers(draft, 7, 0, 2))
    page = as_dan.post(url("hands", draft), numbers(draft, 5, 5, 5))

    assert page.status_code == 422
    assert "Now stands there: true here 7, not so 0, different 2." in page.text
    assert 'name="d1-true" value="5"' in page.text
    assert 'name="d1-seen" value="7,0,2"' in page.text


@pytest.mark.parametrize("typed", ["-1", "x", "1000000", "٣x"])
def test_what_is_no_number_of_hands_is_said_beside_it(as_dan, draft, typed):
    page = as_dan.post(url("hands", draft), numbers(draft, typed, 0, 0))

    assert page.status_code == 422
    assert "errors" in page.text
    assert not Reaction.objects.exists()


def test_a_finding_is_chosen_from_what_the_coalition_may_know(as_dan, cast, event):
    ours = FindingFactory(event=event, sensitivity="coalition", text_ky="Биздики")
    FindingFactory(event=event, sensitivity="group", text_ky="Топко гана")
    FindingFactory(
        event=event, sensitivity="confidential", text_ky="Купуя", entered_by=cast.dan
    )
    page = as_dan.get(url("table", event)).text
    assert "Биздики" in page
    assert "Топко гана" not in page
    assert "Купуя" not in page

    as_dan.post(url("finding", event), {"finding": ours.pk})
    assert Tabled.objects.get().text_ky == "Биздики"


def test_a_finding_for_few_is_not_put_by_its_id(as_dan, event, cast):
    secret = FindingFactory(
        event=event, sensitivity="confidential", entered_by=cast.dan
    )

    assert as_dan.post(url("finding", event), {"finding": secret.pk}).status_code == 422
    assert not Tabled.objects.exists()


def test_the_page_asks_no_more_for_three_than_for_one(as_dan, event, queries_of):
    TabledFactory(event=event, order=1)
    one = queries_of(as_dan, url("table", event))
    for order in (2, 3):
        row = TabledFactory(event=event, order=order)
        Reaction.objects.create(
            tabled=row, answer="true", client_key=uuid4(), reacted_at=timezone.now()
        )

    assert queries_of(as_dan, url("table", event)) == one


# On the phones


@pytest.fixture
def link(event):
    return ContributionLinkFactory(event=event)


@pytest.fixture
def address(link):
    return reverse("room_link:phone", args=[derived_token(link)])


@pytest.fixture
def phone():
    """Without a session, and with the checks that a browser's form would meet."""
    return Client(enforce_csrf_checks=True)


def test_who_organises_it_finds_the_address_there(as_dan, event, address):
    page = as_dan.get(url("table", event)).text

    assert f'href="{settings.SITE_URL}{address}"' in page
    assert str(picture_of(f"{settings.SITE_URL}{address}")) in page


def test_without_an_address_the_page_leads_to_where_one_is_made(as_dan, event):
    make = reverse("voices:of-event", args=[event.review_id, event.pk])

    assert f'href="{make}"' in as_dan.get(url("table", event)).text


def test_a_phone_reads_only_the_words_that_were_put(phone, address, draft, cast):
    FindingFactory(event=draft.event, text_ky="Угулган сөз", sensitivity="open")
    page = phone.get(address)

    assert "Open a shelter" in page.text
    assert "Угулган сөз" not in page.text
    assert cast.dan.full_name not in page.text
    assert cast.first.name_en not in page.text


def test_a_phone_answers_without_cookie_or_session(phone, address, draft):
    key = uuid4()
    page = phone.post(address, {"key": key, f"answer-{draft.pk}": "different"})

    assert page.status_code == 200
    assert "Kept." in page.text
    assert f'value="{key}"' in page.text
    assert not page.cookies
    assert not phone.get(f"{address}?in=ky").cookies
    row = Reaction.objects.get()
    assert (row.client_key, row.answer) == (key, "different")


def test_a_phone_without_a_script_is_known_by_the_number_on_its_page(
    phone, address, draft
):
    page = phone.get(address)
    key = page.context["key"]
    for answer in ("true", "not"):
        page = phone.post(address, {"key": key, f"answer-{draft.pk}": answer})
        key = page.context["key"]

    assert Reaction.objects.get().answer == "not"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"key": "x"},
        {"key": "\0" * 40},
        {"key": "7" * 5000, "answer-x": "true"},
        {"answer-00000000-0000-4000-8000-000000000000": "true"},
    ],
)
def test_what_says_nothing_is_refused_in_a_sentence(phone, address, draft, data):
    page = phone.post(address, data)

    assert page.status_code == 422
    assert "Choose an answer to at least one of them." in page.text


def test_a_line_without_an_answer_is_handed_back_and_not_dropped(phone, address, event):
    first, second = (TabledFactory(event=event, order=order) for order in (1, 2))
    data = {
        f"answer-{first.pk}": "true",
        f"remark-{second.pk}": "Бизде автобус жок",
    }
    page = phone.post(address, data)

    assert page.status_code == 422
    assert "Where you wrote a line, choose an answer too: number 2." in page.text
    assert 'value="Бизде автобус жок"' in page.text
    assert 'value="true" checked' in page.text
    assert not Reaction.objects.exists()
    sent = phone.post(address, {**data, f"answer-{second.pk}": "different"})
    assert sent.status_code == 200
    assert Reaction.objects.get(tabled=second).remark == "Бизде автобус жок"


def test_a_remark_with_odd_letters_is_kept_short(phone, address, draft):
    data = {f"answer-{draft.pk}": "not", f"remark-{draft.pk}": "\0ң" * 400}
    assert phone.post(address, data).status_code == 200

    assert Reaction.objects.get().remark == "ң" * 200


def test_the_page_speaks_the_language_that_is_chosen_on_it(phone, address, draft):
    draft.text_ky = "Баш калкалоочу жай"
    draft.save(update_fields=["text_ky"])

    page = phone.get(f"{address}?in=ky")

    assert '<html lang="ky"' in page.text
    assert "Баш калкалоочу жай" in page.text
    assert page["Content-Language"] == "ky"


def test_a_withdrawn_or_unknown_address_is_not_there(phone, address, link, draft, now):
    unknown = phone.get(reverse("room_link:phone", args=["x" * 64]))
    ContributionLink.objects.filter(pk=link.pk).update(revoked_at=now)
    withdrawn = phone.get(address)
    ContributionLink.objects.filter(pk=link.pk).update(
        revoked_at=None, expires_at=now - timedelta(days=1)
    )

    assert (unknown.status_code, withdrawn.status_code) == (404, 404)
    assert phone.get(address).status_code == 404
    assert phone.post(address, {f"answer-{draft.pk}": "true"}).status_code == 404
    assert not Reaction.objects.exists()


def test_an_address_of_a_region_has_no_room(phone, cast):
    link = ContributionLinkFactory(event=None, review=cast.review)

    answer = phone.get(reverse("room_link:phone", args=[derived_token(link)]))
    assert answer.status_code == 404


def test_after_the_meeting_the_page_says_so(phone, address, draft, now):
    draft.event.closed_at = now
    draft.event.save(update_fields=["closed_at"])

    assert "Nothing is counted any more." in phone.get(address).text
    assert phone.post(address, {f"answer-{draft.pk}": "true"}).status_code == 422


def test_a_phone_and_an_address_take_so_much_in_a_while(
    phone, address, draft, monkeypatch
):
    few = replace(room_public.OF_ONE_PHONE, at_most=2)
    monkeypatch.setattr(room_public, "OF_ONE_PHONE", few)
    key = uuid4()
    data = {"key": key, f"answer-{draft.pk}": "true"}
    codes = [phone.post(address, data).status_code for _time in range(3)]
    other = phone.post(address, data | {"key": uuid4()}).status_code
    full_hall = replace(room_public.OF_ONE_ADDRESS, at_most=3)
    monkeypatch.setattr(room_public, "OF_ONE_ADDRESS", full_hall)
    full = phone.post(address, data | {"key": uuid4()}).status_code

    assert (codes, other, full) == ([200, 200, 429], 200, 429)


def test_the_page_is_light(phone, address, event, record_property):
    words = "Жергиликтүү өз алдынча башкаруу органдары баш калкалоочу жай ачсын. " * 6
    for order in range(1, 13):
        TabledFactory(event=event, order=order, text_ky=words, text_ru=words)
    page = phone.get(f"{address}?in=ky")
    static = [
        *(f"css/{name}.css" for name in ("tokens", "base", "components", "pages")),
        *("room/room.css", "room/phone.js", "js/leave.js", "icon.svg"),
    ]
    for name in static:
        assert name in page.text
    files = [(settings.BASE_DIR / "static" / name).read_bytes() for name in static]
    weight = sum(len(gzip.compress(part)) for part in [page.content, *files])

    record_property("bytes of the page on a phone", weight)
    assert weight <= 30_000


def test_the_page_on_a_phone_asks_no_more_for_three(phone, address, event, queries_of):
    TabledFactory(event=event, order=1)
    one = queries_of(phone, address)
    TabledFactory(event=event, order=2)
    TabledFactory(event=event, order=3)

    assert queries_of(phone, address) == one


def test_a_rapporteur_of_another_group_does_not_organise_it(client, cast, event):
    other = MembershipFactory(group=cast.second, role="rapporteur").user
    client.force_login(other)

    assert client.get(url("table", event)).status_code == 403
