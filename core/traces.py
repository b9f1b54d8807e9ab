"""What in a text could lead to a person. Traces, never verdicts: each is shown to
somebody with its words."""

import re

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,63}\w")
# A telephone number: a plus, or groups, and at least nine digits in all.
PHONE = re.compile(r"(?<!\w)(?:\+\d|\(?0\d{2,3}\)?[\s-])[\d\s()-]{7,20}\d(?!\w)")
# The personal number of Kyrgyzstan: sex, day of birth, five more digits.
PERSONAL = re.compile(r"(?<!\d)[12](?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{9}(?!\d)")
# Passports and identity cards: two or three letters and seven digits.
PASSPORT = re.compile(r"\b(?:AN|AC|ID|PE)\s?\d{7}\b")
PLATE = re.compile(
    r"\b(?:ул\.|улица|көч\.|көчөсү|str\.|street)\s+[\w.-]+,?\s+\d+", re.IGNORECASE
)
# Two words that call a person, by the ends that patronymics have in Russian and
# Kyrgyz.
CALLED = re.compile(
    r"\b[А-ЯЁҢӨҮ][а-яёңөү]+(?:\s+[А-ЯЁҢӨҮ][а-яёңөү]+)?"
    r"\s+(?:[А-ЯЁҢӨҮ][а-яёңөү]+(?:вич|вна|ична|евич|овна)|[кК]ызы|[уУ]улу)\b"
)
PERSONAL_DATA = (EMAIL, PHONE, PERSONAL, PASSPORT, PLATE)


def of_people(text: str) -> list[str]:
    """What could lead to a person: addresses, telephones, numbers of documents."""
    found = [hit.group() for pattern in PERSONAL_DATA for hit in pattern.finditer(text)]
    return list(dict.fromkeys(found))


def of_names(text: str) -> list[str]:
    """The same, and names with a patronymic."""
    called = [hit.group() for hit in CALLED.finditer(text)]
    return list(dict.fromkeys([*called, *of_people(text)]))
