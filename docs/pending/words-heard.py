# ruff: noqa: INP001
"""Words of findings and evidence in Russian and Kyrgyz, to be put into the catalogues."""

T = {
    "It was entered at a meeting and has no code: nobody would read this.": {
        "ru": "Это записано на встрече, кода у него нет: вопрос никто не прочитает.",
        "ky": "Бул жолугушууда жазылган, коду жок: суроону эч ким окубайт.",
    },
    "A question waits for an answer already.": {
        "ru": "Один вопрос уже ждёт ответа.",
        "ky": "Бир суроо мурунтан эле жооп күтүп турат.",
    },
    "Write the answer.": {"ru": "Напишите ответ.", "ky": "Жоопту жазыңыз."},
    "It was answered already.": {
        "ru": "На него уже ответили.",
        "ky": "Ага жооп берилген.",
    },
    "Write what was said.": {
        "ru": "Напишите, что было сказано.",
        "ky": "Эмне айтылганын жазыңыз.",
    },
    "Give it to a group with a rapporteur: else nobody would know of it.": {
        "ru": "Передайте группе, в которой есть докладчик, иначе об этом никто не узнает.",
        "ky": "Докладчысы бар топко бериңиз: болбосо муну эч ким билбей калат.",
    },
    "It was entered too long ago. Set it aside instead, with a reason.": {
        "ru": "С тех пор прошло слишком много времени. Отложите это, указав причину.",
        "ky": "Жазылганына көп убакыт өттү. Анын ордуна себебин жазып, четке коюңуз.",
    },
    "Somebody works on it already.": {
        "ru": "С этим уже кто-то работает.",
        "ky": "Муну менен бирөө иштеп жатат.",
    },
    "This page has kept another point. Send it once more.": {
        "ru": "С этой страницы уже сохранено другое. Отправьте ещё раз.",
        "ky": "Бул барактан башкасы сакталып калган. Дагы бир жолу жөнөтүңүз.",
    },
    "One point has %(most)d letters at most. Make two of it.": {
        "ru": "В одном высказывании не больше %(most)d знаков. Разделите его на два.",
        "ky": "Бир ойдо эң көп %(most)d тамга. Аны экиге бөлүңүз.",
    },
    "What should change has %(most)d letters at most.": {
        "ru": "В ответе «Что должно измениться» не больше %(most)d знаков.",
        "ky": "«Эмне өзгөрүшү керек» эң көп %(most)d тамга.",
    },
    "The filled form": {"ru": "Заполненная форма", "ky": "Толтурулган форма"},
    "The .xlsx or .docx from this page, up to 5 MB. It is not kept.": {
        "ru": "Файл .xlsx или .docx с этой страницы, до 5 МБ. Он не сохраняется.",
        "ky": "Ушул барактагы .xlsx же .docx, 5 МБга чейин. Ал сакталбайт.",
    },
    "The form is too long to be brought in at once. Divide it.": {
        "ru": "Форма слишком длинная, чтобы внести её за один раз. Разделите её.",
        "ky": "Форма бир жолу киргизүүгө өтө узун. Бөлүңүз.",
    },
    "Taken back.": {"ru": "Запись отменена.", "ky": "Кайра алынды."},
    "Somebody": {"ru": "Кто-то", "ky": "Бирөө"},
    "Given to no group yet": {
        "ru": "Ещё не передано ни одной группе",
        "ky": "Азырынча эч бир топко бериле элек",
    },
    "Set aside before any group had it": {
        "ru": "Отложено до передачи группам",
        "ky": "Топторго берилгенге чейин четке коюлган",
    },
    "Merged into another one": {
        "ru": "Объединено с другим",
        "ky": "Башкасына кошулган",
    },
    "Said in": {"ru": "На каком языке сказано", "ky": "Кайсы тилде айтылды"},
    "What should change": {"ru": "Что должно измениться", "ky": "Эмне өзгөрүшү керек"},
    "Who may know it": {"ru": "Кому можно это знать", "ky": "Муну ким билсе болот"},
    "Topics": {"ru": "Темы", "ky": "Темалар"},
    "Region": {"ru": "Регион", "ky": "Аймак"},
    "For these groups": {"ru": "Для этих групп", "ky": "Ушул топтор үчүн"},
    "To these groups": {"ru": "Этим группам", "ky": "Ушул топторго"},
    "Whoever said it reads this. Write it as you would say it.": {
        "ru": "Это прочитает тот, кто говорил. Пишите так, как сказали бы вслух.",
        "ky": "Муну айткан адам окуйт. Өзүңүз айткандай жазыңыз.",
    },
    "Whoever said it agreed, or nobody can be found by these words. Needed if more may know it.": {
        "ru": "Тот, кто это сказал, согласен, или по этим словам никого не найти. Нужно, если об этом узнают больше людей.",
        "ky": "Айткан адам макул же бул сөздөрдөн эч кимди табууга болбойт. Көбүрөөк адам билсе, бул керек.",
    },
    "With which one": {"ru": "С чем", "ky": "Кайсынысы менен"},
    "Question": {"ru": "Вопрос", "ky": "Суроо"},
    "Whoever has the code reads it there. Ask nothing by which somebody could be found.": {
        "ru": "Вопрос прочитает тот, у кого код. Не спрашивайте того, по чему можно найти человека.",
        "ky": "Муну коду бар адам окуйт. Адамды тааныта турган нерсени сурабаңыз.",
    },
    "Evidence": {"ru": "Доказательства", "ky": "Далилдер"},
    "Write the translation.": {"ru": "Напишите перевод.", "ky": "Котормону жазыңыз."},
    "Choose at least one group.": {
        "ru": "Выберите хотя бы одну группу.",
        "ky": "Жок дегенде бир топту тандаңыз.",
    },
    "Write why. Whoever said it reads it.": {
        "ru": "Напишите почему. Это прочитает тот, кто говорил.",
        "ky": "Эмне үчүн экенин жазыңыз. Аны айткан адам окуйт.",
    },
    "Choose one.": {"ru": "Выберите одно.", "ky": "Бирөөнү тандаңыз."},
    "That is the language in which it was said.": {
        "ru": "Это и есть язык, на котором было сказано.",
        "ky": "Бул айтылган тилдин өзү.",
    },
    "Somebody else changed this while you were writing.": {
        "ru": "Пока вы писали, это изменил кто-то другой.",
        "ky": "Сиз жазып жатканда муну башка бирөө өзгөрттү.",
    },
    "It has %(most)d letters at most.": {
        "ru": "Не больше %(most)d знаков.",
        "ky": "Эң көп %(most)d тамга.",
    },
    "The file is damaged or too large to be read. Save it again.": {
        "ru": "Файл повреждён или слишком велик. Сохраните его заново.",
        "ky": "Файл бузулган же окууга өтө чоң. Кайра сактаңыз.",
    },
    "The headings of the form are not in this file. Download the form anew.": {
        "ru": "В этом файле нет заголовков формы. Скачайте форму заново.",
        "ky": "Бул файлда форманын баштары жок. Форманы кайра жүктөп алыңыз.",
    },
    "Nothing is written in this form yet.": {
        "ru": "В этой форме ещё ничего не написано.",
        "ky": "Бул формада азырынча эч нерсе жазылган эмес.",
    },
    "This is not the form: it is an .xlsx or a .docx file.": {
        "ru": "Это не та форма: нужен файл .xlsx или .docx.",
        "ky": "Бул ал форма эмес: .xlsx же .docx файлы керек.",
    },
    "The file holds macros. Save it without them.": {
        "ru": "В файле есть макросы. Сохраните его без них.",
        "ky": "Файлда макрос бар. Аларсыз сактаңыз.",
    },
    "“%(word)s” is none of our languages.": {
        "ru": "«%(word)s» – не один из наших языков.",
        "ky": "«%(word)s» биздин тилдердин бири эмес.",
    },
    "“%(word)s” is no region that we know.": {
        "ru": "Региона «%(word)s» мы не знаем.",
        "ky": "«%(word)s» деген аймакты билбейбиз.",
    },
    "“%(word)s” does not say who may know it.": {
        "ru": "Из «%(word)s» непонятно, кому можно это знать.",
        "ky": "«%(word)s» деген муну ким билсе болорун айтпайт.",
    },
    "It does not say what is wrong.": {
        "ru": "Не написано, что не так.",
        "ky": "Эмне туура эмес экени жазылган эмес.",
    },
    "The form has more than %(most)d rows. Divide it.": {
        "ru": "В форме больше %(most)d строк. Разделите её.",
        "ky": "Формада %(most)d саптан көп. Бөлүңүз.",
    },
    "“%(word)s” is no topic of ours.": {
        "ru": "Темы «%(word)s» у нас нет.",
        "ky": "Бизде «%(word)s» деген тема жок.",
    },
    "It is longer than %(most)d letters.": {
        "ru": "Текст длиннее %(most)d знаков.",
        "ky": "Текст %(most)d тамгадан узун.",
    },
    "What should change is longer than %(most)d letters.": {
        "ru": "«Что должно измениться» длиннее %(most)d знаков.",
        "ky": "«Эмне өзгөрүшү керек» %(most)d тамгадан узун.",
    },
    "who may know it": {"ru": "кому можно это знать", "ky": "муну ким билсе болот"},
    "finding": {"ru": "высказывание", "ky": "айтылган ой"},
    "findings": {"ru": "высказывания", "ky": "айтылган ойлор"},
    "A finding": {"ru": "Высказывание", "ky": "Айтылган ой"},
    "answer": {"ru": "ответ", "ky": "жооп"},
    "question back": {"ru": "встречный вопрос", "ky": "кайра суроо"},
    "questions back": {"ru": "встречные вопросы", "ky": "кайра суроолор"},
    ("sensitivity", "May be quoted publicly"): {
        "ru": "Можно цитировать публично",
        "ky": "Ачык келтирсе болот",
    },
    ("sensitivity", "For the coalition"): {"ru": "Для коалиции", "ky": "Коалиция үчүн"},
    ("sensitivity", "For the groups it was given to"): {
        "ru": "Для групп, которым передано",
        "ky": "Берилген топтор үчүн",
    },
    ("sensitivity", "For their rapporteurs alone"): {
        "ru": "Только для их докладчиков",
        "ky": "Алардын докладчылары үчүн гана",
    },
    "evidence": {"ru": "доказательства", "ky": "далилдер"},
    "A confidential finding": {
        "ru": "Конфиденциальное высказывание",
        "ky": "Купуя айтылган ой",
    },
    ("state of a finding", "Waits to be read"): {
        "ru": "Ждёт прочтения",
        "ky": "Окулушун күтөт",
    },
    ("state of a finding", "Read"): {"ru": "Прочитано", "ky": "Окулду"},
    ("state of a finding", "Taken up"): {"ru": "Взято в работу", "ky": "Ишке алынды"},
    ("state of a finding", "Set aside"): {"ru": "Отложено", "ky": "Четке коюлду"},
    "Write what is wrong.": {
        "ru": "Напишите, что не так.",
        "ky": "Эмне туура эмес экенин жазыңыз.",
    },
    "The group has it already.": {
        "ru": "У группы это уже есть.",
        "ky": "Топто бул бар.",
    },
    "A finding is not merged into itself.": {
        "ru": "Высказывание нельзя объединить с самим собой.",
        "ky": "Айтылган ой өзүнө кошулбайт.",
    },
    "They are of different reviews.": {
        "ru": "Они из разных обзоров.",
        "ky": "Алар ар башка обзордон.",
    },
    "Fewer people may know the other one. Merge them the other way round.": {
        "ru": "Другое можно знать меньшему кругу людей. Объедините их в обратном порядке.",
        "ky": "Экинчисин азыраак адам билсе болот. Тескерисинче кошуңуз.",
    },
    "A group that has this one does not have the other, and would lose the point. Give it the other one first.": {
        "ru": "У одной из групп есть это, но нет другого: она потеряла бы его. Сначала передайте ей и другое.",
        "ky": "Бул бар топтордун биринде экинчиси жок, ал ойду жоготуп алмак. Адегенде ага экинчисин да бериңиз.",
    },
    "It is merged with another one already.": {
        "ru": "Оно уже объединено с другим.",
        "ky": "Ал башкасына мурунтан кошулган.",
    },
    "The other one was merged itself. Choose what it is in.": {
        "ru": "Другое само объединено. Выберите то, в которое оно вошло.",
        "ky": "Экинчисинин өзү кошулган. Ал кошулганды тандаңыз.",
    },
    "Others were merged into this one. Merge them the other way round.": {
        "ru": "В это уже вошли другие. Объедините их в обратном порядке.",
        "ky": "Буга башкалар кошулган. Тескерисинче кошуңуз.",
    },
    "Somebody has changed it meanwhile. Read it again.": {
        "ru": "Тем временем это кто-то изменил. Прочитайте ещё раз.",
        "ky": "Ушул арада муну бирөө өзгөрттү. Кайра окуңуз.",
    },
    "A rapporteur of its groups, or who entered it, says that.": {
        "ru": "Это решает докладчик одной из групп или тот, кто это записал.",
        "ky": "Муну топтордун докладчысы же жазган адам чечет.",
    },
    "More may know it only if whoever said it agreed, or nobody can be found by it. Say so with the tick.": {
        "ru": "Больше людей узнает об этом, только если тот, кто говорил, согласен или никого по этим словам не найти. Подтвердите это галочкой.",
        "ky": "Айткан адам макул болсо же андан эч кимди табууга болбосо гана көбүрөөк адам билет. Муну белги коюп ырастаңыз.",
    },
    "It stands by itself again.": {
        "ru": "Оно снова стоит отдельно.",
        "ky": "Ал кайра өзүнчө турат.",
    },
    "Merged. Both are kept.": {
        "ru": "Объединено. Сохранены оба.",
        "ky": "Кошулду. Экөө тең сакталды.",
    },
    "Somebody of the group was faster. See what stands now.": {
        "ru": "Кто-то из группы успел раньше. Посмотрите, что сейчас.",
        "ky": "Топтон бирөө мурда үлгүрдү. Азыр кандай экенин караңыз.",
    },
    "Choose a group that does not have it yet.": {
        "ru": "Выберите группу, у которой этого ещё нет.",
        "ky": "Мунусу жок топту тандаңыз.",
    },
    "Whoever gave it to the group takes it back.": {
        "ru": "Забрать может тот, кто передал группе.",
        "ky": "Топко берген адам гана кайра алат.",
    },
    "Points of this group were merged into it.": {
        "ru": "С ним объединены высказывания этой группы.",
        "ky": "Ага бул топтун ойлору кошулган.",
    },
    "The group has read it already.": {
        "ru": "Группа это уже прочитала.",
        "ky": "Топ аны окуп койгон.",
    },
    "A group has it by now: let it decide.": {
        "ru": "Это уже у группы: пусть решает она.",
        "ky": "Ал эми топто: топ өзү чечсин.",
    },
    "Given. Their rapporteurs are told.": {
        "ru": "Передано. Докладчики групп извещены.",
        "ky": "Берилди. Алардын докладчыларына кабар кетти.",
    },
    "%(who)s entered what was said at a meeting": {
        "ru": "%(who)s записывает сказанное на встрече",
        "ky": "%(who)s жолугушууда айтылганды жазды",
    },
    "%(who)s brought in what was said, from a form": {
        "ru": "%(who)s вносит сказанное из формы",
        "ky": "%(who)s айтылгандарды формадан киргизди",
    },
    "%(who)s took back what was just entered": {
        "ru": "%(who)s отменяет только что записанное",
        "ky": "%(who)s жаңы эле жазылганды кайра алды",
    },
    "%(who)s gave a finding to a group": {
        "ru": "%(who)s передаёт высказывание группе",
        "ky": "%(who)s айтылган ойду топко берди",
    },
    "%(who)s took a finding back from a group": {
        "ru": "%(who)s забирает высказывание у группы",
        "ky": "%(who)s айтылган ойду топтон кайра алды",
    },
    "%(who)s read a finding for the group": {
        "ru": "%(who)s читает высказывание для группы",
        "ky": "%(who)s айтылган ойду топ үчүн окуду",
    },
    "%(who)s took a finding up for the group": {
        "ru": "%(who)s берёт высказывание в работу группы",
        "ky": "%(who)s айтылган ойду топтун ишине алды",
    },
    "%(who)s set a finding aside, with a reason": {
        "ru": "%(who)s откладывает высказывание, указав причину",
        "ky": "%(who)s айтылган ойду себебин жазып четке койду",
    },
    "%(who)s opened again what was decided about a finding": {
        "ru": "%(who)s снова открывает решение о высказывании",
        "ky": "%(who)s айтылган ой боюнча чечимди кайра ачты",
    },
    "%(who)s merged a finding into another": {
        "ru": "%(who)s объединяет высказывание с другим",
        "ky": "%(who)s айтылган ойду башкасына кошту",
    },
    "%(who)s took merged findings apart": {
        "ru": "%(who)s разделяет объединённые высказывания",
        "ky": "%(who)s кошулган ойлорду ажыратты",
    },
    "%(who)s said that fewer may know a finding": {
        "ru": "%(who)s сужает круг тех, кому можно знать высказывание",
        "ky": "%(who)s айтылган ойду билүүчүлөрдүн чөйрөсүн тарытты",
    },
    "%(who)s said that more may know a finding": {
        "ru": "%(who)s расширяет круг тех, кому можно знать высказывание",
        "ky": "%(who)s айтылган ойду билүүчүлөрдүн чөйрөсүн кеңейтти",
    },
    "%(who)s corrected the words of a finding": {
        "ru": "%(who)s исправляет слова высказывания",
        "ky": "%(who)s айтылган ойдун сөздөрүн оңдоду",
    },
    "%(who)s translated a finding": {
        "ru": "%(who)s переводит высказывание",
        "ky": "%(who)s айтылган ойду которду",
    },
    "%(who)s put evidence behind a finding": {
        "ru": "%(who)s подкрепляет высказывание доказательством",
        "ky": "%(who)s айтылган ойго далил кошту",
    },
    "%(who)s took evidence away from a finding": {
        "ru": "%(who)s убирает доказательство у высказывания",
        "ky": "%(who)s айтылган ойдон далилди алды",
    },
    "%(who)s asked back about a finding": {
        "ru": "%(who)s задаёт встречный вопрос о высказывании",
        "ky": "%(who)s айтылган ой жөнүндө кайра сурады",
    },
    "A question about a finding was answered through its code": {
        "ru": "На вопрос о высказывании ответили через код",
        "ky": "Айтылган ой жөнүндө суроого коду аркылуу жооп берилди",
    },
    "Points from meetings wait to be read by your group": {
        "ru": "Ваша группа ещё не прочитала сказанное на встречах",
        "ky": "Жолугушууларда айтылгандар тобуңуздун окушун күтөт",
    },
    "A question that you asked back was answered": {
        "ru": "На ваш встречный вопрос ответили",
        "ky": "Сиз кайра берген суроого жооп келди",
    },
    "Saved. The original stays beside it.": {
        "ru": "Сохранено. Оригинал остаётся рядом.",
        "ky": "Сакталды. Түп нускасы жанында калат.",
    },
    "Asked. You are told when an answer comes through the code.": {
        "ru": "Вопрос задан. Когда через код придёт ответ, мы сообщим.",
        "ky": "Суралды. Код аркылуу жооп келгенде кабарлайбыз.",
    },
    "A case has no papers: they name people.": {
        "ru": "У случая нет бумаг: в них есть имена.",
        "ky": "Окуянын кагаздары болбойт: аларда аттар бар.",
    },
    "Say whose figure or paper it is before it is shown.": {
        "ru": "Прежде чем показывать, скажите, чья это цифра или бумага.",
        "ky": "Көрсөтүүдөн мурун бул кимдин саны же кагазы экенин жазыңыз.",
    },
    "Paper": {"ru": "Бумага", "ky": "Кагаз"},
    "A PDF or a picture, up to 10 MB. It is drawn anew: who made it, where and when, is not kept.": {
        "ru": "PDF или изображение, до 10 МБ. Файл перерисовывается: кто, где и когда его сделал, не сохраняется.",
        "ky": "PDF же сүрөт, 10 МБга чейин. Ал жаңыдан тартылат: ким, кайда, качан жасаганы сакталбайт.",
    },
    "May it be shown?": {
        "ru": "Можно ли это показывать?",
        "ky": "Муну көрсөтсө болобу?",
    },
    "%(who)s put evidence on the shelf of the group": {
        "ru": "%(who)s кладёт доказательство на полку группы",
        "ky": "%(who)s топтун текчесине далил койду",
    },
    "%(who)s changed a piece of evidence": {
        "ru": "%(who)s изменяет доказательство",
        "ky": "%(who)s далилди өзгөрттү",
    },
    "%(who)s withdrew a piece of evidence": {
        "ru": "%(who)s отзывает доказательство",
        "ky": "%(who)s далилди кайра чакырды",
    },
    "%(who)s put withdrawn evidence back": {
        "ru": "%(who)s возвращает отозванное доказательство",
        "ky": "%(who)s чакырылган далилди кайтарды",
    },
    "%(who)s said whether a piece of evidence may be shown": {
        "ru": "%(who)s решает, можно ли показывать доказательство",
        "ky": "%(who)s далилди көрсөтсө болор-болбосун чечти",
    },
    "%(who)s gave a piece of evidence to another group": {
        "ru": "%(who)s передаёт доказательство другой группе",
        "ky": "%(who)s далилди башка топко берди",
    },
    "It lies on the shelf.": {"ru": "Теперь это на полке.", "ky": "Эми ал текчеде."},
    "Given. They read it and cite it.": {
        "ru": "Передано. Группы читают это и ссылаются на него.",
        "ky": "Берилди. Алар муну окуйт жана шилтеме кылат.",
    },
    "It was withdrawn: do not quote it any more.": {
        "ru": "Это отозвано: больше на него не ссылайтесь.",
        "ky": "Бул кайра чакырылган: мындан ары келтирбеңиз.",
    },
    "What it says": {"ru": "Что в нём сказано", "ky": "Эмне деп айтат"},
    ("evidence", "Change it"): {"ru": "Изменить", "ky": "Өзгөртүү"},
    "Who says so": {"ru": "Кто это говорит", "ky": "Ким айтат"},
    "Of which day": {"ru": "На какой день", "ky": "Кайсы күнгө карата"},
    "Address": {"ru": "Адрес", "ky": "Дарек"},
    "Download": {"ru": "Скачать", "ky": "Жүктөп алуу"},
    "To strangers: in a factsheet, in a submission, on the public page. Only if nobody comes to harm by it.": {
        "ru": "Посторонним: в листке, в представлении, на открытой странице. Только если это никому не навредит.",
        "ky": "Бөтөндөргө: баракчада, материалда, ачык баракта. Эч кимге зыян келбесе гана.",
    },
    "Decided": {"ru": "Решено", "ky": "Чечилди"},
    ("evidence", "Given to"): {"ru": "Передано", "ky": "Кимге берилди"},
    "They read it and quote it. They are not told what else lies here, and it cannot be asked back.": {
        "ru": "Они читают это и цитируют. Что ещё лежит на этой полке, они не узнают; забрать назад нельзя.",
        "ky": "Алар муну окуп, келтирет. Бул жерде дагы эмне бар экенин билишпейт, кайра алууга болбойт.",
    },
    "Give it to them": {"ru": "Передать им", "ky": "Аларга берүү"},
    "Put it back on the shelf": {"ru": "Вернуть на полку", "ky": "Текчеге кайтаруу"},
    "Where it stands behind something, it says from then on that it does not hold any more.": {
        "ru": "Там, где на это опираются, будет сказано, что оно больше не действует.",
        "ky": "Ал негиз болгон жерлерде мындан ары күчүндө эмес экени жазылат.",
    },
    ("evidence", "Withdraw it"): {"ru": "Отозвать", "ky": "Кайра чакыруу"},
    "Put it on the shelf": {"ru": "Положить на полку", "ky": "Текчеге коюу"},
    "Name nobody. A case is told so that nobody can be found by it, and has no papers.": {
        "ru": "Никого не называйте. Случай рассказывают так, чтобы по нему никого нельзя было найти, и без бумаг.",
        "ky": "Эч кимди атабаңыз. Окуя эч кимди табууга болбогондой айтылат, кагазы болбойт.",
    },
    "These words may lead to a person. Take them out, or look at them and keep them:": {
        "ru": "Эти слова могут привести к человеку. Уберите их или проверьте и оставьте:",
        "ky": "Бул сөздөр адамга алып барышы мүмкүн. Алып салыңыз же карап чыгып калтырыңыз:",
    },
    "I have looked: nobody can be found by them": {
        "ru": "Проверено: по ним никого не найти",
        "ky": "Карап чыктым: алардан эч кимди табууга болбойт",
    },
    "As you would say it: 42 of 100, 3.5 million": {
        "ru": "Как говорят: 42 из 100, 3,5 миллиона",
        "ky": "Айткандай жазыңыз: 100дөн 42, 3,5 миллион",
    },
    "Who counted it, who wrote it. Without that it is not shown to strangers.": {
        "ru": "Кто посчитал, кто написал. Без этого посторонним не показывают.",
        "ky": "Ким санаган, ким жазган. Ансыз бөтөндөргө көрсөтүлбөйт.",
    },
    "The paper that is there stays, unless you choose another one.": {
        "ru": "Прежняя бумага останется, если не выбрать другую.",
        "ky": "Башкасын тандабасаңыз, мурунку кагаз калат.",
    },
    "with a paper": {"ru": "с бумагой", "ky": "кагазы менен"},
    "The shelf of the group": {"ru": "Полка группы", "ky": "Топтун текчеси"},
    "Put something on it": {"ru": "Положить ещё", "ky": "Дагы коюу"},
    "The shelf is empty": {"ru": "Полка пуста", "ky": "Текче бош"},
    "Begin with the figure that you quote most, and whose figure it is. A paper can go with it.": {
        "ru": "Начните с цифры, которую вы приводите чаще всего, и скажите, чья она. К ней можно приложить бумагу.",
        "ky": "Эң көп келтирген саныңыздан жана ал кимдики экенинен баштаңыз. Ага кагаз тиркесе болот.",
    },
    "Put the first piece on it": {"ru": "Положить первое", "ky": "Биринчисин коюу"},
    "Rapporteurs and drafters of the group put things on it.": {
        "ru": "Пополняют её докладчики и составители группы.",
        "ky": "Аны топтун докладчылары жана түзүүчүлөрү толтурат.",
    },
    "Given by other groups": {
        "ru": "Передано другими группами",
        "ky": "Башка топтор берген",
    },
    "Figures, laws, papers, links and cases without names: what stands behind what is claimed. Each group has a shelf of its own.": {
        "ru": "Цифры, законы, бумаги, ссылки и случаи без имён: то, на чём держатся утверждения. У каждой группы своя полка.",
        "ky": "Сандар, мыйзамдар, кагаздар, шилтемелер жана атсыз окуялар: айтылгандын негизи. Ар бир топтун өз текчеси бар.",
    },
    "When you join a group, its shelf stands here.": {
        "ru": "Когда вы войдёте в группу, здесь появится её полка.",
        "ky": "Топко кошулганда анын текчеси ушул жерде болот.",
    },
    "Set it aside": {"ru": "Отложить", "ky": "Четке коюу"},
    "No group gets it then. It is kept, and can be opened again.": {
        "ru": "Тогда ни одна группа этого не получит. Оно сохранится, и его можно открыть снова.",
        "ky": "Анда аны эч бир топ албайт. Ал сакталат, кайра ачса болот.",
    },
    "Ask back": {"ru": "Спросить", "ky": "Кайра суроо"},
    "Whoever said it reads the question with the code from the slip, and answers there without a name.": {
        "ru": "Тот, кто это сказал, прочитает вопрос по коду с листка и ответит там же, без имени.",
        "ky": "Айткан адам суроону баракчадагы код менен окуп, ошол жерден атын айтпай жооп берет.",
    },
    ("a question back", "Ask"): {"ru": "Спросить", "ky": "Суроо"},
    "The form without a line": {"ru": "Форма без связи", "ky": "Байланышсыз форма"},
    "Take it to the meeting on a computer or on paper. It comes back in any of the three languages, and the same point is never entered twice.": {
        "ru": "Возьмите её на встречу на компьютере или на бумаге. Вернуть можно на любом из трёх языков; одно и то же дважды не запишется.",
        "ky": "Аны жолугушууга компьютерде же кагазда алып барыңыз. Үч тилдин кайсынысында болсо да кайтат, бир эле ой эки жолу жазылбайт.",
    },
    "Take it along": {"ru": "Взять с собой", "ky": "Ала кетүү"},
    "A table (.xlsx)": {"ru": "Таблица (.xlsx)", "ky": "Таблица (.xlsx)"},
    "A Word file (.docx)": {"ru": "Файл Word (.docx)", "ky": "Word файлы (.docx)"},
    "It does not say which meeting it is for.": {
        "ru": "В ней не указано, для какой она встречи.",
        "ky": "Анда кайсы жолугушуу үчүн экени жазылбайт.",
    },
    "Check it": {"ru": "Проверить", "ky": "Текшерүү"},
    "This was understood": {"ru": "Вот что мы поняли", "ky": "Мына буларды түшүндүк"},
    "Nothing is entered yet.": {
        "ru": "Пока ничего не записано.",
        "ky": "Азырынча эч нерсе жазыла элек.",
    },
    "Correct those rows in the file and bring it again: what is here already is left as it is.": {
        "ru": "Исправьте эти строки в файле и внесите его снова: то, что уже записано, не изменится.",
        "ky": "Ал саптарды файлда оңдоп, кайра алып келиңиз: мурунтан барлары ошол бойдон калат.",
    },
    "Row %(number)s": {"ru": "Строка %(number)s", "ky": "%(number)s-сап"},
    "What was heard": {"ru": "Что было сказано", "ky": "Эмнелер айтылды"},
    "Said by somebody under 18": {
        "ru": "Сказал человек младше 18 лет",
        "ky": "18ге чыга элек адам айткан",
    },
    "It was merged into another one, which goes on for both:": {
        "ru": "Объединено с другим, которое дальше идёт за оба:",
        "ky": "Башкасына кошулду, экөө үчүн ушул улантат:",
    },
    "It was merged into another one.": {
        "ru": "Объединено с другим.",
        "ky": "Башкасына кошулду.",
    },
    "In the other languages": {"ru": "На других языках", "ky": "Башка тилдерде"},
    ("a translation", "Change"): {"ru": "Изменить", "ky": "Өзгөртүү"},
    "Of older words": {"ru": "С прежних слов", "ky": "Мурунку сөздөрдөн"},
    "Not translated": {"ru": "Не переведено", "ky": "Которулган эмес"},
    "Translate": {"ru": "Перевести", "ky": "Которуу"},
    "Photos": {"ru": "Фотографии", "ky": "Сүрөттөр"},
    "Photo %(number)s": {"ru": "Фотография %(number)s", "ky": "%(number)s-сүрөт"},
    "Asked back": {"ru": "Встречные вопросы", "ky": "Кайра суралгандар"},
    "Waits for an answer": {"ru": "Ждёт ответа", "ky": "Жооп күтүүдө"},
    "Nobody has asked yet. Whoever said it answers through the code, without a name.": {
        "ru": "Пока никто не спрашивал. Тот, кто говорил, отвечает через код, без имени.",
        "ky": "Азырынча эч ким сураган жок. Айткан адам код аркылуу, атын айтпай жооп берет.",
    },
    "With these groups": {"ru": "У каких групп", "ky": "Кайсы топтордо"},
    "Give it to others": {"ru": "Передать другим", "ky": "Башкаларга берүү"},
    "Take it back from there": {"ru": "Забрать оттуда", "ky": "Ал жерден кайра алуу"},
    "Set aside": {"ru": "Отложено", "ky": "Четке коюлган"},
    "No group has it that you know of.": {
        "ru": "Ни у одной известной вам группы этого нет.",
        "ky": "Сиз билген топтордун эч биринде жок.",
    },
    "Where it comes from": {"ru": "Откуда это", "ky": "Кайдан келди"},
    "Meeting": {"ru": "Встреча", "ky": "Жолугушуу"},
    ("a finding", "Came in"): {"ru": "Поступило", "ky": "Келген күнү"},
    "By way of": {"ru": "Каким путём", "ky": "Кайсы жол менен"},
    "a printed address": {"ru": "через печатный адрес", "ky": "басылган дарек аркылуу"},
    "whoever led the meeting": {
        "ru": "через ведущего встречи",
        "ky": "жолугушууну алып барган адам аркылуу",
    },
    "Say who may know it": {
        "ru": "Решить, кому можно это знать",
        "ky": "Ким билсе болорун айтуу",
    },
    "Behind it": {"ru": "На чём держится", "ky": "Эмнеге таянат"},
    "Add evidence": {"ru": "Добавить доказательство", "ky": "Далил кошуу"},
    ("evidence", "Take it away"): {"ru": "Убрать", "ky": "Алып салуу"},
    "Nothing yet: a figure, a law, a paper or a case without names.": {
        "ru": "Пока ничего: цифра, закон, бумага или случай без имён.",
        "ky": "Азырынча жок: сан, мыйзам, кагаз же атсыз окуя.",
    },
    "Said by others too": {"ru": "Об этом сказали и другие", "ky": "Башкалар да айтты"},
    "Merge it": {"ru": "Объединить", "ky": "Кошуу"},
    "Take them apart": {"ru": "Разделить", "ky": "Ажыратуу"},
    "No other point was merged into this one.": {
        "ru": "Других высказываний в это не вошло.",
        "ky": "Буга башка ой кошулган эмес.",
    },
    "What was done with it": {
        "ru": "Что с этим делали",
        "ky": "Аны менен эмне кылынды",
    },
    "Correct its words": {"ru": "Исправить слова", "ky": "Сөздөрүн оңдоо"},
    "As it was said, in this language: %(language)s. Translations stay, and show that they are of older words.": {
        "ru": "Как было сказано, на этом языке: %(language)s. Переводы останутся с пометкой, что они с прежних слов.",
        "ky": "Кандай айтылса, ошондой, бул тилде: %(language)s. Котормолор калат жана мурунку сөздөрдөн экенин көрсөтөт.",
    },
    "Enter what is said": {"ru": "Записать сказанное", "ky": "Айтылганды жазуу"},
    "One point at a time. No names: what was said, not by whom.": {
        "ru": "По одной мысли. Без имён: что сказано, а не кем.",
        "ky": "Ар бирин өзүнчө. Атсыз: ким эмес, эмне айтылганы.",
    },
    "Enter keeps it. Shift + Enter makes a new line.": {
        "ru": "Enter сохраняет. Shift + Enter – новая строка.",
        "ky": "Enter сактайт. Shift + Enter – жаңы сап.",
    },
    "Keep this point": {"ru": "Сохранить", "ky": "Сактоо"},
    "No line. It is kept on this device and sent when the line is back.": {
        "ru": "Связи нет. Запись хранится на этом устройстве и уйдёт, когда связь вернётся.",
        "ky": "Байланыш жок. Жазуу ушул түзмөктө сакталып, байланыш келгенде жөнөтүлөт.",
    },
    "You are signed out. Sign in again in another tab: what you entered is kept on this device.": {
        "ru": "Вы вышли. Войдите снова в другой вкладке: записанное хранится на этом устройстве.",
        "ky": "Сиз чыгып кеттиңиз. Башка өтмөктө кайра кириңиз: жазганыңыз ушул түзмөктө сакталган.",
    },
    "Kept on this device": {
        "ru": "Хранится на этом устройстве",
        "ky": "Ушул түзмөктө сакталган",
    },
    "This browser keeps nothing. Without a line, write on paper.": {
        "ru": "Этот браузер ничего не хранит. Без связи пишите на бумаге.",
        "ky": "Бул браузер эч нерсе сактабайт. Байланыш жокто кагазга жазыңыз.",
    },
    ("fields", "More"): {"ru": "Ещё", "ky": "Дагы"},
    "Entered by you": {"ru": "Записано вами", "ky": "Сиз жазгандар"},
    "All of this meeting": {
        "ru": "Всё с этой встречи",
        "ky": "Ушул жолугушуудагылардын баары",
    },
    "Nothing yet. Write the first point and press Enter.": {
        "ru": "Пока ничего. Напишите первую мысль и нажмите Enter.",
        "ky": "Азырынча жок. Биринчи ойду жазып, Enter басыңыз.",
    },
    "No line at the meeting? Use the form to be filled without one.": {
        "ru": "На встрече нет связи? Возьмите форму, которую заполняют без неё.",
        "ky": "Жолугушууда байланыш жокпу? Ансыз толтурулуучу форманы алыңыз.",
    },
    "Give it to groups": {"ru": "Передать группам", "ky": "Топторго берүү"},
    "Several may have it: each decides for itself, and whoever said it sees that.": {
        "ru": "Передать можно нескольким: каждая решает за себя, и тот, кто говорил, это видит.",
        "ky": "Бир нечесине берсе болот: ар бири өзү чечет, айткан адам муну көрөт.",
    },
    "That fewer may know it is said at once. That more may know it, only after asking whoever said it, or if its words lead to nobody.": {
        "ru": "Сузить круг можно сразу. Расширить – только спросив того, кто говорил, или если слова ни к кому не ведут.",
        "ky": "Чөйрөнү дароо тарытса болот. Кеңейтүү – айткан адамдан сурап же сөздөр эч кимге алып барбаса гана.",
    },
    "What people said, given to this group. Whoever said it sees what becomes of it.": {
        "ru": "Что люди сказали и что передано этой группе. Тот, кто говорил, видит, что с этим стало.",
        "ky": "Адамдар айтып, ушул топко берилгендер. Айткан адам андан эмне болгонун көрөт.",
    },
    "What the group did with it": {
        "ru": "Что с этим сделала группа",
        "ky": "Топ аны менен эмне кылды",
    },
    ("findings", "All"): {"ru": "Все", "ky": "Баары"},
    "Points that people made at meetings and through the printed addresses, as far as you may know them.": {
        "ru": "Что люди сказали на встречах и через печатные адреса, насколько вам можно это знать.",
        "ky": "Адамдар жолугушууларда жана басылган даректер аркылуу айткандар, сиз билсе болгондору.",
    },
    "Words of a finding": {
        "ru": "Слова из высказывания",
        "ky": "Айтылган ойдун сөздөрү",
    },
    ("of a finding", "State"): {"ru": "Состояние", "ky": "Абалы"},
    ("key", "read"): {"ru": "прочитано", "ky": "окулду"},
    ("key", "take up"): {"ru": "взять в работу", "ky": "ишке алуу"},
    ("key", "set aside"): {"ru": "отложить", "ky": "четке коюу"},
    "Nothing was given to this group yet": {
        "ru": "Этой группе пока ничего не передано",
        "ky": "Бул топко азырынча эч нерсе берилген эмес",
    },
    ("findings", "Nothing matches"): {
        "ru": "Ничего не подходит",
        "ky": "Эч нерсе туура келбейт",
    },
    "What people say at the group’s meetings lands here by itself; others give it what concerns it.": {
        "ru": "Сказанное на встречах группы попадает сюда само; другие передают то, что её касается.",
        "ky": "Топтун жолугушууларында айтылгандар бул жерге өзү түшөт; башкалар ага тиешелүүсүн берет.",
    },
    "Everything that was heard": {
        "ru": "Всё, что было сказано",
        "ky": "Айтылгандардын баары",
    },
    "Nothing was heard yet": {
        "ru": "Пока ничего не сказано",
        "ky": "Азырынча эч нерсе айтыла элек",
    },
    "Open a meeting: while people speak, their points are entered there, and from then on everybody can follow them.": {
        "ru": "Откройте встречу: пока люди говорят, их мысли записывают там, и дальше за ними можно следить.",
        "ky": "Жолугушуу ачыңыз: адамдар сүйлөп жатканда ойлору ошол жерге жазылат, андан ары баары көз салса болот.",
    },
    "To the review": {"ru": "К обзору", "ky": "Обзорго"},
    "Merge it with another one": {"ru": "Объединить с другим", "ky": "Башкасына кошуу"},
    "Both are kept, and can be taken apart again. The other one goes on for both.": {
        "ru": "Сохраняются оба, их можно снова разделить. Дальше за оба идёт другое.",
        "ky": "Экөө тең сакталат, кайра ажыратса болот. Экөө үчүн экинчиси улантат.",
    },
    "Words of the other one": {"ru": "Слова из другого", "ky": "Экинчисинин сөздөрү"},
    "Found by these words": {
        "ru": "Найдено по этим словам",
        "ky": "Ушул сөздөр боюнча табылды",
    },
    "These seem to say the same": {
        "ru": "Похоже, здесь сказано то же самое",
        "ky": "Булар да ошону айтып жаткандай",
    },
    "Merge it into this one": {"ru": "Объединить с ним", "ky": "Ушуга кошуу"},
    "Nothing was found by these words.": {
        "ru": "По этим словам ничего не найдено.",
        "ky": "Бул сөздөр боюнча эч нерсе табылган жок.",
    },
    "Nothing seems to say the same. Search by words.": {
        "ru": "Похожего нет. Поищите по словам.",
        "ky": "Окшошу жок. Сөздөр боюнча издеңиз.",
    },
    "I have read it": {"ru": "Прочитано", "ky": "Окудум"},
    "Take it up": {"ru": "Взять в работу", "ky": "Ишке алуу"},
    "Why? Whoever said it reads this.": {
        "ru": "Почему? Это прочитает тот, кто говорил.",
        "ky": "Эмне үчүн? Муну айткан адам окуйт.",
    },
    "What stands behind it": {"ru": "На чём это держится", "ky": "Бул эмнеге таянат"},
    "Put it behind this": {"ru": "Подкрепить этим", "ky": "Ушуну негиз кылуу"},
    "The shelves have nothing more": {
        "ru": "На полках больше ничего нет",
        "ky": "Текчелерде башка эч нерсе жок",
    },
    "Put a figure, a law, a paper or a case without names on the shelf of your group; then it can stand behind a finding.": {
        "ru": "Положите на полку группы цифру, закон, бумагу или случай без имён; тогда ими можно подкрепить высказывание.",
        "ky": "Топтун текчесине сан, мыйзам, кагаз же атсыз окуя коюңуз; анда ал айтылган ойго негиз боло алат.",
    },
    "To the shelves": {"ru": "К полкам", "ky": "Текчелерге"},
    "The original stays beside it, for everybody who reads it.": {
        "ru": "Оригинал остаётся рядом для всех, кто читает.",
        "ky": "Түп нускасы окугандардын баары үчүн жанында калат.",
    },
    "What people said, and what became of it": {
        "ru": "Что сказали люди и что с этим стало",
        "ky": "Адамдар эмне айтты, андан эмне болду",
    },
    "What stands behind what is claimed": {
        "ru": "На чём держатся утверждения",
        "ky": "Айтылгандардын негизи",
    },
    "%(number)d point was entered.": {
        "ru": [
            "Записано %(number)d высказывание.",
            "Записано %(number)d высказывания.",
            "Записано %(number)d высказываний.",
            "Записано %(number)d высказывания.",
        ],
        "ky": ["%(number)d ой жазылды.", "%(number)d ой жазылды."],
    },
    "%(n)s piece": {
        "ru": ["%(n)s единица", "%(n)s единицы", "%(n)s единиц", "%(n)s единицы"],
        "ky": ["%(n)s далил", "%(n)s далил"],
    },
    "%(n)s given by others": {
        "ru": [
            "%(n)s передана другими",
            "%(n)s переданы другими",
            "%(n)s передано другими",
            "%(n)s передано другими",
        ],
        "ky": ["башкалар берген %(n)s", "башкалар берген %(n)s"],
    },
    "%(n)s new point": {
        "ru": [
            "%(n)s новое высказывание",
            "%(n)s новых высказывания",
            "%(n)s новых высказываний",
            "%(n)s нового высказывания",
        ],
        "ky": ["%(n)s жаңы ой", "%(n)s жаңы ой"],
    },
    "%(n)s is here already": {
        "ru": ["%(n)s уже есть", "%(n)s уже есть", "%(n)s уже есть", "%(n)s уже есть"],
        "ky": ["%(n)s мурунтан бар", "%(n)s мурунтан бар"],
    },
    "%(n)s row was not understood": {
        "ru": [
            "%(n)s строка не понята",
            "%(n)s строки не поняты",
            "%(n)s строк не понято",
            "%(n)s строки не поняты",
        ],
        "ky": ["%(n)s сап түшүнүксүз", "%(n)s сап түшүнүксүз"],
    },
    "Enter %(n)s point": {
        "ru": [
            "Записать %(n)s высказывание",
            "Записать %(n)s высказывания",
            "Записать %(n)s высказываний",
            "Записать %(n)s высказывания",
        ],
        "ky": ["%(n)s ойду жазуу", "%(n)s ойду жазуу"],
    },
    "%(n)s finding": {
        "ru": [
            "%(n)s высказывание",
            "%(n)s высказывания",
            "%(n)s высказываний",
            "%(n)s высказывания",
        ],
        "ky": ["%(n)s ой", "%(n)s ой"],
    },
}
