"""What makes two spellings one name, and which of two names comes first.

Both answers are stored with the rows, so that neither depends on how a server
was set up: PostgreSQL without ICU has no Kyrgyz order at all.
"""

import html
import re
import unicodedata

from django.db import models
from django.db.models import Func, Value
from django.utils.translation import gettext_lazy as _

NOT_A_WORD = re.compile(r"\W+")


def normalise(text: str) -> str:
    """The bare words of a name. Entities, no-break spaces, line ends, case,
    accents, punctuation, “&” and a leading “the” make no difference; every
    letter does. It never guesses."""
    text = unicodedata.normalize("NFKD", html.unescape(text)).casefold()
    letters = "".join(c for c in text if not unicodedata.combining(c))
    words = NOT_A_WORD.sub(" ", letters.replace("&", " and ")).strip()
    return words.removeprefix("the ")


class NormalisedField(models.CharField):
    """Keeps, compares and looks up only the bare words of what it is given."""

    def to_python(self, value):
        text = super().to_python(value)
        return text if text is None else normalise(text)

    def get_prep_value(self, value):
        text = super().get_prep_value(value)
        return text if text is None else normalise(text)


_CYRILLIC = "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_MARKED = "áàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýž"
_PLAIN = "aaaaaaacceeeeeiiiiinooooooosuuuuuyz"
_FROM = _CYRILLIC.upper() + _LATIN.upper() + _MARKED + _MARKED.upper() + "ёЁ-—\xa0"
_TO = _CYRILLIC + _LATIN + _PLAIN + _PLAIN + "ее   "
_DROPPED = "'’‘“”«»()*.,"
# The last letter of the Cyrillic block: “нӿ” comes after “ня” and before “о”.
_AFTER = [("ң", "нӿ"), ("ө", "оӿ"), ("ү", "уӿ")]


def sort_key(column: str) -> models.GeneratedField:
    """A stored key whose byte order is the alphabet's: Russian ё among е,
    Kyrgyz ң, ө and ү after н, о and у, Latin accents ignored. PostgreSQL's own
    `lower()` would follow the server's locale, hence `translate()`."""
    key = Func(column, Value(_FROM + _DROPPED), Value(_TO), function="translate")
    for letter, replacement in _AFTER:
        key = Func(key, Value(letter), Value(replacement), function="replace")
    return models.GeneratedField(
        expression=key,
        output_field=models.TextField(_("sort key"), db_collation="C"),
        db_persist=True,
    )
