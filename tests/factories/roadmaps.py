from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from groups.models import Decision, RoadmapItem, Voice
from tests.factories.accounts import UserFactory
from tests.factories.groups import GroupFactory


class StepFactory(DjangoModelFactory):
    class Meta:
        model = RoadmapItem

    group = factory.SubFactory(GroupFactory)
    what = factory.Sequence("Step {}".format)
    language = "en"
    order = factory.Sequence(lambda n: n % 10_000)


class DecisionFactory(DjangoModelFactory):
    """Three answers to choose from; nobody was asked yet."""

    class Meta:
        model = Decision

    group = factory.SubFactory(GroupFactory)
    question = factory.Sequence("Question {}?".format)
    options = ["Own", "Joint", "Both"]
    language = "en"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))


class VoiceFactory(DjangoModelFactory):
    class Meta:
        model = Voice

    decision = factory.SubFactory(DecisionFactory)
    user = factory.SubFactory(UserFactory)
