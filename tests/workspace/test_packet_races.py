"""Translations while others write, on real connections."""

import pytest
from django.utils import timezone

from core.exceptions import ActionRefused
from core.translations import Handed, digest
from submissions import purging, store
from submissions.models import Twin
from tests.factories import RoleFactory
from tests.factories.packets import send
from tests.factsheets.test_races import at_once
from tests.submissions.planted import where
from tests.submissions.writing import change, paragraphs, write
from tests.workspace import packet_cast
from tests.workspace.packet_cast import lines
from workspace import packets
from workspace.models import Packet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def translator(cast):
    return RoleFactory(role="translator", review=cast.review).user


def saving(packet, number, text, by):
    item = packet.items.get(order=number)
    handed = Handed(text=text, source_digest=item.source_digest, base=digest(""))
    return lambda: packets.save_item(
        packet=packet, order=number, handed=handed, by=by, at=timezone.now()
    )


@pytest.mark.parametrize("turn", range(3))
def test_of_two_translations_of_one_text_the_second_is_asked(cast, translator, turn):
    _source, target = packet_cast.sections(cast.first, "Один.")
    packet = send(cast.first, translator, by=cast.bob)
    at_once(
        saving(packet, 1, "By Tamara", translator),
        saving(packet, 1, "By Bob", cast.bob),
    )
    item = packet.items.get()

    kept = lines(target)
    assert len(kept) == 1
    told = {kept[0], item.offered}
    assert told == {"By Tamara", "By Bob"}
    assert Twin.objects.filter(text=target).count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_all_that_is_translated_at_once_is_there_and_heard_of_once(
    cast, translator, turn
):
    _source, target = packet_cast.sections(cast.first, "Один.", "Два.", "Три.")
    packet = send(cast.first, translator, by=cast.bob)
    at_once(
        *(saving(packet, n, f"Text {n}", translator) for n in (1, 2, 3)),
    )

    assert sorted(lines(target)) == ["Text 1", "Text 2", "Text 3"]
    packet.refresh_from_db()
    assert packet.done_at


@pytest.mark.parametrize("turn", range(3))
def test_what_is_typed_into_the_text_meanwhile_stays(cast, translator, turn):
    _source, target = packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)

    def type_on():
        for number in range(4):
            write(target, paragraphs(f"Typed {number}"), author=cast.bob)

    at_once(saving(packet, 1, "Translated", translator), type_on)
    item = packet.items.get(order=1)
    found = lines(target)

    assert {f"Typed {n}" for n in range(4)} <= set(found)
    assert ("Translated" in found) != (item.offered == "Translated")


def test_of_two_who_send_the_same_one_sends_it(cast, translator):
    packet_cast.proposal(cast.first)

    def sending(by):
        def go():
            try:
                send(cast.first, translator, by=by)
            except ActionRefused:
                return

        return go

    at_once(sending(cast.bob), sending(cast.alice))
    assert Packet.objects.count() == 1


def test_words_that_are_purged_are_in_no_packet(cast, translator):
    secret = "Айгүлбадахшанова"
    source, target = packet_cast.sections(cast.first, f"Её зовут {secret}.")
    packet = send(cast.first, translator, by=cast.bob)
    saving(packet, 1, f"Her name is {secret}.", translator)()
    for text in (source, target):
        _take_all_out(text)
        purging.purge_history(
            text_id=text.pk, actor=cast.bob, at=timezone.now(), words=[secret]
        )

    assert where(secret) == set()
    assert packet.items.get().state == "gone"


def _take_all_out(text):
    def clear(doc):
        children = store.fragment(doc).children
        del children[0 : len(children)]

    change(text, clear)
