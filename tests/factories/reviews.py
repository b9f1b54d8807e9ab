from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.models import derived_token, digest_of
from reviews.models import Feed, Milestone, Review, Role, RoleInvitation
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import StateFactory


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    state = factory.SubFactory(StateFactory, kyrgyzstan=True)
    cycle = 5
    coalition_name_en = factory.Sequence("Coalition {}".format)


class RoleFactory(DjangoModelFactory):
    """A coordinator, unless another role is given."""

    class Meta:
        model = Role

    review = factory.SubFactory(ReviewFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.Kind.COORDINATOR


class LinkFactory(DjangoModelFactory):
    """A letter that was sent and opens its link for two weeks. Traits say what
    became of it."""

    class Meta:
        abstract = True

    class Params:
        expired = factory.Trait(
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
        )
        revoked = factory.Trait(revoked_at=factory.LazyFunction(timezone.now))
        used = factory.Trait(
            used_at=factory.LazyFunction(timezone.now),
            used_by=factory.SubFactory(UserFactory),
        )

    email = factory.Sequence("invited.{}@example.org".format)
    language = "en"
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))
    token_digest = factory.LazyAttribute(lambda link: link.email)  # until it has an id

    @factory.post_generation
    def token(self, create, extracted, **kwargs):
        if create:
            self.token_digest = digest_of(derived_token(self))
            self.save(update_fields=["token_digest"])


class RoleInvitationFactory(LinkFactory):
    class Meta:
        model = RoleInvitation
        skip_postgeneration_save = True

    review = factory.SubFactory(ReviewFactory)
    role = Role.Kind.ADVISER


class MilestoneFactory(DjangoModelFactory):
    """Some date in a month."""

    class Meta:
        model = Milestone

    review = factory.SubFactory(ReviewFactory)
    kind = Milestone.Kind.OTHER
    name = factory.Sequence("Date {}".format)
    due = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class FeedFactory(DjangoModelFactory):
    """The open address of a person in the review; its token belongs to the row."""

    class Meta:
        model = Feed
        skip_postgeneration_save = True

    review = factory.SubFactory(ReviewFactory)
    user = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=300))
    token_digest = factory.Sequence("feed {}".format)  # until it has an id

    @factory.post_generation
    def token(self, create, extracted, **kwargs):
        if create:
            self.derive_token()
            self.save(update_fields=["token_digest"])
