"""The sections of a submission: order, who answers, how far they are."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.models import Entry
from notifications.models import Notification
from submissions import arranging, store
from submissions.models import Section, Version
from tests.factories import MembershipFactory, UserFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.submissions.writing import change

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
def joint(cast):
    return SubmissionFactory(
        review=cast.review, groups=[cast.first, cast.second, cast.confidential]
    )


@pytest.fixture
def written(cast, joint):
    section = SectionFactory(submission=joint, group=cast.first, owner=cast.bob)
    write_words(text_of(section), "Some words", author=cast.bob)
    return section


def outline(submission, *rows):
    """A section for each letter; as deep as it is indented."""
    return {
        row.strip(): SectionFactory(
            submission=submission,
            heading_en=row.strip(),
            depth=1 + (len(row) - len(row.lstrip())),
            order=place,
        )
        for place, row in enumerate(rows, start=1)
    }


def order(submission):
    return "".join(row.heading_en for row in submission.sections.in_order())


# The order


@pytest.mark.parametrize(
    ("name", "up", "expected"),
    [
        ("a", False, "bcdae"),  # over b with all that stands under it
        ("b", True, "bcdae"),  # takes c and d along
        ("c", False, "abdce"),
        ("d", True, "abdce"),
        ("c", True, "acbde"),  # over its own heading, into the part before
        ("d", False, "abced"),  # under the next heading
        ("a", True, "abcde"),  # already first
        ("e", False, "abcde"),  # already last
    ],
)
def test_move_section_takes_along_what_stands_under_it(cast, joint, name, up, expected):
    sections = outline(joint, "a", "b", " c", " d", "e")

    arranging.move_section(section_id=sections[name].pk, up=up, actor=cast.bob, at=AT)

    assert order(joint) == expected


def test_move_section_says_so_only_where_something_moved(cast, joint):
    sections = outline(joint, "a", "b")
    for _time in range(2):
        arranging.move_section(
            section_id=sections["b"].pk, up=True, actor=cast.bob, at=AT
        )

    assert order(joint) == "ba"
    assert Entry.objects.filter(verb="section.moved").count() == 1


def test_add_section_at_the_end_or_behind_another_with_its_parts(cast, joint):
    sections = outline(joint, "a", " b", "c")

    def add(name, after):
        return arranging.add_section(
            section=Section(submission=joint, heading_en=name),
            after=after,
            actor=cast.bob,
            at=AT,
        )

    last = add("z", None)
    add("x", sections["a"])

    assert order(joint) == "abxcz"
    assert set(last.texts.values_list("language", flat=True)) == {"en", "ru"}


def test_change_section_leaves_owner_and_status_alone(cast, joint, written):
    mine = Section.objects.get(pk=written.pk)
    Section.objects.filter(pk=written.pk).update(status="ready", owner=cast.carol)
    mine.heading_en = "Another heading"

    arranging.change_section(section=mine, actor=cast.bob, at=AT)

    written.refresh_from_db()
    assert written.heading_en == "Another heading"
    assert (written.status, written.owner) == ("ready", cast.carol)


# Taking out


def remove(section, actor):
    arranging.remove_section(section_id=section.pk, actor=actor, at=AT)


def test_remove_section_while_it_is_empty(cast, joint):
    section = SectionFactory(submission=joint)

    remove(section, cast.bob)

    assert not Section.objects.filter(pk=section.pk).exists()
    assert Entry.objects.get(verb="section.removed").subject_id == section.pk


def test_remove_section_says_how_many_words_stand_there(cast, written):
    write_words(text_of(written, "en"), "three more words", author=cast.bob)

    with pytest.raises(arranging.CannotRemove, match="5 words are written here"):
        remove(written, cast.bob)

    assert Section.objects.filter(pk=written.pk).exists()


def test_remove_section_counts_what_no_copy_has_yet(cast, joint):
    """Typed a moment ago: the stable copy does not know it."""
    section = SectionFactory(submission=joint)
    write_words(text_of(section), "Fresh", author=cast.bob)
    section.texts.update(word_count=0, plain="", document={})

    with pytest.raises(arranging.CannotRemove, match="1 word is written here"):
        remove(section, cast.bob)


def test_remove_section_keeps_one_that_has_versions(cast, written):
    arranging.mark_ready(section_id=written.pk, actor=cast.bob, at=AT)
    change(text_of(written), clear)

    with pytest.raises(arranging.CannotRemove, match="Earlier versions"):
        remove(written, cast.bob)


def clear(doc):
    children = store.fragment(doc).children
    del children[0 : len(list(children))]


# Who answers for it


def assign(section, actor, *, group=None, owner=None):
    return arranging.assign_section(
        section_id=section.pk, group=group, owner=owner, actor=actor, at=AT
    )


def test_assign_section_tells_the_one_who_answers_for_it_now(cast, joint):
    section = SectionFactory(submission=joint)

    assign(section, cast.bob, group=cast.second, owner=cast.carol)

    section.refresh_from_db()
    assert (section.group, section.owner) == (cast.second, cast.carol)
    notice = Notification.objects.get(kind="section.given")
    assert notice.recipient == cast.carol


def test_assign_section_again_tells_nobody(cast, joint):
    section = SectionFactory(submission=joint, owner=cast.carol)

    assign(section, cast.bob, group=cast.first, owner=cast.carol)
    assign(section, cast.bob, owner=cast.bob)

    assert not Notification.objects.filter(kind="section.given").exists()


@pytest.mark.parametrize(
    ("actor", "owner"),
    [
        ("bob", "grace"),  # only in a group that is closed to Bob
        ("alice", "grace"),
        ("bob", "dan"),  # in no group that takes part
        ("bob", "eve"),
        ("bob", "ivan"),
    ],
)
def test_assign_section_only_to_somebody_whom_the_actor_may_know(
    cast, joint, actor, owner
):
    section = SectionFactory(submission=joint)

    with pytest.raises(arranging.CannotAssign, match="Only somebody"):
        assign(section, cast[actor], owner=cast[owner])


def test_assign_section_inside_the_closed_group(cast, joint):
    section = SectionFactory(submission=joint)

    assign(section, cast.grace, group=cast.confidential, owner=cast.grace)

    section.refresh_from_db()
    assert section.owner == cast.grace


def test_assign_section_not_to_a_reader(cast, joint):
    reader = MembershipFactory(group=cast.first, role="reader").user
    section = SectionFactory(submission=joint)

    with pytest.raises(arranging.CannotAssign):
        assign(section, cast.bob, owner=reader)


def test_assign_section_only_to_a_group_that_takes_part(cast, joint):
    section = SectionFactory(submission=joint)

    with pytest.raises(arranging.CannotAssign, match="takes part"):
        assign(section, cast.bob, group=cast.institution)


def test_assign_section_leaves_an_owner_whom_one_may_not_know(cast, joint):
    section = SectionFactory(submission=joint, owner=cast.grace)

    assign(section, cast.bob, group=cast.first, owner=section.owner)

    section.refresh_from_db()
    assert (section.owner, section.group) == (cast.grace, cast.first)


# How far it is


STEPS = {
    "ready": arranging.mark_ready,
    "back": arranging.take_back,
    "agree": arranging.agree_section,
    "reopen": arranging.reopen_section,
}


def step(name, section, actor, at=AT):
    return STEPS[name](section_id=section.pk, actor=actor, at=at)


@pytest.mark.parametrize(
    ("status", "name", "after"),
    [
        ("empty", "ready", "ready"),  # written a moment ago
        ("drafting", "ready", "ready"),
        ("ready", "ready", "ready"),
        ("agreed", "ready", None),
        ("drafting", "back", "drafting"),
        ("ready", "back", "drafting"),
        ("agreed", "back", None),
        ("drafting", "agree", "agreed"),
        ("ready", "agree", "agreed"),
        ("agreed", "agree", "agreed"),
        ("drafting", "reopen", "drafting"),
        ("ready", "reopen", None),
        ("agreed", "reopen", "drafting"),
    ],
)
def test_a_section_goes_from_step_to_step(cast, written, status, name, after):
    Section.objects.filter(pk=written.pk).update(status=status)

    if after is None:
        with pytest.raises(arranging.CannotSetStatus, match="moved this section on"):
            step(name, written, cast.bob)
    else:
        step(name, written, cast.bob)

    written.refresh_from_db()
    assert written.status == (after or status)


@pytest.mark.parametrize("name", STEPS)
def test_an_empty_section_stays_empty(cast, joint, name):
    section = SectionFactory(submission=joint)

    with pytest.raises(arranging.CannotSetStatus, match="Nothing is written"):
        step(name, section, cast.bob)


def test_each_step_keeps_what_was_written(cast, written):
    write_words(text_of(written, "en"), "Translated", author=cast.carol)

    step("ready", written, cast.bob)

    versions = Version.objects.filter(text__section=written)
    assert {(row.text.language, row.kind, row.kept_by) for row in versions} == {
        ("ru", "status", cast.bob),
        ("en", "status", cast.bob),
    }


def test_a_second_click_keeps_and_tells_nothing_more(cast, written):
    cara = MembershipFactory(group=cast.first, role="rapporteur").user
    for _time in range(2):
        step("ready", written, cast.bob)

    assert Entry.objects.filter(verb="section.ready").count() == 1
    told = Notification.objects.filter(kind="section.to_read")
    assert [notice.recipient for notice in told] == [cara]


def test_whom_it_concerns_is_told_once_a_day(cast, written):
    other = MembershipFactory(group=cast.first, role="rapporteur").user
    for hours in (0, 1, 30):
        at = AT + timedelta(hours=hours)
        step("ready", written, cast.bob, at)
        step("back", written, cast.bob, at)

    assert Notification.objects.filter(recipient=other).count() == 2


def test_a_section_of_all_concerns_every_rapporteur_and_its_owner(cast, joint):
    owner = UserFactory(full_name="Owner")
    MembershipFactory(group=cast.second, user=owner)
    section = SectionFactory(submission=joint, owner=owner)
    write_words(text_of(section), "Some words", author=cast.carol)

    step("ready", section, cast.carol)

    told = Notification.objects.filter(kind="section.to_read")
    names = set(told.values_list("recipient__full_name", flat=True))
    assert names == {"Owner", "Bob", "Grace"}
