import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consultations.digits import digest_for
from consultations.models import (
    Code,
    ContributionLink,
    Event,
    Facilitation,
    Finding,
    Route,
    Tabled,
)
from tests.factories.accounts import UserFactory
from tests.factories.reviews import ReviewFactory


class EventFactory(DjangoModelFactory):
    """A meeting that the coalition holds, unless `host` is given."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    host = None
    review = factory.Maybe(
        "host",
        yes_declaration=factory.SelfAttribute("host.review"),
        no_declaration=factory.SubFactory(ReviewFactory),
    )
    title = factory.Sequence("Meeting {}".format)
    language = "en"
    starts_on = dt.date(2024, 3, 1)
    ends_on = factory.SelfAttribute("starts_on")
    opened_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def facilitators(self, create, people, **kwargs):
        for person in people or []:
            Facilitation.objects.create(event=self, user=person)


class ContributionLinkFactory(DjangoModelFactory):
    class Meta:
        model = ContributionLink
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    review = factory.SelfAttribute("event.review")
    label = factory.Sequence("Poster {}".format)
    token_digest = factory.LazyAttribute(lambda link: link.label)  # until it has an id
    made_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=30))

    @factory.post_generation
    def token(self, create, extracted, **kwargs):
        if create:
            self.derive_token()
            self.save(update_fields=["token_digest"])


class FindingFactory(DjangoModelFactory):
    """Entered at a meeting, for the groups it is given to (`groups=[…]`)."""

    class Meta:
        model = Finding
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    review = factory.SelfAttribute("event.review")
    host = factory.SelfAttribute("event.host")
    said_in = "ky"
    text_ky = factory.Sequence("Айылда акушерка жок {}".format)
    sensitivity = Finding.Sensitivity.GROUP
    entered_by = factory.SubFactory(UserFactory)
    entered_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def groups(self, create, groups, **kwargs):
        for group in groups or []:
            Route.objects.create(finding=self, group=group, routed_at=self.entered_at)

    @factory.post_generation
    def terms(self, create, terms, **kwargs):
        if terms:
            self.terms.set(terms)


class TabledFactory(DjangoModelFactory):
    class Meta:
        model = Tabled

    event = factory.SubFactory(EventFactory)
    order = factory.Sequence(lambda n: n % 12 + 1)
    text_en = factory.Sequence("Draft {}".format)
    tabled_at = factory.LazyFunction(timezone.now)


def code_of(**subject) -> Code:
    """For `finding=` or `event=`."""
    code = Code(made_at=timezone.now(), **subject)
    code.digest = digest_for(code)
    code.save(force_insert=True)
    return code
