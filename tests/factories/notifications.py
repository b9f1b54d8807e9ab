import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from notifications.models import Digest, Letter, Notification
from tests.factories.accounts import UserFactory
from tests.factories.reviews import RoleFactory


class NotificationFactory(DjangoModelFactory):
    """About a review that the recipient coordinates, unless `subject` is given."""

    class Meta:
        model = Notification

    class Params:
        subject = factory.LazyAttribute(
            lambda notice: RoleFactory(user=notice.recipient).review
        )
        read = factory.Trait(read_at=factory.LazyFunction(timezone.now))

    recipient = factory.SubFactory(UserFactory)
    kind = "factsheet.to_read"
    subject_label = factory.LazyAttribute(
        lambda notice: notice.subject._meta.label_lower
    )
    subject_id = factory.LazyAttribute(lambda notice: notice.subject.pk)
    noticed_at = factory.LazyFunction(timezone.now)


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = Letter

    notification = factory.SubFactory(NotificationFactory)


class DigestFactory(DjangoModelFactory):
    class Meta:
        model = Digest

    person = factory.SubFactory(UserFactory)
    on = factory.LazyFunction(timezone.localdate)
    planned_at = factory.LazyFunction(timezone.now)
