# ruff: noqa: INP001 -- a list until it is merged

"""Words for `locale/`, to be taken over when the branches are merged."""

T = {
    "What was said in confidence is not counted here.": {
        "ru": "Сказанное доверительно здесь не учтено.",
        "ky": "Купуя айтылгандар бул жерде эсептелген жок.",
    },
    "It was merged into another one, which goes on for both. Give that one.": {
        "ru": "Объединено с другим, которое дальше идёт за оба. Передайте то.",
        "ky": "Башкасына кошулду, экөө үчүн ошол улантат. Ошону бериңиз.",
    },
    "A finding that only few may know by now": {
        "ru": "Высказывание, о котором теперь могут знать лишь немногие",
        "ky": "Эми аз гана киши биле ала турган айтылган ой",
    },
    "Its words are on no phone any more. What was answered stays.": {
        "ru": "Этих слов больше нет ни на одном телефоне. Ответы остаются.",
        "ky": "Бул сөздөр эми бир да телефондо жок. Берилген жооптор калат.",
    },
}
