"""What is sealed opens where it belongs, and nowhere else."""

import io
import pickle

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Organisation
from core import crypto, resealing
from core.crypto import CannotUnseal, seal, unseal
from tests.factories import OrganisationFactory

HERE = "accounts.organisation.contact:1"
FIRST, SECOND = b"1" * 32, b"2" * 32


@pytest.fixture
def keys(settings):
    def use(*found):
        settings.SEALING_KEYS = list(found)

    use(FIRST)
    return use


@settings(max_examples=60, deadline=None)
@given(value=st.text(max_size=300), context=st.text(max_size=60))
def test_what_is_sealed_opens_with_the_same_words(value, context):
    assert unseal(seal(value, context), context) == value


def test_the_same_value_is_never_the_same_bytes_and_shows_in_none():
    found = {seal("aigul@example.org", HERE) for _ in range(50)}

    assert len(found) == 50
    assert not any(b"aigul" in sealed for sealed in found)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_bit_opens_nothing(data):
    sealed = bytearray(seal("0555 12 34 56", HERE))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8

    with pytest.raises(CannotUnseal):
        unseal(bytes(sealed), HERE)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=80))
def test_other_bytes_are_refused_in_one_way(other):
    with pytest.raises(CannotUnseal):
        unseal(other, HERE)
    with pytest.raises(CannotUnseal):
        unseal(seal("x", HERE)[:9] + other, HERE)


def test_cut_off_anywhere_it_opens_nothing():
    sealed = seal("aigul@example.org", HERE)

    for length in range(len(sealed)):
        with pytest.raises(CannotUnseal):
            unseal(sealed[:length], HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "accounts.organisation.contact:2",
        "accounts.organisation.phone:1",
        "",
        HERE + "0",
    ],
)
def test_moved_to_another_row_or_column_it_does_not_open(elsewhere):
    with pytest.raises(CannotUnseal):
        unseal(seal("aigul@example.org", HERE), elsewhere)


def test_the_refusal_says_nothing():
    with pytest.raises(CannotUnseal) as found:
        unseal(seal("aigul@example.org", HERE), "another.context:5")

    said = f"{found.value!r} {found.value.args} {pickle.dumps(found.value)}"
    assert "aigul" not in said
    assert "context" not in said
    assert found.value.__cause__ is None
    assert found.value.__suppress_context__


def test_after_a_rotation_old_and_new_open(keys):
    old = seal("before", HERE)
    keys(SECOND, FIRST)
    new = seal("after", HERE)

    assert (unseal(old, HERE), unseal(new, HERE)) == ("before", "after")
    assert not crypto.is_of_first_key(old)
    assert crypto.is_of_first_key(new)


def test_without_its_key_it_does_not_open(keys):
    old = seal("before", HERE)
    keys(SECOND)

    with pytest.raises(CannotUnseal):
        unseal(old, HERE)


def test_the_name_of_one_key_does_not_open_with_another(keys):
    sealed = seal("before", HERE)
    keys(FIRST, SECOND)
    renamed = crypto.VERSION + crypto.name_of(SECOND) + sealed[crypto.HEAD :]

    with pytest.raises(CannotUnseal):
        unseal(renamed, HERE)


def test_the_name_of_a_key_is_not_a_part_of_it():
    key = bytes(range(32))

    assert crypto.name_of(key) not in key
    assert len(crypto.name_of(key)) == crypto.NAME


# Rows


@pytest.fixture
def organisation(db, keys):
    organisation = OrganisationFactory()
    crypto.keep(organisation, "sealed_contact", "aigul@example.org")
    organisation.save()
    return organisation


def again(organisation):
    return Organisation.objects.get(pk=organisation.pk)


def test_a_field_is_kept_sealed_and_revealed(organisation):
    found = again(organisation)

    assert b"aigul" not in bytes(found.sealed_contact)
    assert crypto.reveal(found, "sealed_contact") == "aigul@example.org"


def test_nothing_is_kept_as_nothing(organisation):
    crypto.keep(organisation, "sealed_contact", "")

    assert organisation.sealed_contact is None
    assert crypto.reveal(organisation, "sealed_contact") == ""


def test_copied_into_another_row_it_does_not_open(organisation):
    other = OrganisationFactory(sealed_contact=organisation.sealed_contact)

    with pytest.raises(CannotUnseal):
        crypto.reveal(again(other), "sealed_contact")


def test_only_a_sealed_field_is_kept_that_way(organisation):
    with pytest.raises(TypeError):
        crypto.keep(organisation, "name_en", "aigul@example.org")


def test_after_a_rotation_everything_is_sealed_again(organisation, keys):
    keys(SECOND, FIRST)

    planned = list(resealing.reseal(dry_run=True))
    assert not crypto.is_of_first_key(again(organisation).sealed_contact)
    done = list(resealing.reseal())
    keys(SECOND)

    assert planned == done
    assert [row.done for row in done if "organisation" in row.column] == [1]
    assert crypto.reveal(again(organisation), "sealed_contact") == "aigul@example.org"
    assert all(row.done == row.shut == 0 for row in resealing.reseal())


def test_the_command_says_what_it_did_and_not_what_it_was(organisation, keys):
    keys(SECOND, FIRST)
    said = io.StringIO()

    call_command("reseal", stdout=said)

    assert "accounts.organisation.sealed_contact: 1 sealed again" in said.getvalue()
    assert "aigul" not in said.getvalue()


def test_the_command_fails_where_something_does_not_open(organisation, keys):
    keys(SECOND)
    said = io.StringIO()

    with pytest.raises(CommandError, match="take no key away"):
        call_command("reseal", stdout=said)

    assert "sealed_contact: 1 do not open" in said.getvalue()


def test_who_writes_meanwhile_is_not_written_over(organisation, keys, monkeypatch):
    keys(SECOND, FIRST)

    def seal_slowly(value, context):
        meanwhile = again(organisation)
        crypto.keep(meanwhile, "sealed_contact", "new@example.org")
        meanwhile.save()
        return seal(value, context)

    monkeypatch.setattr(resealing, "seal", seal_slowly)
    list(resealing.reseal())

    assert crypto.reveal(again(organisation), "sealed_contact") == "new@example.org"
