"""How organisations are reached: who reads it, and where it stands."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.contacts import Contact, contact_of, keep_contact
from accounts.models import Organisation
from audit.models import Entry
from core.crypto import CannotUnseal
from groups.models import Group
from submissions.models import SignOn
from tests.factories import OrganisationFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
SAID = {
    "person": "Canary Person",
    "email": "canary@example.org",
    "phone": "+996 555 123456",
    "note": "Only by canary",
}


@pytest.fixture
def ombudsman(cast):
    organisation = OrganisationFactory(name_en="Ombudsman", kind="nhri")
    Group.objects.filter(pk=cast.institution.pk).update(organisation=organisation)
    return organisation


def asked(cast, now, *groups, **names):
    submission = SubmissionFactory(review=groups[0].review, groups=groups)
    return SignOn.objects.create(
        submission=submission,
        organisation=OrganisationFactory(**names),
        language="en",
        naming="hidden",
        asked_number=1,
        asked_at=now,
    ).organisation


def of(review, organisation=None):
    if organisation is None:
        return reverse("workspace:organisations", args=[review.pk])
    return reverse("workspace:contact", args=[review.pk, organisation.pk])


def listed(client, review):
    return [row.pk for row in client.get(of(review)).context["rows"]]


def test_coordinators_alone_come_here(client, cast, ombudsman):
    for who in ("bob", "dan", "eve", "frank", "grace"):
        client.force_login(cast[who])
        assert client.get(of(cast.review)).status_code == 403
        assert client.get(of(cast.review, ombudsman)).status_code == 403
        assert client.post(of(cast.review, ombudsman), SAID).status_code == 403
    for who in ("heidi", "ivan"):
        client.force_login(cast[who])
        assert client.get(of(cast.review, ombudsman)).status_code == 404

    assert Organisation.objects.get(pk=ombudsman.pk).sealed_contact is None


def test_who_takes_part_or_is_to_sign_and_nobody_else(client, cast, ombudsman, now):
    signs = asked(cast, now, cast.first)
    asked(cast, now, cast.confidential)  # not hers to conclude
    asked(cast, now, cast.elsewhere)
    closed = OrganisationFactory()
    Group.objects.filter(pk=cast.confidential.pk).update(organisation=closed)
    OrganisationFactory()
    client.force_login(cast.alice)

    assert set(listed(client, cast.review)) == {ombudsman.pk, signs.pk}
    assert client.get(of(cast.review, closed)).status_code == 404
    assert client.post(of(cast.review, closed), SAID).status_code == 404


def test_what_is_written_down_is_sealed_and_shown_on_one_page(client, cast, ombudsman):
    client.force_login(cast.alice)

    assert client.post(of(cast.review, ombudsman), SAID).status_code == 302

    row = Organisation.objects.get(pk=ombudsman.pk)
    assert contact_of(row) == Contact(**SAID)
    assert "canary" in client.get(of(cast.review, ombudsman)).text
    assert "canary" not in client.get(of(cast.review)).text.lower()
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_organisation t")
        assert "canary" not in str(cursor.fetchall()).lower()
    entry = Entry.objects.get(verb="organisation.contact_kept")
    assert (entry.subject_id, entry.review_id) == (ombudsman.pk, cast.review.pk)


def test_an_empty_form_forgets_it(client, cast, ombudsman, now):
    keep_contact(
        organisation=ombudsman, contact=Contact(**SAID), actor=cast.alice, at=now
    )
    client.force_login(cast.alice)

    client.post(of(cast.review, ombudsman), {"person": ""})

    assert Organisation.objects.get(pk=ombudsman.pk).sealed_contact is None


@pytest.mark.parametrize(
    "wrong", [{"email": "canary"}, {"phone": "call me"}, {"note": "x" * 501}]
)
def test_what_is_wrong_is_said_and_nothing_kept(client, cast, ombudsman, wrong):
    client.force_login(cast.alice)

    answer = client.post(of(cast.review, ombudsman), SAID | wrong)

    assert answer.context["form"].errors
    assert Organisation.objects.get(pk=ombudsman.pk).sealed_contact is None


def test_a_lost_key_is_said_on_the_page(client, cast, ombudsman, now, settings):
    keep_contact(
        organisation=ombudsman, contact=Contact(**SAID), actor=cast.alice, at=now
    )
    settings.SEALING_KEYS = [b"x" * 32]
    client.force_login(cast.alice)

    assert "its key is missing" in client.get(of(cast.review, ombudsman)).text
    with pytest.raises(CannotUnseal):
        contact_of(Organisation.objects.get(pk=ombudsman.pk))


def test_in_another_row_it_does_not_open(cast, ombudsman, now):
    kept = keep_contact(
        organisation=ombudsman, contact=Contact(**SAID), actor=cast.alice, at=now
    )
    other = OrganisationFactory(sealed_contact=bytes(kept.sealed_contact))

    with pytest.raises(CannotUnseal):
        contact_of(other)


def test_a_contact_tells_nothing_where_it_is_printed():
    assert "canary" not in f"{Contact(**SAID)} {Contact(**SAID)!r}".lower()
    assert not Contact()


def test_a_list_costs_the_same_with_more_rows(client, cast, ombudsman, now, queries_of):
    client.force_login(cast.alice)
    asked(cast, now, cast.first)
    one = queries_of(client, of(cast.review))
    for _ in range(2):
        asked(cast, now, cast.first)
    assert queries_of(client, of(cast.review)) == one


def test_an_empty_list_says_where_they_come_from(client, cast):
    client.force_login(cast.heidi)

    assert "No organisation yet" in client.get(of(cast.elsewhere.review)).text
