import factory
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from submissions import schema, store
from submissions.models import Participation, Section, Submission, Text
from tests.factories.groups import GroupFactory


class SubmissionFactory(DjangoModelFactory):
    """A submission in Russian and English. `groups=[…]` says who takes part; else
    a new group of its review does."""

    class Meta:
        model = Submission
        skip_postgeneration_save = True

    review = factory.SubFactory("tests.factories.reviews.ReviewFactory")
    title_en = factory.Sequence("Joint submission {}".format)
    title_ru = factory.Sequence("Совместное представление {}".format)
    source_language = "ru"
    languages = ["ru", "en"]

    @factory.post_generation
    def groups(self, create, groups, **kwargs):
        if groups is None:
            groups = [GroupFactory(review=self.review)]
        for group in groups:
            Participation.objects.create(submission=self, group=group)


class SectionFactory(DjangoModelFactory):
    """With a text in each language of its submission."""

    class Meta:
        model = Section
        skip_postgeneration_save = True

    submission = factory.SubFactory(SubmissionFactory)
    order = factory.Sequence(lambda n: n % 1000)
    heading_en = factory.Sequence("Heading {}".format)
    heading_ru = factory.Sequence("Заголовок {}".format)

    @factory.post_generation
    def languages(self, create, languages, **kwargs):
        for language in languages or self.submission.languages:
            Text.objects.create(section=self, language=language)


def text_of(section: Section, language: str = "ru") -> Text:
    return section.texts.get(language=language)


def write_words(text: Text, words: str, *, author=None) -> Text:
    """A paragraph in an empty text, and its stable copy, as after the copy job."""
    block = f"b{text.pk.hex[:10]}"
    doc = Doc()
    paragraph = XmlElement("paragraph", {"id": block, "numbered": True})
    doc.get(schema.ROOT, type=XmlFragment).children.append(paragraph)
    paragraph.children.append(XmlText(words))
    with transaction.atomic():
        at = timezone.now()
        kept = store.lock(text.pk)
        store.add(kept, doc.get_update(), author=author, at=at)
    node = {
        "type": "paragraph",
        "attrs": {"id": block, "numbered": True},
        "content": [{"type": "text", "text": words}],
    }
    Text.objects.filter(pk=text.pk).update(
        document={"type": "doc", "content": [node]},
        plain=words,
        word_count=len(words.split()),
        copied=kept.head,
    )
    text.refresh_from_db()
    return text
