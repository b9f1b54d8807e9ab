"""The numbers by which what was handed in cites something."""

import io
from uuid import uuid4

import docx
import pytest
from django.utils import timezone

from core import files
from submissions import exporting
from submissions.models import FrozenFile, Wording
from submissions.paragraphs import numbers_citing
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db

SECTION, OTHER = uuid4(), uuid4()


def cite(ref, kind="finding"):
    return {"type": "cite", "attrs": {"kind": kind, "ref": str(ref), "label": "#"}}


def paragraph(*content, numbered=True):
    words = [
        one if isinstance(one, dict) else {"type": "text", "text": one}
        for one in content
    ]
    attrs = {"id": "b0123456789", "numbered": numbered}
    return {"type": "paragraph", "attrs": attrs, "content": words}


def in_list(*paragraphs):
    item = {"type": "list_item", "attrs": {}, "content": list(paragraphs)}
    return {"type": "bullet_list", "attrs": {}, "content": [item]}


def freeze(submission, *, language="ru", **sections):
    """`sections`: what stands in the first and in the second."""
    content = {
        "title": "Title",
        "about": "About",
        "labels": {},
        "sections": [
            {
                "id": str(pk),
                "number": str(number),
                "heading": "Heading",
                "depth": 1,
                "document": {"type": "doc", "content": sections.get(name, [])},
            }
            for number, (name, pk) in enumerate(
                {"first": SECTION, "second": OTHER}.items(), 1
            )
        ],
    }
    wording = Wording.objects.create(
        submission=submission,
        number=1,
        language=language,
        content=content,
        digest="0" * 64,
        made_at=timezone.now(),
    )
    FrozenFile.objects.create(
        submission=submission,
        language=language,
        wording=wording,
        file=files.store(b"file", content_type="application/x"),
        words=1,
        made_at=timezone.now(),
    )
    return wording


@pytest.fixture
def submission(db):
    return SubmissionFactory()


def test_paragraphs_are_counted_as_in_the_word_file(submission):
    finding, once = uuid4(), uuid4()
    wording = freeze(
        submission,
        first=[
            paragraph("One"),
            paragraph(),
            paragraph("No number", numbered=False),
            in_list(paragraph("In a list")),
            paragraph("Here", cite(finding)),
        ],
        second=[paragraph("Three"), paragraph("And here", cite(finding), cite(once))],
    )

    assert numbers_citing([submission.pk]) == {
        (SECTION, finding): [2],
        (OTHER, finding): [4],
        (OTHER, once): [4],
    }
    file = docx.Document(io.BytesIO(exporting.docx_of_wording(wording)))
    numbered = [
        row.text for row in file.paragraphs if row.style.name == "Numbered Paragraph"
    ]
    assert [numbered.index(words) + 1 for words in numbered if "ere" in words] == [2, 4]


def test_what_is_cited_outside_numbered_paragraphs_has_no_number(submission):
    finding = uuid4()
    freeze(
        submission,
        first=[
            in_list(paragraph(cite(finding))),
            paragraph("Here", cite(finding), numbered=False),
        ],
    )

    assert numbers_citing([submission.pk]) == {}


def test_languages_that_count_otherwise_have_no_number(submission):
    same, torn = uuid4(), uuid4()
    freeze(submission, first=[paragraph(cite(same)), paragraph(cite(torn))])
    freeze(
        submission,
        language="en",
        first=[paragraph(cite(same)), paragraph("More"), paragraph(cite(torn))],
    )

    assert numbers_citing([submission.pk]) == {(SECTION, same): [1]}


def test_what_was_purged_and_what_is_no_id_is_passed_over(submission):
    wording = freeze(submission, first=[paragraph("Words", cite("never-an-id"))])
    assert numbers_citing([submission.pk]) == {}

    Wording.objects.filter(pk=wording.pk).update(content={})
    assert numbers_citing([submission.pk]) == {}


def test_nothing_is_asked_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert numbers_citing([]) == {}
