# ruff: noqa: INP001
"""Words of the loose ends in Russian and Kyrgyz, to be put into the catalogues."""

T = {
    "There is no translation to agree to.": {
        "ru": "Перевода, с которым можно согласиться, нет.",
        "ky": "Макул боло турган котормо жок.",
    },
    "It is of older words, or only a part of it is translated. Complete it.": {
        "ru": "Перевод сделан с прежних слов или переведена только часть. Допишите его.",
        "ky": "Котормо мурунку сөздөрдөн жасалган же бир бөлүгү гана которулган. Толуктаңыз.",
    },
    ("concerns most", "Older people"): {"ru": "Пожилых", "ky": "Улгайгандарга"},
    ("concerns most", "Everyone"): {"ru": "Всех", "ky": "Баарына"},
    "%(who)s agreed to the translation of a finding": {
        "ru": "%(who)s подтверждает перевод высказывания",
        "ky": "%(who)s айтылган ойдун котормосуна макул болду",
    },
    "A question that was asked back has an answer": {
        "ru": "На встречный вопрос пришёл ответ",
        "ky": "Кайра берилген суроого жооп келди",
    },
    "A question was asked that you can answer before a meeting": {
        "ru": "Задали вопрос, на который вы можете ответить до встречи",
        "ky": "Жолугушууга чейин сиз жооп бере ала турган суроо берилди",
    },
    "inbox": {"ru": "входящие", "ky": "келгендер"},
    "inboxes": {"ru": "входящие", "ky": "келгендер"},
    "The findings of a group": {
        "ru": "Услышанное группой",
        "ky": "Топ уккан сөздөр",
    },
    ("evidence", "Withdrawn"): {"ru": "Отозвано", "ky": "Кайтарып алынган"},
    "%(who)s took a piece of evidence back from another group": {
        "ru": "%(who)s забирает доказательство у другой группы",
        "ky": "%(who)s башка топтон далилди кайра алды",
    },
    "You are asked for help": {
        "ru": "У вас просят помощи",
        "ky": "Сизден жардам сурашууда",
    },
    ("evidence", "Take it back"): {"ru": "Забрать обратно", "ky": "Кайра алуу"},
    "They read it and quote it. They are not told what else lies here. You can take it back until something there rests on it.": {
        "ru": "Группа читает это и ссылается на него. Что ещё здесь лежит, ей не сообщают. Забрать обратно можно, пока на это ничего не опирается.",
        "ky": "Алар муну окуйт жана шилтеме кылат. Бул жерде дагы эмне бар экени аларга айтылбайт. Ага эч нерсе таяна электе кайра алса болот.",
    },
    ("agree to a translation", "It says the same"): {
        "ru": "Перевод верный",
        "ky": "Котормо туура",
    },
    "A 0 opens a meeting in that region.": {
        "ru": "Нажмите на 0, чтобы открыть встречу в этой области.",
        "ky": "0 дегенди бассаңыз, ошол облуста жолугушуу ачасыз.",
    },
    "open a meeting there": {
        "ru": "открыть там встречу",
        "ky": "ал жерде жолугушуу ачуу",
    },
    "Taken back. The group does not see it any more.": {
        "ru": "Доказательство у вас. Группа его больше не видит.",
        "ky": "Кайра алынды. Топ аны мындан ары көрбөйт.",
    },
    "a proposal": {"ru": "предложение", "ky": "сунуш"},
    "a text of a submission": {"ru": "текст представления", "ky": "материалдын тексти"},
    "a finding": {"ru": "высказывание", "ky": "айтылган ой"},
    "It cannot be taken back, for in that group this rests on it: %(what)s.": {
        "ru": "Забрать нельзя: в этой группе на него уже опирается %(what)s.",
        "ky": "Кайра алууга болбойт: ал топто ага булар таянат: %(what)s.",
    },
    "It became part of paragraph %(numbers)s of a submission that was handed in. Written by: %(groups)s.": {
        "ru": [
            "Вошло в пункт %(numbers)s поданного доклада. Его писали: %(groups)s.",
            "Вошло в пункты %(numbers)s поданного доклада. Его писали: %(groups)s.",
            "Вошло в пункты %(numbers)s поданного доклада. Его писали: %(groups)s.",
            "Вошло в пункты %(numbers)s поданного доклада. Его писали: %(groups)s.",
        ],
        "ky": [
            "Тапшырылган материалдын %(numbers)s-пунктуна кирди. Жазгандар: %(groups)s.",
            "Тапшырылган материалдын %(numbers)s-пункттарына кирди. Жазгандар: %(groups)s.",
        ],
    },
    "It became part of paragraph %(numbers)s of a submission that is finished and will be handed in. Written by: %(groups)s.": {
        "ru": [
            "Вошло в пункт %(numbers)s доклада, который закончен и будет подан. Его писали: %(groups)s.",
            "Вошло в пункты %(numbers)s доклада, который закончен и будет подан. Его писали: %(groups)s.",
            "Вошло в пункты %(numbers)s доклада, который закончен и будет подан. Его писали: %(groups)s.",
            "Вошло в пункты %(numbers)s доклада, который закончен и будет подан. Его писали: %(groups)s.",
        ],
        "ky": [
            "Бүтүп, тапшырыла турган материалдын %(numbers)s-пунктуна кирди. Жазгандар: %(groups)s.",
            "Бүтүп, тапшырыла турган материалдын %(numbers)s-пункттарына кирди. Жазгандар: %(groups)s.",
        ],
    },
    "“%(group)s” asks for it on a factsheet that diplomats read, as request %(numbers)s.": {
        "ru": [
            "Группа «%(group)s» просит об этом в справке, которую читают дипломаты: просьба %(numbers)s.",
            "Группа «%(group)s» просит об этом в справке, которую читают дипломаты: просьбы %(numbers)s.",
            "Группа «%(group)s» просит об этом в справке, которую читают дипломаты: просьбы %(numbers)s.",
            "Группа «%(group)s» просит об этом в справке, которую читают дипломаты: просьбы %(numbers)s.",
        ],
        "ky": [
            "«%(group)s» тобу муну дипломаттар окуган маалымат барагында сурайт: %(numbers)s-өтүнүч.",
            "«%(group)s» тобу муну дипломаттар окуган маалымат барагында сурайт: %(numbers)s-өтүнүчтөр.",
        ],
    },
    "%(n)s State recommended something like it in an earlier review.": {
        "ru": [
            "Раньше похожее рекомендовало %(n)s государство.",
            "Раньше похожее рекомендовали %(n)s государства.",
            "Раньше похожее рекомендовали %(n)s государств.",
            "Раньше похожее рекомендовали %(n)s государства.",
        ],
        "ky": [
            "Буга окшошту мурунку серепте %(n)s мамлекет сунуштаган.",
            "Буга окшошту мурунку серептерде %(n)s мамлекет сунуштаган.",
        ],
    },
    "Read what became of a meeting, as somebody who was there: in a private window, open %(page)s on this platform and type the code %(code)s. Then type %(other)s: somebody who wrote by phone is asked something. Answer, and sign in as %(email)s: the answer has come.": {
        "ru": "Узнайте, что стало со встречей, как тот, кто на ней был: в приватном окне откройте на этой платформе %(page)s и наберите код %(code)s. Потом наберите %(other)s: тому, кто написал с телефона, задан вопрос. Ответьте и войдите как %(email)s: ответ пришёл.",
        "ky": "Жолугушуудан эмне болгонун, ага катышкан адамдай билиңиз: жеке терезеде ушул платформанын %(page)s барагын ачып, %(code)s кодун териңиз. Анан %(other)s деп териңиз: телефондон жазган адамга суроо берилген. Жооп берип, %(email)s болуп кириңиз: жооп келди.",
    },
    "Write something at %(page)s, as the poster in a library says. It waits in the inbox of the group; your code says what becomes of it.": {
        "ru": "Напишите что-нибудь на странице %(page)s, как сказано на плакате в библиотеке. Это ждёт группу во входящих; ваш код скажет, что с этим стало.",
        "ky": "Китепканадагы плакатта айтылгандай, %(page)s барагына бир нерсе жазыңыз. Ал топтун окушун күтөт; андан эмне болгонун кодуңуз айтат.",
    },
}
