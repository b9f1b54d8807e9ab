"""The outlines that we ship, and what of an outline travels."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from groups.models import Group
from submissions import outlines
from submissions.models import Section
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)

SHIPPED = list(outlines.shipped().values())
FIELDS = ("heading", "guidance")


@pytest.mark.parametrize("outline", SHIPPED, ids=lambda outline: outline.key)
def test_outline_says_everything_in_three_languages(outline):
    rows = [outline, *outline.sections()]
    empty = [
        (row.heading_en if isinstance(row, Section) else row.key, field, language)
        for row in rows
        for field in (FIELDS if isinstance(row, Section) else ("name", "about"))
        for language in outlines.LANGUAGES
        if not getattr(row, f"{field}_{language}").strip()
    ]

    assert empty == []


@pytest.mark.parametrize("outline", SHIPPED, ids=lambda outline: outline.key)
def test_outline_gives_out_no_more_words_than_there_are(outline):
    given = outlines.budget_of(outline.sections())

    assert 0.9 * outline.words <= given <= outline.words


@pytest.mark.parametrize("outline", SHIPPED, ids=lambda outline: outline.key)
def test_outline_is_one_that_could_be_kept(outline):
    kept_with_it = ["submission", "group", "owner"]
    for section in outline.sections():
        try:
            section.clean_fields(exclude=kept_with_it)
        except ValidationError as error:
            pytest.fail(f"{section.heading_en}: {error}")


@pytest.mark.parametrize("outline", SHIPPED, ids=lambda outline: outline.key)
def test_outline_descends_one_level_at_a_time(outline):
    depths = [0, *(section.depth for section in outline.sections())]

    steps = {after - before for before, after in pairwise(depths)}

    assert max(steps) == 1


def test_outlines_are_for_both_sides_of_the_wall():
    kinds = {outline.kind for outline in SHIPPED}

    assert kinds == set(Group.Kind.values)


def test_limits_are_those_of_the_un():
    limits = {outline.key: outline.words for outline in SHIPPED}

    assert limits == {"joint": 5630, "individual": 2815, "institution": 2815}


def test_an_outline_is_copied_without_people_groups_and_words(cast):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    section = SectionFactory(
        submission=submission,
        group=cast.first,
        owner=cast.bob,
        status="agreed",
        depth=2,
        word_budget=120,
        guidance_ru="Что здесь",
    )
    write_words(text_of(section), "Planted words", author=cast.bob)

    copy = outlines.of_submission(submission)[0]

    assert copy.pk != section.pk
    assert (copy.depth, copy.word_budget, copy.order) == (2, 120, section.order)
    assert (copy.heading_en, copy.guidance_ru) == (section.heading_en, "Что здесь")
    assert (copy.group_id, copy.owner_id, copy.submission_id) == (None, None, None)
    assert copy.status == Section.Status.EMPTY


def test_every_column_of_a_section_is_copied_or_left_on_purpose():
    left = {
        *("id", "created_at", "updated_at", "submission", "group", "owner"),
        *("status",),
    }
    columns = {field.name for field in Section._meta.concrete_fields}

    assert columns - left == set(outlines.COPIED)
