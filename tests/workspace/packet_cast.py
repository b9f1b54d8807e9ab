"""A group with something to translate: a section, a proposal, a factsheet."""

from django.utils import timezone

from submissions import copying, documents, store, ydoc
from tests.factories.factsheets import FactsheetFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.writing import write


def sections(group, *texts, groups=None):
    """One section of a new submission with these paragraphs in Russian. Its source
    and its English text."""
    submission = SubmissionFactory(review=group.review, groups=groups or [group])
    section = SectionFactory(submission=submission, group=group)
    source, target = text_of(section, "ru"), text_of(section, "en")
    write(source, [ydoc.paragraph(text) for text in texts])
    for text in (source, target):
        copying.write_copy(text.pk, at=timezone.now())
        text.refresh_from_db()
    return source, target


def proposal(group, wording="Создать приюты"):
    return ProposalFactory(
        group=group, wording_ru=wording, wording_en="", wording_ky=""
    )


def factsheet(group, **texts):
    return FactsheetFactory(group=group, **texts)


def lines(text):
    text.refresh_from_db()
    document = store.load(text.pk).doc()

    return documents.plain(documents.document_of(document)).split("\n")


def english_of(text):
    return text.section.texts.get(language="en")
