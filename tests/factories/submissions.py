import factory
from factory.django import DjangoModelFactory

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
