"""The pages of translation packets."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals import actions as proposing
from tests.factories import MembershipFactory, RoleFactory
from tests.factories.packets import send
from tests.factories.proposals import ProposalFactory
from tests.workspace import packet_cast
from tests.workspace.packet_cast import lines
from workspace import progress
from workspace.models import Packet
from workspace.packet_desk import terms_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(cast):
    return RoleFactory(
        user__full_name="Tamara", role="translator", review=cast.review
    ).user


def sending(kind, subject):
    return reverse("workspace:translate", args=[subject.review_id, kind, subject.pk])


def group_sending(cast, group):
    return reverse("workspace:translate", args=[cast.review.pk, "group", group.pk])


def page_of(packet, name="packet", *args):
    where = [packet.review_id, packet.pk, *args]
    return reverse(f"workspace:{name}", args=where)


def words_on(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def typed(page, text):
    """The form as the page has it, with these words."""
    hidden = dict(
        re.findall(r'name="(source_digest|base)" value="([0-9a-f]*)"', page.text)
    )
    return {**hidden, "text": text}


# Sending


def test_the_form_says_how_much_it_is_and_sends_it(client, cast, translator):
    packet_cast.proposal(cast.first, "Создать приюты в каждой области")
    client.force_login(cast.bob)
    address = group_sending(cast, cast.first)
    page = client.get(address)
    assert "1 text, 5 words" in words_on(page)

    role = translator.roles.get()
    day = (timezone.now() + timedelta(days=1)).date().isoformat()
    answer = client.post(address, {"whom": f"role:{role.pk}", "due_on": day})
    packet = Packet.objects.get()
    assert answer.headers["Location"] == packet.get_absolute_url()
    assert packet.reader == translator


def test_a_guests_link_is_shown_once(client, cast):
    packet_cast.proposal(cast.first)
    client.force_login(cast.bob)
    day = (timezone.now() + timedelta(days=1)).date().isoformat()
    told = {"whom": "guest", "label": "Agency", "due_on": day}
    answer = client.post(group_sending(cast, cast.first), told, follow=True)
    link = re.search(r"/g/w/[\w-]{43}/", answer.text)[0]

    assert link not in client.get(Packet.objects.get().get_absolute_url()).text
    assert client.get(link).status_code == 200


def test_what_is_wrong_with_the_form_is_said(client, cast):
    packet_cast.proposal(cast.first)
    client.force_login(cast.bob)
    answer = client.post(group_sending(cast, cast.first), {"whom": "guest"})

    assert answer.status_code == 422
    assert "For whom" in answer.text or "Say for whom" in answer.text
    assert not Packet.objects.exists()


def test_nothing_to_translate_is_said(client, cast):
    client.force_login(cast.bob)
    page = client.get(group_sending(cast, cast.first))

    assert "Nothing to translate here" in page.text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("bob", 200),
        ("alice", 200),
        ("carol", 404),
        ("dan", 404),
        ("grace", 404),
        ("heidi", 404),
        ("frank", 404),
    ],
)
@pytest.mark.parametrize("kind", ["group", "submission", "factsheet", "proposal"])
def test_who_may_send(client, cast, name, status, kind):
    source, _target = packet_cast.sections(cast.first, "Один.")
    subject = {
        "group": lambda: cast.first,
        "submission": lambda: source.section.submission,
        "factsheet": lambda: packet_cast.factsheet(cast.first),
        "proposal": lambda: packet_cast.proposal(cast.first),
    }[kind]()
    client.force_login(cast[name])

    assert client.get(sending(kind, subject)).status_code == status


@pytest.mark.parametrize(("role", "status"), [("translator", 200), ("drafter", 403)])
def test_of_a_group_its_translator_sends_and_its_drafter_does_not(
    client, cast, role, status
):
    person = MembershipFactory(group=cast.first, role=role).user
    client.force_login(person)

    assert client.get(group_sending(cast, cast.first)).status_code == status


def test_an_unknown_kind_or_language_is_no_error(client, cast):
    client.force_login(cast.bob)
    here = [cast.review.pk, "review", cast.review.pk]
    assert client.get(reverse("workspace:translate", args=here)).status_code == 404
    page = client.get(group_sending(cast, cast.first) + "?from=xx&into=%00")
    assert page.status_code == 200


@pytest.mark.parametrize("kind", ["group", "submission", "factsheet", "proposal"])
def test_the_pages_of_what_is_written_offer_it(client, cast, kind):
    source, _target = packet_cast.sections(cast.first, "Один.")
    subject = {
        "group": lambda: cast.first,
        "submission": lambda: source.section.submission,
        "factsheet": lambda: packet_cast.factsheet(cast.first),
        "proposal": lambda: packet_cast.proposal(cast.first),
    }[kind]()
    client.force_login(cast.bob)

    assert sending(kind, subject) in client.get(subject.get_absolute_url()).text


# Working on it


def test_one_text_after_the_other_without_javascript(client, cast, translator):
    _source, target = packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)
    client.force_login(translator)
    first = page_of(packet, "packet-item", 1)
    answer = client.post(first, typed(client.get(first), "One."))
    second = answer.headers["Location"]
    assert second == page_of(packet, "packet-item", 2)
    answer = client.post(second, typed(client.get(second), "Two."), follow=True)

    assert lines(target) == ["One.", "Two."]
    assert "2 of 2" in words_on(answer)
    assert answer.redirect_chain[-1][0] == packet.get_absolute_url()


def test_a_block_changed_while_it_was_on_screen_shows_both(client, cast, translator):
    proposal = packet_cast.proposal(cast.first, "Прежнее")
    packet = send(cast.first, translator, by=cast.bob)
    client.force_login(translator)
    address = page_of(packet, "packet-item", 1)
    form = typed(client.get(address), "Translated")
    proposing.reword_proposal(
        proposal_id=proposal.pk,
        version=proposal.version,
        actor=cast.bob,
        at=timezone.now(),
        words={"wording_ru": "Новое", "wording_en": "Bob’s"},
    )
    page = client.post(address, form)

    assert page.status_code == 409
    said = words_on(page)
    assert "Прежнее" in said
    assert "Новое" in said
    assert "Bob’s" in said
    assert ">Translated</textarea>" in page.text
    assert client.post(address, typed(page, "Translated")).status_code == 302
    proposal.refresh_from_db()
    assert proposal.wording_en == "Translated"


def test_words_that_were_refused_stay_in_the_box(client, cast, translator):
    packet_cast.factsheet(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    client.force_login(translator)
    address = page_of(packet, "packet-item", 1)
    page = client.post(address, typed(client.get(address), "long " * 40))

    assert page.status_code == 409
    assert "long long" in page.text
    assert client.post(address, typed(page, " ")).status_code == 409


def test_terms_and_agreed_wordings_stand_beside(client, cast):
    old = packet_cast.proposal(cast.first, "Создать приюты для женщин в Баткене")
    type(old).objects.update(wording_en="Open shelters for women in Batken")
    old.refresh_from_db()
    old.mark_agreed("wording", "en")
    old.save()
    packet_cast.proposal(
        cast.first, "Создать приюты для женщин в Нарыне до среднесрочного доклада"
    )
    packet = send(cast.first, cast.bob, by=cast.bob)
    client.force_login(cast.bob)
    page = client.get(page_of(packet, "packet-item", 1))

    assert "Open shelters for women in Batken" in page.text
    assert "mid-term report" in page.text


def test_agreed_wordings_of_others_do_not_stand_beside(client, cast, translator):
    old = packet_cast.proposal(cast.confidential, "Создать приюты для женщин в Оше")
    type(old).objects.update(wording_en="Hidden shelters")
    old.refresh_from_db()
    old.mark_agreed("wording", "en")
    old.save()
    packet_cast.proposal(cast.first, "Создать приюты для женщин в Оше")
    packet = send(cast.first, translator, by=cast.bob)
    for person in (translator, cast.bob):
        client.force_login(person)
        page = client.get(page_of(packet, "packet-item", 1))
        assert "Hidden shelters" not in page.text


def test_terms_are_found_whatever_their_endings():
    found = terms_in(
        "В совместном представлении и среднесрочном докладе",
        source="ru",
        into="en",
    )
    assert ("среднесрочный доклад", "mid-term report") in found
    assert found[0][1].startswith("joint submission") or len(found) > 1
    assert terms_in("Погода", source="ru", into="en") == []


# Who sees it


def test_who_may_not_know_of_it_finds_nothing(client, cast, translator):
    packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    for person in (cast.carol, cast.dan, cast.grace, cast.heidi, cast.frank, cast.ivan):
        client.force_login(person)
        for address in (
            page_of(packet),
            page_of(packet, "packet-file"),
            page_of(packet, "packet-item", 1),
        ):
            assert client.get(address).status_code == 404
        for name in ("packet-return", "packet-close"):
            assert client.post(page_of(packet, name)).status_code == 404


def test_the_translator_closes_nothing(client, cast, translator):
    packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    client.force_login(translator)

    assert client.post(page_of(packet, "packet-close")).status_code == 403
    assert "packets" in client.get(f"/r/{cast.review.pk}/").text


def test_a_translator_from_outside_is_led_to_no_page_of_the_group(
    client, cast, translator
):
    proposal = packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    client.force_login(translator)
    page = client.get(page_of(packet, "packet-item", 1))

    assert proposal.get_absolute_url() not in page.text
    assert cast.first.name_en not in words_on(page)


# The homes


def test_home_says_how_far_english_is(client, cast, translator):
    packet_cast.proposal(cast.first, "Одно")
    packet_cast.proposal(cast.first, "Другое")
    packet_cast.sections(cast.first, "Раздел.")
    ready = packet_cast.factsheet(
        cast.first, title_en="T", key_message_en="K", title_ru="Т"
    )
    ready.note_ready()
    ready.save()
    send(cast.first, translator, by=cast.bob)
    client.force_login(cast.bob)
    for address in (f"/r/{cast.review.pk}/", cast.first.get_absolute_url()):
        said = words_on(client.get(address))
        assert "English ready: 1 of 4 , 3 with the translator until" in said


def test_each_language_has_its_own_numbers_and_its_nearest_day(cast, translator):
    first, second, third = (packet_cast.proposal(cast.first) for _ in range(3))
    english = ProposalFactory(
        group=cast.first,
        source_language="en",
        wording_en="Open",
        wording_ru="",
        wording_ky="Ачуу",
        ready_in=["ky"],
    )
    packets = {
        name: send(subject, translator, by=cast.bob, **terms)
        for name, subject, terms in (
            ("later", first, {"into": "en", "days": 5}),
            ("sooner", second, {"into": "en", "days": 3}),
            ("kyrgyz", third, {"into": "ky", "days": 9}),
            ("russian", english, {"source": "en", "into": "ru", "days": 7}),
        )
    }

    for group in (None, cast.first):
        told = progress.at_home(
            cast.review, user=cast.bob, at=timezone.now(), group=group
        )
        numbers = {
            row.language: (row.ready, row.of, row.away, row.until)
            for row in told["readiness"]
        }
        assert numbers == {
            "en": (0, 3, 2, packets["sooner"].due_on),
            "ru": (0, 1, 1, packets["russian"].due_on),
            "ky": (1, 4, 1, packets["kyrgyz"].due_on),
        }


def test_of_what_is_hidden_no_number_tells(client, cast):
    packet_cast.proposal(cast.confidential)
    send(cast.confidential, cast.grace, by=cast.grace)
    for person in (cast.alice, cast.bob, cast.dan):
        client.force_login(person)
        said = words_on(client.get(f"/r/{cast.review.pk}/"))
        assert "ready:" not in said
        assert "translator until" not in said


def test_the_translators_home_lists_what_waits_by_due_day(client, cast, translator):
    packet_cast.proposal(cast.first)
    packet_cast.proposal(cast.second)
    MembershipFactory(group=cast.second, role="rapporteur", user=cast.alice)
    late = send(cast.first, translator, by=cast.bob, days=9)
    soon = send(cast.second, translator, by=cast.alice, days=2)
    client.force_login(translator)
    page = client.get(f"/r/{cast.review.pk}/").text

    assert page.index(soon.get_absolute_url()) < page.index(late.get_absolute_url())


# Queries


def test_queries_do_not_grow(client, cast, translator, queries_of):
    def add(number):
        packet_cast.proposal(cast.first, f"Предложение {number}")
        packet_cast.sections(cast.first, f"Раздел {number}.")
        packet_cast.factsheet(cast.first)
        return send(cast.first, translator, by=cast.bob)

    def count(packet):
        client.force_login(translator)
        found = [queries_of(client, page_of(packet))]
        found.append(queries_of(client, f"/r/{cast.review.pk}/"))
        client.force_login(cast.bob)
        found.append(queries_of(client, f"/r/{cast.review.pk}/"))
        found.append(queries_of(client, cast.first.get_absolute_url()))
        return found

    one = count(add(1))
    add(2)
    three = count(add(3))
    assert one == three


def test_queries_of_one_text_and_of_sending_do_not_grow(client, cast, translator):
    from django.db import connection  # noqa: PLC0415 -- one test
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- one test

    def measure(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def add(number):
        packet_cast.sections(cast.first, f"Раздел {number}.", "И ещё один.")
        packet_cast.proposal(cast.first, f"Предложение {number}")
        packet_cast.factsheet(cast.first)

    client.force_login(cast.bob)
    add(1)
    form = measure(group_sending(cast, cast.first))
    packet = send(cast.first, translator, by=cast.bob)
    item = measure(page_of(packet, "packet-item", 1))
    for number in (2, 3):
        add(number)
    assert measure(group_sending(cast, cast.first)) <= form + 2  # packets sent before
    assert measure(page_of(packet, "packet-item", 1)) == item
    assert (form <= 24, item <= 20) == (True, True), (form, item)
