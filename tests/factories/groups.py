import factory
from factory.django import DjangoModelFactory

from groups.actions import ADMITTED_AS
from groups.models import Group, Invitation, Membership
from reviews.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.reviews import LinkFactory, ReviewFactory


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    class Params:
        confidential = factory.Trait(
            is_confidential=True,
            neutral_name_en=factory.Sequence("Outside name {}".format),
        )
        institution = factory.Trait(kind=Group.Kind.INSTITUTION)

    review = factory.SubFactory(ReviewFactory)
    name_en = factory.Sequence("Group {}".format)
    order = factory.Sequence(lambda n: n % 1000)


class MembershipFactory(DjangoModelFactory):
    """A drafter, unless another role is given; with the role in the review that
    follows from it."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    group = factory.SubFactory(GroupFactory)
    user = factory.SubFactory(UserFactory)
    role = Membership.Role.DRAFTER

    @factory.post_generation
    def admission(self, create, extracted, **kwargs):
        if create:
            Role.objects.get_or_create(
                review=self.group.review,
                user=self.user,
                role=ADMITTED_AS[self.group.kind],
            )


class InvitationFactory(LinkFactory):
    class Meta:
        model = Invitation
        skip_postgeneration_save = True

    group = factory.SubFactory(GroupFactory)
    role = Membership.Role.DRAFTER
