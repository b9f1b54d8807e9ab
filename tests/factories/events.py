"""What belongs to a meeting, and who helps where."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consultations.models import (
    Aim,
    Headcount,
    HelpRequest,
    Material,
    MaterialFile,
    Question,
    RegionalContact,
)
from consultations.published import publish
from core.files import store
from tests.factories.accounts import UserFactory
from tests.factories.consultations import EventFactory
from tests.factories.reviews import ReviewFactory


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    event = factory.SubFactory(EventFactory)
    kind = Question.Kind.TO_ASK
    text = factory.Sequence("What about {}?".format)
    language = "en"
    order = factory.Sequence(lambda n: n % 30000)


class MaterialFactory(DjangoModelFactory):
    """Of a meeting; with `event=None`, on the shelf of `review`."""

    class Meta:
        model = Material

    event = factory.SubFactory(EventFactory)
    review = factory.Maybe(
        "event",
        yes_declaration=factory.SelfAttribute("event.review"),
        no_declaration=factory.SubFactory(ReviewFactory),
    )
    title_en = factory.Sequence("Guide {}".format)

    class Params:
        published = factory.Trait(published_at=factory.LazyFunction(timezone.now))


class HeadcountFactory(DjangoModelFactory):
    class Meta:
        model = Headcount

    event = factory.SubFactory(EventFactory)
    dimension = "gender"
    value = "women"
    count = 10


class AimFactory(DjangoModelFactory):
    class Meta:
        model = Aim

    review = factory.SubFactory(ReviewFactory)
    dimension = "gender"
    value = "women"
    percent = 50


class RegionalContactFactory(DjangoModelFactory):
    class Meta:
        model = RegionalContact

    review = factory.SubFactory(ReviewFactory)
    user = factory.SubFactory(UserFactory)
    shown_as = factory.Sequence("Helper {}".format)


class HelpRequestFactory(DjangoModelFactory):
    class Meta:
        model = HelpRequest

    contact = factory.SubFactory(RegionalContactFactory)
    asked_by = factory.SubFactory(UserFactory)
    text = factory.Sequence("How do I begin {}?".format)
    asked_at = factory.LazyFunction(timezone.now)


def file_of(material: Material, language: str = "en", content: bytes = b"%PDF-1.7"):
    return MaterialFile.objects.create(
        material=material,
        language=language,
        file=store(content, content_type="application/pdf"),
    )


def counted(event, **dimensions):
    """`counted(event, gender={"women": 7})`; shown to others if it is over."""
    for dimension, values in dimensions.items():
        for value, count in values.items():
            HeadcountFactory(event=event, dimension=dimension, value=value, count=count)
    if event.closed_at:
        publish(event)
    return event
