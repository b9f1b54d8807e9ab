"""What somebody typed, as words that are found in all their forms.

PostgreSQL cuts endings off. Two things it does not know are said here: the vowel
that comes and goes in Russian («пытка», «пыток»), and the endings of Kyrgyz.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

TYPED_AT_MOST = 1000  # letters that are looked at
WORDS_AT_MOST = 8
WORD_AT_MOST = 60
SHORTEST = 2
OPEN_FROM = 4  # letters of a word that may go on
WORD = re.compile(r"[^\W_]+")
RUSSIAN_END = re.compile(r"(?:ами|ями|ам|ям|ах|ях|ой|ей|ою|ею|ом|ем|[аеиоуыюяь])$")
CLOSES = "кцнлгбм"  # before these a vowel comes and goes
FLEETING = re.compile(rf"^(.+)([ое])([{CLOSES}])$")
CLUSTER = re.compile(rf"^(.*[^аеиоуыэюя])([{CLOSES}])$")
VOWELS = "аеиоуыэюя"
KYRGYZ_SIGN = re.compile(
    r"[ңөү]|аа|оо|уу|ээ|ии"
    r"|[лдт][аеоө]р(?:[нлдт][ыиуү]н|[лдт][ыиуү]|[дтгк][аеоө]н?|[ыиуү]\w{0,6})?$"
)
KYRGYZ_ENDS = re.compile(
    r"(?:[лдт][аеоө]р|[нлдт][ыиуү]н|[дт][аеоө]н|[ыиуү]быз|[ыиуү]ңыз|[нлдт][ыиуү]"
    r"|[дтгк][аеоө]|[сн]ы|[ыиуү])$"
)
IRREGULAR = (("ребенок", "дети", "детей"), ("человек", "люди", "людей"))
LEXEMES = """
SELECT word, ts_lexize('russian_stem', word), ts_lexize('english_stem', word)
FROM unnest(%s::text[]) AS word
"""


def folded(text: str) -> str:
    """As words are compared: ё is е."""
    return text.lower().replace("ё", "е")


def words_in(typed: str) -> list[str]:
    """Those that can be looked for, each once."""
    found = WORD.findall(folded(typed[:TYPED_AT_MOST].replace("\0", " ")))
    long = [word[:WORD_AT_MOST] for word in found if len(word) >= SHORTEST]
    return list(dict.fromkeys(long))[:WORDS_AT_MOST]


def kin(word: str) -> set[str]:
    """Forms that an ending cut off would not bring together."""
    found = {word}
    if fleeting := FLEETING.match(word):
        before, vowel, last = fleeting.groups()
        found.add(f"{before}{last}а")
        if vowel == "е":
            found.add(f"{before}{'й' if before[-1] in VOWELS else 'ь'}{last}а")
    if cluster := CLUSTER.match(RUSSIAN_END.sub("", word)):
        before, last = cluster.groups()
        found |= {f"{before.rstrip('ьй')}{vowel}{last}" for vowel in "ое"}
    for forms in IRREGULAR:
        if word in forms:
            found |= set(forms)
    return found


def kyrgyz_root(word: str) -> str:
    """Without its endings; empty where it is not known to have any."""
    if not KYRGYZ_SIGN.search(word):
        return ""
    root = word
    while len(shorter := KYRGYZ_ENDS.sub("", root)) >= OPEN_FROM and shorter != root:
        root = shorter
    return root if root != word else ""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: all of these words, each in one of its forms."""

    words: tuple[str, ...] = ()
    query: str = ""  # a tsquery; empty: nothing can be looked for
    some: str = ""  # the same, for one of these words
    stems: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()  # with which a word may begin
    starts: tuple[str, ...] = ()  # with one of them every word begins that is found
    letters: str = ""  # an array: of each word a pattern that all its forms fulfil

    def __bool__(self) -> bool:
        return bool(self.query)

    def may_be_in(self, text: str) -> bool:
        """Cheap: no where no word can be found; yes where one may."""
        seen = folded(text)
        return any(one in seen for one in self.starts)

    def hits(self, word: str) -> bool:
        """Whether this word of a text is one of those."""
        seen = folded(word)
        if not seen.startswith(self.starts):
            return False
        if seen in self.words or any(seen.startswith(one) for one in self.openings):
            return True
        return any(
            seen.startswith(stem) and len(seen) - len(stem) <= LONGEST_ENDING
            for stem in self.stems
        )


LONGEST_ENDING = 4
SHORT_STEM = 3


def sought(typed: str) -> Sought:
    words = words_in(typed)
    if not words:
        return Sought()
    families = {word: kin(word) for word in words}
    lexemes = _lexemes({one for family in families.values() for one in family})
    parts, letters, stems, openings = [], [], set(), set()
    for word, family in families.items():
        own = {lexeme for one in family for lexeme in lexemes[one]} | {word}
        begins = {root for root in (kyrgyz_root(word),) if root}
        if len(word) >= OPEN_FROM:
            begins.add(word)
        stems |= own
        openings |= begins
        forms = "|".join(sorted({_kept(one) for one in own | begins}))
        letters.append(f'"{forms}"')
        choices = [f"'{one}'" for one in sorted(own)]
        choices += [f"'{one}':*" for one in sorted(begins)]
        parts.append(f"({' | '.join(choices)})")
    return Sought(
        words=tuple(words),
        query=" & ".join(parts),
        some=" | ".join(parts),
        stems=frozenset(stems),
        openings=frozenset(openings),
        starts=tuple({*words, *stems, *openings}),
        letters=f"{{{','.join(letters)}}}",
    )


def _kept(stem: str) -> str:
    """The letters that every form of it has: in English the last may change
    (“country”, “countries”; “dying”, “die”)."""
    if not stem.isascii() or stem.isdigit():
        return stem
    return stem[: max(len(stem) - 1, 1)] if len(stem) > SHORT_STEM else stem[:1]


def _lexemes(words: Iterable[str]) -> dict[str, set[str]]:
    """Stem by stem as the dictionaries of the database have them: only what a text
    is read with finds it again. None for words that stand everywhere."""
    with connection.cursor() as cursor:
        cursor.execute(LEXEMES, [sorted(words)])
        return {
            word: {one for found in (russian, english) for one in found or ()}
            for word, russian, english in cursor.fetchall()
        }
