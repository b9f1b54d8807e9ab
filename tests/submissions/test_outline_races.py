"""Two people at an outline at once, on real connections."""

import pytest
from django.db.models import Max
from django.utils import timezone

from audit.models import Entry
from core.exceptions import ActionRefused
from submissions import actions, arranging, documents, drafting, store, ydoc
from submissions.models import Section, Text, Version
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.submissions.test_suggesting_races import at_once
from tests.submissions.writing import paragraphs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def joint(cast):
    return SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])


def refusals(answers):
    return [answer for answer in answers if isinstance(answer, ActionRefused)]


def test_of_two_groups_that_leave_at_once_one_stays(cast, joint):
    def leave(group):
        return lambda: actions.take_group_out(
            submission_id=joint.pk,
            group=group,
            heir=None,
            actor=cast.alice,
            at=timezone.now(),
        )

    answers = at_once(leave(cast.first), leave(cast.second))

    assert [type(refusal) for refusal in refusals(answers)] == [actions.CannotTakeOut]
    assert joint.participations.count() == 1


def test_a_group_that_two_people_add_at_once_takes_part_once(cast, joint):
    def add(person):
        return lambda: actions.add_group(
            submission_id=joint.pk,
            group=cast.confidential,
            actor=person,
            at=timezone.now(),
        )

    answers = at_once(add(cast.alice), add(cast.bob))

    assert len(refusals(answers)) == 1
    assert joint.participations.count() == 3


def test_of_two_who_move_sections_at_once_both_have_moved(cast, joint):
    rows = {
        name: SectionFactory(submission=joint, heading_en=name, order=place)
        for place, name in enumerate("abcd", start=1)
    }

    def move(name, *, up, person):
        return lambda: arranging.move_section(
            section_id=rows[name].pk, up=up, actor=person, at=timezone.now()
        )

    at_once(move("a", up=False, person=cast.bob), move("c", up=True, person=cast.alice))

    found = list(joint.sections.in_order().values_list("heading_en", "order"))
    assert "".join(name for name, _order in found) in {"bcad", "cbad", "cabd", "bcda"}
    assert [order for _name, order in found] == [1, 2, 3, 4]
    assert Entry.objects.filter(verb="section.moved").count() == 2


def test_of_two_sections_added_at_once_none_takes_the_place_of_another(cast, joint):
    def add(name):
        return lambda: arranging.add_section(
            section=Section(submission=joint, heading_en=name),
            after=None,
            actor=cast.bob,
            at=timezone.now(),
        )

    at_once(add("a"), add("b"), add("c"))

    assert set(joint.sections.values_list("order", flat=True)) == {1, 2, 3}


def asked(text, words):
    """What a browser sends that has typed this."""
    doc = store.load(text.pk).doc()
    update = ydoc.edit(
        doc, lambda doc: ydoc.append(store.fragment(doc), paragraphs(words))
    )
    return drafting.Asked(
        schema=1,
        epoch=text.epoch,
        seq=text.head,
        state=b"\x00",
        update=update,
        window="window01",
        block="",
    )


@pytest.fixture
def typing(cast):
    def by(person, section, words):
        text = Text.objects.visible_to(person).for_page().get(pk=text_of(section).pk)
        body = asked(text, words)
        return lambda: drafting.sync(text, body, user=person, at=timezone.now())

    return by


@pytest.mark.parametrize("round_", range(3))
def test_a_word_written_while_the_section_is_agreed_is_seen_or_refused(
    cast, joint, typing, round_
):
    section = SectionFactory(submission=joint)
    write_words(text_of(section), "Before", author=cast.bob)
    Section.objects.filter(pk=section.pk).update(status="ready")

    wrote, agreed = at_once(
        typing(cast.carol, section, "Meanwhile"),
        lambda: arranging.agree_section(
            section_id=section.pk, actor=cast.bob, at=timezone.now()
        ),
    )

    assert agreed.status == "agreed"
    kept = Version.objects.filter(text__section=section).latest("number")
    said = documents.plain(kept.document)
    if isinstance(wrote, drafting.CannotSync):
        assert wrote.code == "agreed"
        assert said == "Before"
    else:
        assert said == "Before\nMeanwhile"
    assert text_of(section).updates.aggregate(last=Max("seq"))["last"] == kept.head


@pytest.mark.parametrize("round_", range(3))
def test_a_word_written_while_the_section_is_taken_out_keeps_it_or_is_refused(
    cast, joint, typing, round_
):
    section = SectionFactory(submission=joint)
    write = typing(cast.carol, section, "Meanwhile")

    def try_to_write():
        try:
            return write()
        except Text.DoesNotExist:
            return None

    wrote, removed = at_once(
        try_to_write,
        lambda: arranging.remove_section(
            section_id=section.pk, actor=cast.bob, at=timezone.now()
        ),
    )

    is_there = Section.objects.filter(pk=section.pk).exists()
    assert is_there == (wrote is not None)
    assert isinstance(removed, arranging.CannotRemove) == is_there


def test_a_section_that_two_call_ready_at_once_is_so_once(cast, joint):
    section = SectionFactory(submission=joint)
    write_words(text_of(section), "Some words", author=cast.bob)

    def ready(person):
        return lambda: arranging.mark_ready(
            section_id=section.pk, actor=person, at=timezone.now()
        )

    answers = at_once(ready(cast.bob), ready(cast.carol))

    assert refusals(answers) == []
    assert Entry.objects.filter(verb="section.ready").count() == 1
    assert Version.objects.filter(text__section=section).count() == 1
