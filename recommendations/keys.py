"""What makes two rows of two files the same recommendation.

The UPR Info export has no identifiers. Its rows are known again by a digest of
(State, session, recommending State, normalised text); rows that agree in all
four get an ordinal. What a row *says* is a second digest, so that a file that
says the same as last time changes nothing, whatever people corrected since.
"""

import json
import unicodedata
from collections.abc import Iterable
from hashlib import sha256


def tidied(wording: str) -> str:
    """The wording as it is shown: stray spaces and line ends removed."""
    return " ".join(wording.split())


def normalised(wording: str) -> str:
    """The wording as it is compared: case, forms of a letter and the stop at
    the end make no difference."""
    folded = unicodedata.normalize("NFKC", wording).casefold()
    return tidied(folded).rstrip(" .;,:")


def language_of(wording: str) -> str:
    """By its letters: enough to keep a translated file out of the English column."""
    letters = [letter for letter in wording.casefold() if letter.isalpha()]
    cyrillic = [letter for letter in letters if "а" <= letter <= "ӿ"]
    if len(cyrillic) * 2 <= len(letters):
        return "en"
    return "ky" if not set("ңөү").isdisjoint(cyrillic) else "ru"


def key_of(*, state: str, session: int, recommender: str, wording: str) -> str:
    """States by their ISO code: names change."""
    parts = (state, str(session), recommender, normalised(wording))
    return sha256("\x1f".join(parts).encode()).hexdigest()


def content_of(
    *, wording: str, position: str, action_category: int | None, issues: Iterable[str]
) -> str:
    """Everything a file can say about a recommendation beside its key."""
    said = [tidied(wording), position, action_category, sorted(issues)]
    return sha256(json.dumps(said).encode()).hexdigest()
