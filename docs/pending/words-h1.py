# ruff: noqa: INP001
T = {
    "Posters at which people write without an account": {
        "ru": "Афиши, по которым пишут без учётной записи",
        "ky": "Каттоо эсеби жок эле жаза турган афишалар",
    },
    "Its day is past. Type the numbers, then say that it is over: from then on they count in the sums.": {
        "ru": "День встречи прошёл. Введите числа и отметьте, что она закончена: с этого момента они войдут в итоги.",
        "ky": "Жолугушуу күнү өттү. Сандарды киргизип, бүткөнүн белгилеңиз: ошондон тартып алар жыйынтыкка кирет.",
    },
    "Without numbers there is nothing to certify. They are counted at the door or typed from the meeting’s page.": {
        "ru": "Без чисел подтверждать нечего. Их считают у входа или вводят со страницы встречи.",
        "ky": "Сандарсыз ырастай турган эч нерсе жок. Аларды эшиктен санашат же жолугушуунун барагынан киргизишет.",
    },
    "Back to the meeting": {"ru": "Назад к встрече", "ky": "Жолугушууга кайтуу"},
    "Somebody counted on meanwhile. Beside your numbers stands what is there now: save again to put yours in its place.": {
        "ru": "Тем временем кто-то считал дальше. Рядом с вашими числами стоит то, что записано сейчас: сохраните ещё раз, чтобы поставить на их место ваши.",
        "ky": "Бул убакта бирөө андан ары санады. Сиздин сандардын жанында азыр эмне жазылганы турат: ордуна өзүңүздүкүн коюу үчүн дагы бир жолу сактаңыз.",
    },
    "Where you wrote a line, choose an answer too: number %(numbers)s.": {
        "ru": "Там, где вы написали строку, выберите и ответ: номер %(numbers)s.",
        "ky": "Сап жазган жерде жоопту да тандаңыз: %(numbers)s-номер.",
    },
    ("a language in a list", "English"): {"ru": "английский", "ky": "англисче"},
    ("a language in a list", "Russian"): {"ru": "русский", "ky": "орусча"},
    ("a language in a list", "Kyrgyz"): {"ru": "кыргызский", "ky": "кыргызча"},
}
