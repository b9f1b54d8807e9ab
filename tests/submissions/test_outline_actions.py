"""Beginning a submission, saying what it is, and who writes it."""

from datetime import UTC, datetime

import pytest

from audit.models import Entry
from notifications.models import Notification
from submissions import actions, outlines
from submissions.models import Section, Submission, Text
from tests.factories import MembershipFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


def start(cast, *, groups, outline=None, actor=None, review=None, **fields):
    fields = {"title_ru": "Вместе", "languages": ["en", "ru"], **fields}
    return actions.start_submission(
        submission=Submission(
            review=review or cast.review, source_language="ru", **fields
        ),
        groups=groups,
        outline=outline,
        actor=actor or cast.bob,
        at=AT,
    )


def told(kind):
    rows = Notification.objects.filter(kind=kind)
    return set(rows.values_list("recipient__full_name", flat=True))


def trail(verb):
    return Entry.objects.get(verb=verb)


# Beginning


def test_start_submission_brings_the_outline_with_a_text_per_language(cast):
    shipped = outlines.shipped()["joint"]

    submission = start(cast, groups=[cast.first], outline=shipped)

    sections = submission.sections.in_order()
    assert [row.heading_en for row in sections] == [
        row["heading_en"] for row in shipped.headings
    ]
    assert submission.word_budget == 5630
    texts = Text.objects.filter(section__submission=submission)
    assert texts.count() == 2 * len(shipped.headings)
    assert set(texts.values_list("language", flat=True)) == {"en", "ru"}


def test_start_submission_without_an_outline(cast):
    submission = start(cast, groups=[cast.first])

    assert submission.sections.count() == 0
    assert submission.word_budget is None


def test_start_submission_copies_an_outline_into_another_review_without_words(cast):
    """Bob is in both; of what others wrote nothing travels."""
    MembershipFactory(group=cast.elsewhere, user=cast.bob, role="rapporteur")
    old = SubmissionFactory(
        review=cast.review, groups=[cast.first, cast.second], word_budget=900
    )
    section = SectionFactory(
        submission=old, owner=cast.carol, group=cast.second, word_budget=90
    )
    write_words(text_of(section), "Plantedword of Carol", author=cast.carol)

    new = start(
        cast, review=cast.elsewhere.review, groups=[cast.elsewhere], outline=old
    )

    copy = new.sections.get()
    assert (copy.heading_ru, copy.word_budget) == (section.heading_ru, 90)
    assert (copy.owner, copy.group, copy.status) == (None, None, "empty")
    assert new.word_budget == 900
    for text in copy.texts.all():
        assert (text.plain, text.document, text.head) == ("", {}, 0)
    assert list(new.groups.all()) == [cast.elsewhere]


def test_start_submission_refuses_an_outline_that_is_not_open(cast):
    closed = SubmissionFactory(review=cast.review, groups=[cast.confidential])
    SectionFactory(submission=closed)

    with pytest.raises(actions.CannotStart, match="not open to you"):
        start(cast, groups=[cast.first], outline=closed, actor=cast.alice)


def test_start_submission_refuses_nobody(cast):
    with pytest.raises(actions.CannotStart, match="at least one group"):
        start(cast, groups=[])


def test_start_submission_refuses_a_group_of_another_review(cast):
    with pytest.raises(actions.CannotStart, match="of this review"):
        start(cast, groups=[cast.first, cast.elsewhere])


def test_start_submission_keeps_the_wall(cast):
    with pytest.raises(actions.CannotStart, match="An institution"):
        start(cast, groups=[cast.first, cast.institution])

    start(cast, groups=[cast.institution], actor=cast.frank)


def test_start_submission_tells_the_other_rapporteurs(cast):
    start(cast, groups=[cast.first, cast.second, cast.confidential], actor=cast.alice)

    assert told("submission.with_us") == {"Bob", "Grace"}


# In whose trail it stands


@pytest.mark.parametrize(
    ("who", "groups", "expected"),
    [
        ("bob", ["first", "second"], None),  # the review's
        ("bob", ["first", "confidential"], "confidential"),
        ("grace", ["first", "confidential"], "confidential"),
        ("alice", ["first", "confidential"], "confidential"),
        ("frank", ["institution"], "institution"),
    ],
)
def test_the_trail_that_others_read_names_nobody_of_a_closed_group(
    cast, who, groups, expected
):
    start(cast, groups=[getattr(cast, name) for name in groups], actor=cast[who])

    entry = trail("submission.started")
    assert entry.group_id == (getattr(cast, expected).pk if expected else None)
    assert entry.actor_id == cast[who].pk


# Changing


@pytest.fixture
def joint(cast):
    return SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])


def test_change_submission_adds_a_text_for_a_language_that_is_added(cast, joint):
    sections = SectionFactory.create_batch(2, submission=joint)
    joint.languages = ["ru", "en", "ky"]

    actions.change_submission(submission=joint, actor=cast.bob, at=AT)

    assert all(section.texts.filter(language="ky").exists() for section in sections)
    assert trail("submission.changed").subject_id == joint.pk


def test_change_submission_takes_out_a_language_only_while_it_is_empty(cast, joint):
    section = SectionFactory(submission=joint)
    write_words(text_of(section, "en"), "Words", author=cast.bob)
    joint.languages = ["ru"]

    with pytest.raises(actions.CannotChange, match="cannot be taken out"):
        actions.change_submission(submission=joint, actor=cast.bob, at=AT)

    joint.languages = ["ru", "en", "ky"]
    actions.change_submission(submission=joint, actor=cast.bob, at=AT)
    joint.languages = ["ru", "en"]
    actions.change_submission(submission=joint, actor=cast.bob, at=AT)
    assert set(section.texts.values_list("language", flat=True)) == {"en", "ru"}


def test_change_submission_keeps_the_first_language_once_something_is_written(
    cast, joint
):
    section = SectionFactory(submission=joint)
    joint.source_language = "en"
    actions.change_submission(submission=joint, actor=cast.bob, at=AT)
    write_words(text_of(section, "en"), "Words", author=cast.bob)
    joint.source_language = "ru"

    with pytest.raises(actions.CannotChange, match="first language"):
        actions.change_submission(submission=joint, actor=cast.bob, at=AT)

    joint.refresh_from_db()
    assert joint.source_language == "en"


# Who writes it


def add(joint, group, actor):
    return actions.add_group(submission_id=joint.pk, group=group, actor=actor, at=AT)


def take_out(joint, group, actor, heir=None):
    return actions.take_group_out(
        submission_id=joint.pk, group=group, heir=heir, actor=actor, at=AT
    )


def test_add_group_opens_all_of_it_and_tells_its_rapporteur(cast, joint):
    add(joint, cast.confidential, cast.bob)

    assert Submission.objects.open_to(cast.grace).get() == joint
    assert told("submission.with_us") == {"Grace"}


def test_add_group_refuses_twice_and_strangers_and_the_other_side(cast, joint):
    with pytest.raises(actions.CannotAddGroup, match="already"):
        add(joint, cast.first, cast.bob)
    with pytest.raises(actions.CannotAddGroup, match="of this review"):
        add(joint, cast.elsewhere, cast.bob)
    with pytest.raises(actions.CannotAddGroup, match="An institution"):
        add(joint, cast.institution, cast.bob)


def test_take_group_out_hands_its_sections_over_and_keeps_the_words(cast, joint):
    theirs = SectionFactory(submission=joint, group=cast.second, owner=cast.carol)
    ours = SectionFactory(submission=joint, group=cast.first, owner=cast.bob)
    write_words(text_of(theirs), "Stays", author=cast.carol)

    take_out(joint, cast.second, cast.alice, heir=cast.first)

    theirs.refresh_from_db()
    ours.refresh_from_db()
    assert (theirs.group, theirs.owner) == (cast.first, None)
    assert (ours.group, ours.owner) == (cast.first, cast.bob)
    assert text_of(theirs).plain == "Stays"
    assert not Submission.objects.visible_to(cast.carol).exists()
    assert trail("submission.group_left").actor_id == cast.alice.pk


def test_take_group_out_leaves_sections_to_whoever_is_in_another_group_too(cast, joint):
    MembershipFactory(group=cast.first, user=cast.carol)
    section = SectionFactory(submission=joint, group=cast.second, owner=cast.carol)

    take_out(joint, cast.second, cast.alice)

    section.refresh_from_db()
    assert (section.group, section.owner) == (None, cast.carol)


def test_take_group_out_refuses_the_last_one_and_a_strange_heir(cast, joint):
    with pytest.raises(actions.CannotTakeOut, match="takes part"):
        take_out(joint, cast.second, cast.alice, heir=cast.confidential)
    take_out(joint, cast.second, cast.alice)
    with pytest.raises(actions.CannotTakeOut, match="only group"):
        take_out(joint, cast.first, cast.bob)


def test_sections_of_another_submission_stay_as_they_are(cast, joint):
    other = SubmissionFactory(review=cast.review, groups=[cast.second])
    section = SectionFactory(submission=other, group=cast.second, owner=cast.carol)

    take_out(joint, cast.second, cast.alice, heir=cast.first)

    assert Section.objects.get(pk=section.pk).group == cast.second
    assert Section.objects.get(pk=section.pk).owner == cast.carol
