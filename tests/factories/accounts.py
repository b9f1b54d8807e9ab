import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from accounts.models import Organisation, User

PASSWORD = "four unusual quiet words"


class UserFactory(DjangoModelFactory):
    """Somebody who can sign in with `PASSWORD`. Give `full_name`; the address
    is made from it."""

    class Meta:
        model = User

    full_name = factory.Sequence("Person {}".format)
    email = factory.LazyAttributeSequence(
        lambda person, n: (
            f"{person.full_name.lower().replace(' ', '.')}.{n}@example.org"
        )
    )
    language = "en"
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name_en = factory.Sequence("Organisation {}".format)
    name_ru = factory.LazyAttribute(lambda row: f"{row.name_en} по-русски")
    name_ky = factory.LazyAttribute(lambda row: f"{row.name_en} кыргызча")
