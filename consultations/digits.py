"""Twelve digits that are easy to read aloud in any language: eleven that belong to a
row and the secret key, and one that notices a slip of the tongue.

They are few enough to say and therefore to guess: whoever asks is counted
(`core.rates`), and what they open is told to anybody who holds the slip.
"""

import hashlib
import hmac
import re

from django.conf import settings

from consultations.models import Code

DIGITS = 12
SPACES = re.compile(r"[\s\-.·]+")
# H. M. Damm's quasigroup of order ten: notices every single wrong digit and every
# two neighbours that changed places.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def digits_of(code: Code) -> str:
    """The digits of this row, as they were first printed, also while the secret key
    is being rotated."""
    drawn = [_drawn(code, key) for key in _keys()]
    known = (digits for digits in drawn if code.digest in _digests(digits))
    return next(known, drawn[0])


def in_fours(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def digest_for(code: Code) -> str:
    """What a new row keeps of its digits."""
    return next(_digests(_drawn(code, _keys()[0])))


def read(typed: str) -> str | None:
    """The digits somebody typed or read out, or None if that cannot be a code."""
    digits = SPACES.sub("", typed[:40])
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        return None
    return digits if _check(digits) == 0 else None


def code_for(digits: str) -> Code | None:
    """The code that these digits, as `read` returned them, open; None if there is
    none or it was withdrawn."""
    return Code.objects.filter(
        digest__in=list(_digests(digits)), revoked_at=None
    ).first()


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _drawn(code: Code, key: str) -> str:
    message = f"{code._meta.label_lower}:{code.pk}".encode()
    number = int.from_bytes(_mac(key, b"digits " + message)) % 10 ** (DIGITS - 1)
    body = f"{number:0{DIGITS - 1}}"
    return f"{body}{_check(body)}"


def _digests(digits: str):
    for key in _keys():
        yield _mac(key, b"digest " + digits.encode()).hex()


def _mac(key: str, message: bytes) -> bytes:
    secret = hashlib.sha256(f"consultation code {key}".encode()).digest()
    return hmac.new(secret, message, hashlib.sha256).digest()


def _check(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return interim
