import factory
from factory.django import DjangoModelFactory

from evidence.models import Evidence
from tests.factories.accounts import UserFactory
from tests.factories.groups import GroupFactory


class EvidenceFactory(DjangoModelFactory):
    """A document on the shelf of a group."""

    class Meta:
        model = Evidence

    group = factory.SubFactory(GroupFactory)
    review = factory.SelfAttribute("group.review")
    kind = Evidence.Kind.DOCUMENT
    title = factory.Sequence("Report {}".format)
    language = "en"
    source = "Statistics office"
    added_by = factory.SubFactory(UserFactory)
