"""The words on the form that is filled without a line, in all three languages at
once: it comes back in whichever it was taken out."""

from dataclasses import dataclass

from consultations.models import Finding

Sensitivity = Finding.Sensitivity


@dataclass(frozen=True, slots=True)
class Column:
    headings: dict[str, str]
    hints: dict[str, str]
    width: int  # letters


COLUMNS = {
    "text": Column(
        {"en": "What is wrong", "ru": "Что не так", "ky": "Эмне туура эмес"},
        {
            "en": "One point a row. No names of people.",
            "ru": "Одна мысль в строке. Без имён людей.",
            "ky": "Ар бир сапта бир ой. Адамдардын аттары жазылбайт.",
        },
        56,
    ),
    "change": Column(
        {
            "en": "What should change",
            "ru": "Что должно измениться",
            "ky": "Эмне өзгөрүшү керек",
        },
        {"en": "If it was said", "ru": "Если об этом говорили", "ky": "Айтылган болсо"},
        40,
    ),
    "language": Column(
        {"en": "Said in", "ru": "На каком языке", "ky": "Кайсы тилде"},
        {
            "en": "Kyrgyz, Russian or English",
            "ru": "Кыргызский, русский или английский",
            "ky": "Кыргызча, орусча же англисче",
        },
        18,
    ),
    "region": Column(
        {"en": "Region", "ru": "Область или город", "ky": "Облус же шаар"},
        {
            "en": "Empty: the region of the meeting",
            "ru": "Пусто: область, где прошла встреча",
            "ky": "Бош болсо: жолугушуу өткөн облус",
        },
        18,
    ),
    "terms": Column(
        {"en": "Topics", "ru": "Темы", "ky": "Темалар"},
        {
            "en": "Or whom it concerns: women, older people, everyone. Several with a semicolon between",
            "ru": "Или кого касается: женщины, пожилые люди, все. Несколько – через точку с запятой",
            "ky": "Же кимге тиешелүү: аялдар, улгайган адамдар, баары. Бир нечеси – чекиттүү үтүр менен",
        },
        28,
    ),
    "sensitivity": Column(
        {"en": "Who may know it", "ru": "Кому можно знать", "ky": "Ким билсе болот"},
        {
            "en": "Everybody, coalition, groups or rapporteurs",
            "ru": "Все, коалиция, группы или докладчики",
            "ky": "Баары, коалиция, топтор же докладчылар",
        },
        20,
    ),
}
TITLES = {
    "en": "What was heard",
    "ru": "Что было сказано",
    "ky": "Эмнелер айтылды",
}
INTRODUCTIONS = {
    "en": "Write one point in each row. An empty cell is fine, only the first column is needed. No names, telephone numbers or addresses of people.",
    "ru": "Пишите по одной мысли в строке. Ячейки могут быть пустыми, нужен только первый столбец. Без имён, телефонов и адресов людей.",
    "ky": "Ар бир сапка бир ойдон жазыңыз. Уячалар бош калса болот, биринчи гана тилке керек. Адамдардын аттары, телефондору, даректери жазылбайт.",
}
LANGUAGE_NAMES = {
    "en": ("English", "английский", "англисче"),
    "ru": ("Russian", "русский", "орусча"),
    "ky": ("Kyrgyz", "кыргызский", "кыргызча"),
}
# The topics that say of whom one speaks, besides their names in the catalogue.
WHOM_NAMES = {
    "women": ("women", "женщины", "аялдар"),
    "children": ("children", "дети", "балдар"),
    "older": ("older people", "пожилые люди", "пожилые", "улгайган адамдар"),
    "disability": (
        *("people with disabilities", "люди с инвалидностью"),
        "майыптыгы бар адамдар",
    ),
    "minorities": ("minorities", "меньшинства", "азчылыктар"),
    "migration": ("migrants", "мигранты", "мигранттар"),
    "other": ("everyone", "все", "баары"),
}
SENSITIVITY_NAMES = {
    Sensitivity.OPEN: ("everybody", "все", "баары"),
    Sensitivity.COALITION: ("coalition", "коалиция"),
    Sensitivity.GROUP: ("groups", "группы", "топтор"),
    Sensitivity.CONFIDENTIAL: ("rapporteurs", "докладчики", "докладчылар"),
}
