"""Does what somebody typed look like a password? None is kept here; people paste them
into any box that is near."""

import re

NAMED = re.compile(
    r"\b(?:pass(?:word|wd|code)?|pwd|пароль\w*|пасс|сыр\s?с[өо]з\w*|купуя\s?с[өо]з\w*)"
    r"\s*[:=\-–—/]?\s*\S",
    re.IGNORECASE,
)
STRANGE = re.compile(r"[^\w\s.\-/№]")
LONG_ENOUGH = 8


def looks_like_one(text: str) -> bool:
    """It is called one, or a word in it mixes small and great letters, figures and
    signs as nothing else does."""
    return bool(NAMED.search(text)) or any(map(_is_mixed, text.split()))


def _is_mixed(word: str) -> bool:
    kinds = [
        any(letter.islower() for letter in word),
        any(letter.isupper() for letter in word),
        any(letter.isdigit() for letter in word),
    ]
    has_sign = bool(STRANGE.search(word))
    return len(word) >= LONG_ENOUGH and has_sign and sum(kinds) > 1
