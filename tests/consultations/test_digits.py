import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations import digits
from tests.factories.consultations import EventFactory, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(db):
    return code_of(event=EventFactory())


def test_a_code_is_twelve_digits_that_can_be_printed_again(code):
    said = digits.digits_of(code)

    assert len(said) == digits.DIGITS
    assert digits.digits_of(code) == said
    assert said not in code.digest
    assert digits.in_fours("123456789012") == "1234 5678 9012"


@pytest.mark.parametrize("between", ["", " ", "-", ".", "\u00a0"])
def test_a_code_opens_however_it_is_typed(code, between):
    said = digits.digits_of(code)
    typed = between.join([said[:4], said[4:8], said[8:]])

    assert digits.code_for(digits.read(f" {typed}\n")) == code


@pytest.mark.parametrize(
    "typed", ["", "123", "12345678901a", "x" * 5000, "١٢٣٤٥٦٧٨٩٠١٢", "1" * 13]
)
def test_what_is_no_code_is_not_looked_for(typed):
    assert digits.read(typed) is None


@given(place=st.integers(0, 11), other=st.integers(0, 9), body=st.integers(0, 10**11))
def test_one_wrong_digit_is_noticed(place, other, body):
    body = f"{body % 10**11:011}"
    whole = f"{body}{digits._check(body)}"
    wrong = f"{whole[:place]}{other}{whole[place + 1 :]}"

    assert digits.read(whole) == whole
    assert (digits.read(wrong) is None) == (wrong != whole)


@given(place=st.integers(0, 10), body=st.integers(0, 10**11))
def test_two_digits_that_changed_places_are_noticed(place, body):
    body = f"{body % 10**11:011}"
    whole = f"{body}{digits._check(body)}"
    first, second = whole[place], whole[place + 1]
    swapped = f"{whole[:place]}{second}{first}{whole[place + 2 :]}"

    assert (digits.read(swapped) is None) == (first != second)


def test_a_code_outlives_the_key_it_was_made_with(code, settings):
    said = digits.digits_of(code)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [old]

    assert digits.digits_of(code) == said
    assert digits.code_for(said) == code

    settings.SECRET_KEY_FALLBACKS = []
    assert digits.code_for(said) is None


def test_a_code_that_was_withdrawn_opens_nothing(code, now):
    code.revoked_at = now
    code.save(update_fields=["revoked_at"])

    assert digits.code_for(digits.digits_of(code)) is None
