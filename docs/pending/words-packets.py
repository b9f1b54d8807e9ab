# ruff: noqa: INP001 -- data for the catalogues
"""Words of the branch `packets`: English → (Russian, Kyrgyz). With a context the key is
(context, English); with plurals (one, many), and the value has the forms one, few,
many, other in Russian, one and other in Kyrgyz. Kyrgyz waits for a native check."""

T = {
    "The source was changed meanwhile.": (
        "Исходный текст тем временем изменили.",
        "Баштапкы текст ошол аралыкта өзгөртүлдү.",
    ),
    "Somebody else has written a translation meanwhile.": (
        "Кто-то тем временем уже написал перевод.",
        "Ошол аралыкта башка бирөө котормо жазып койду.",
    ),
    "This text was taken off the page meanwhile.": (
        "Этот текст тем временем убрали со страницы.",
        "Бул текст ошол аралыкта барактан алынды.",
    ),
    "Write the translation first.": (
        "Сначала напишите перевод.",
        "Адегенде котормону жазыңыз.",
    ),
    "%(who)s translated a text of a factsheet": (
        "%(who)s переводит текст информационного листка",
        "%(who)s маалымат баракчасынын текстин которду",
    ),
    "This is the language that the proposal is written in.": (
        "На этом языке предложение и написано.",
        "Сунуш ушул тилде жазылган.",
    ),
    "%(who)s translated a proposal": (
        "%(who)s переводит предложение",
        "%(who)s сунушту которду",
    ),
    "This paragraph was taken out of the source meanwhile.": (
        "Этот абзац тем временем убрали из исходного текста.",
        "Бул абзац ошол аралыкта баштапкы тексттен алынды.",
    ),
    "This section has no other language to follow.": (
        "У этого раздела нет другого языка, с которого переводить.",
        "Бул бөлүмдүн которула турган башка тили жок.",
    ),
    "Somebody suggests other words here. Decide that suggestion first.": (
        "Здесь кто-то предлагает другие слова. Сначала примите решение о них.",
        "Бул жерде бирөө башка сөздөрдү сунуштаган. Адегенде ошону чечиңиз.",
    ),
    "These words cannot be kept. Write them anew.": (
        "Эти слова нельзя сохранить. Напишите их заново.",
        "Бул сөздөрдү сактоого болбойт. Кайра жазыңыз.",
    ),
    "There is no footnote and no reference here: take the sign ⟦…⟧ out.": (
        "Здесь нет ни сносок, ни ссылок: уберите знак ⟦…⟧.",
        "Бул жерде шилтеме да, эскертүү да жок: ⟦…⟧ белгисин алып салыңыз.",
    ),
    "Keep %(signs)s, each once: they stand for footnotes and references. Of a footnote, translate the words behind the colon.": (
        "Сохраните %(signs)s, каждый знак один раз: они стоят вместо сносок и ссылок. В сноске переведите слова после двоеточия.",
        "%(signs)s белгилерин бирден калтырыңыз: алар шилтемелердин жана эскертүүлөрдүн ордунда турат. Эскертүүнүн кош чекиттен кийинки сөздөрүн которуңуз.",
    ),
    "A paragraph has at most %(most)d letters.": (
        "В абзаце не больше %(most)d знаков.",
        "Абзацта эң көп %(most)d белги болот.",
    ),
    "%(who)s translated a paragraph of a section": (
        "%(who)s переводит абзац раздела",
        "%(who)s бөлүмдүн абзацын которду",
    ),
    "Send for translation": ("Отправить на перевод", "Котормого жөнөтүү"),
    "Other languages": ("Другие языки", "Башка тилдер"),
    "Translation": ("Перевод", "Котормо"),
    "You are asked to translate these texts. Take them out as a Word file of two columns, write into the right one, and bring the file back here.": (
        "Вас просят перевести эти тексты. Скачайте файл Word из двух столбцов, напишите перевод в правом и загрузите файл здесь.",
        "Сизден бул тексттерди которуу суралат. Эки тилкелүү Word файлын жүктөп алып, оң тилкеге котормону жазып, файлды ушул жерге кайра жүктөңүз.",
    ),
    "Take it out as a Word file": ("Скачать файлом Word", "Word файлы катары алуу"),
    "The link lasts until %(day)s. Whoever has it can read these texts: give it to nobody.": (
        "Ссылка действует до %(day)s. По ней эти тексты прочтёт любой: не передавайте её никому.",
        "Шилтеме %(day)s чейин иштейт. Ал колунда болгон ар бир адам бул тексттерди окуй алат: эч кимге бербеңиз.",
    ),
    "Go on translating": ("Продолжить перевод", "Которууну улантуу"),
    "Begin translating": ("Начать перевод", "Которууну баштоо"),
    "Bring the Word file back": (
        "Загрузить файл Word обратно",
        "Word файлын кайра жүктөө",
    ),
    "The texts": ("Тексты", "Тексттер"),
    ("a translation packet", "Close it"): ("Закрыть", "Жабуу"),
    "Then nobody opens it any more. What came stays.": (
        "После этого его никто не откроет. Что переведено, останется.",
        "Андан кийин аны эч ким ача албайт. Келген котормолор калат.",
    ),
    "Closed": ("Закрыто", "Жабык"),
    "On its way": ("В работе", "Иштелип жатат"),
    ("%(n)s word", "%(n)s words"): (
        ["%(n)s слово", "%(n)s слова", "%(n)s слов", "%(n)s слова"],
        ["%(n)s сөз", "%(n)s сөз"],
    ),
    "by a link": ("по ссылке", "шилтеме аркылуу"),
    "%(done)s of %(all)s texts are back": (
        "Переведено текстов: %(done)s из %(all)s",
        "%(all)s тексттин ичинен %(done)s которулду",
    ),
    ("%(n)s asks you", "%(n)s ask you"): (
        [
            "%(n)s ждёт вашего решения",
            "%(n)s ждут вашего решения",
            "%(n)s ждут вашего решения",
            "%(n)s ждут вашего решения",
        ],
        ["%(n)s сиздин чечимди күтөт", "%(n)s сиздин чечимди күтөт"],
    ),
    "Translation, text %(number)s of %(count)s": (
        "Перевод, текст %(number)s из %(count)s",
        "Котормо, %(count)s тексттин %(number)s-тексти",
    ),
    "%(number)s of %(count)s": ("%(number)s из %(count)s", "%(number)s / %(count)s"),
    "This text is gone": ("Этого текста больше нет", "Бул текст эми жок"),
    "Somebody has taken it out meanwhile. There is nothing to translate here.": (
        "Кто-то тем временем убрал его. Переводить здесь нечего.",
        "Ошол аралыкта бирөө аны алып салды. Бул жерде которо турган эч нерсе жок.",
    ),
    "Before it was changed": ("До изменения", "Өзгөртүлгөнгө чейин"),
    "As it is now": ("Как сейчас", "Азыркы абалы"),
    "Somebody else has written here meanwhile": (
        "Кто-то тем временем написал здесь",
        "Ошол аралыкта бул жерге башка бирөө жазды",
    ),
    "Yours; it takes the place of the other when you save it": (
        "Ваш перевод; если сохраните, он встанет на место другого",
        "Сиздики; сактасаңыз, башкасынын ордуна коюлат",
    ),
    "Save and next": ("Сохранить и дальше", "Сактап, кийинкиге өтүү"),
    "Ctrl + Enter does the same": (
        "То же самое – Ctrl + Enter",
        "Ctrl + Enter да ушундай кылат",
    ),
    ("to the text before", "Back"): ("Назад", "Артка"),
    "Leave it for now": ("Пока пропустить", "Азырынча калтыруу"),
    "%(done)s of %(all)s done": (
        "Готово %(done)s из %(all)s",
        "%(all)s ичинен %(done)s даяр",
    ),
    "Terms in it": ("Термины в тексте", "Тексттеги терминдер"),
    "Agreed before, and similar": (
        "Похожее, согласовано раньше",
        "Окшош, мурда макулдашылган",
    ),
    "%(done)s of %(all)s": ("%(done)s из %(all)s", "%(done)s / %(all)s"),
    (
        "%(n)s translation is in its place, to be read.",
        "%(n)s translations are in their places, to be read.",
    ): (
        [
            "%(n)s перевод встал на своё место и ждёт проверки.",
            "%(n)s перевода встали на свои места и ждут проверки.",
            "%(n)s переводов встали на свои места и ждут проверки.",
            "%(n)s перевода встали на свои места и ждут проверки.",
        ],
        [
            "%(n)s котормо өз ордуна коюлду, текшерүүнү күтөт.",
            "%(n)s котормо өз ордуна коюлду, текшерүүнү күтөт.",
        ],
    ),
    (
        "%(n)s cell is empty; its text stays missing.",
        "%(n)s cells are empty; their texts stay missing.",
    ): (
        [
            "%(n)s ячейка пуста; перевода этого текста по-прежнему нет.",
            "%(n)s ячейки пусты; перевода этих текстов по-прежнему нет.",
            "%(n)s ячеек пусты; перевода этих текстов по-прежнему нет.",
            "%(n)s ячейки пусты; перевода этих текстов по-прежнему нет.",
        ],
        [
            "%(n)s уяча бош; анын котормосу дагы эле жок.",
            "%(n)s уяча бош; алардын котормосу дагы эле жок.",
        ],
    ),
    "The source, as you had it": (
        "Исходный текст, каким он был у вас",
        "Баштапкы текст, сизде кандай болсо",
    ),
    "The source now": ("Исходный текст сейчас", "Баштапкы текст азыр"),
    "What stands there": ("Что там стоит", "Ал жерде турганы"),
    ("a text", "Where it stands"): ("Где это стоит", "Турган жери"),
    ("translation", "Yours"): ("Ваш перевод", "Сиздики"),
    "Your words are kept here; whoever sent you this will look at both. Or take the file out anew and write it there.": (
        "Ваши слова сохранены здесь; тот, кто прислал вам тексты, сравнит оба варианта. Или скачайте файл заново и напишите в нём.",
        "Сиздин сөзүңүз ушул жерде сакталды; муну жөнөткөн адам экөөнү тең карайт. Же файлды кайра алып, ошого жазыңыз.",
    ),
    "Look at both and decide": ("Посмотреть оба и решить", "Экөөнү карап чечүү"),
    ("%(n)s cell is as it was.", "%(n)s cells are as they were."): (
        [
            "%(n)s ячейка без изменений.",
            "%(n)s ячейки без изменений.",
            "%(n)s ячеек без изменений.",
            "%(n)s ячейки без изменений.",
        ],
        ["%(n)s уяча өзгөргөн жок.", "%(n)s уяча өзгөргөн жок."],
    ),
    "Waits for you to be translated": (
        "Ждёт вашего перевода",
        "Сиздин котормоңузду күтөт",
    ),
    "%(language)s ready: %(ready)s of %(all)s": (
        "%(language)s: готово %(ready)s из %(all)s",
        "%(language)s: %(all)s ичинен %(ready)s даяр",
    ),
    (
        "%(n)s with the translator until %(day)s",
        "%(n)s with the translator until %(day)s",
    ): (
        [
            "%(n)s у переводчика до %(day)s",
            "%(n)s у переводчика до %(day)s",
            "%(n)s у переводчика до %(day)s",
            "%(n)s у переводчика до %(day)s",
        ],
        ["%(n)s котормочуда, мөөнөтү %(day)s", "%(n)s котормочуда, мөөнөтү %(day)s"],
    ),
    "All that is missing or out of date goes to one person, and comes back into its place to be read.": (
        "Всё, чего не хватает или что устарело, уходит к одному человеку и возвращается на свои места, на проверку.",
        "Жетишпеген же эскирген тексттердин баары бир адамга барып, өз орундарына текшерүүгө кайтат.",
    ),
    "From which language into which": (
        "С какого языка на какой",
        "Кайсы тилден кайсы тилге",
    ),
    ("%(n)s text", "%(n)s texts"): (
        ["%(n)s текст", "%(n)s текста", "%(n)s текстов", "%(n)s текста"],
        ["%(n)s текст", "%(n)s текст"],
    ),
    (
        "%(n)s of them was translated, and its source has changed",
        "%(n)s of them were translated, and their source has changed",
    ): (
        [
            "у %(n)s из них есть перевод, но исходный текст изменился",
            "у %(n)s из них есть перевод, но исходный текст изменился",
            "у %(n)s из них есть перевод, но исходный текст изменился",
            "у %(n)s из них есть перевод, но исходный текст изменился",
        ],
        [
            "алардын %(n)s которулган, бирок баштапкы тексти өзгөргөн",
            "алардын %(n)s которулган, бирок баштапкы тексти өзгөргөн",
        ],
    ),
    ("for translation", "Send"): ("Отправить", "Жөнөтүү"),
    "Nothing to translate here": ("Переводить нечего", "Которо турган эч нерсе жок"),
    "In this direction nothing is missing or out of date, or somebody is at it already.": (
        "В этом направлении всё переведено и не устарело, или этим уже кто-то занят.",
        "Бул багытта баары которулган, эскирген да жок, же аны бирөө которуп жатат.",
    ),
    "Sent before": ("Отправлено раньше", "Мурда жөнөтүлгөн"),
    "Paragraph": ("Абзац", "Абзац"),
    "Heading": ("Заголовок", "Баш сөз"),
    ("block of a factsheet", "Title"): ("Название", "Аталышы"),
    "Chart: title": ("Диаграмма: название", "Диаграмма: аталышы"),
    "Chart: what it shows": (
        "Диаграмма: что она показывает",
        "Диаграмма: эмнени көрсөтөт",
    ),
    "Chart: the whole bar is": (
        "Диаграмма: весь столбик – это",
        "Диаграмма: бүт тилке – бул",
    ),
    "Chart: the dark part is": (
        "Диаграмма: тёмная часть – это",
        "Диаграмма: кара бөлүгү – бул",
    ),
    "Past recommendation, in a few words": (
        "Прежняя рекомендация, в нескольких словах",
        "Мурдагы сунуштама, бир нече сөз менен",
    ),
    "This text was removed meanwhile.": (
        "Этот текст тем временем удалили.",
        "Бул текст ошол аралыкта өчүрүлдү.",
    ),
    "from": ("с языка", "кайсы тилден"),
    "into": ("на язык", "кайсы тилге"),
    "translation packet": ("пакет для перевода", "котормо пакети"),
    "translation packets": ("пакеты для перевода", "котормо пакеттери"),
    "A translation packet": ("Пакет для перевода", "Котормо пакети"),
    ("state of a text in a packet", "Waits"): ("Ждёт", "Күтүүдө"),
    ("state of a text in a packet", "Asks you"): ("Ждёт решения", "Чечимди күтөт"),
    ("state of a text in a packet", "In review"): ("На проверке", "Текшерүүдө"),
    ("state of a text in a packet", "Taken out"): ("Убран", "Алынган"),
    "Choose two different languages.": (
        "Выберите два разных языка.",
        "Эки башка тилди тандаңыз.",
    ),
    "For translation": ("На перевод", "Котормого"),
    "Write the translation into the right column. Leave the left one as it is, and the grey codes too: by them your words find their place. A cell that stays empty stays missing. Signs such as ⟦1⟧ stand for footnotes and references; keep them.": (
        "Напишите перевод в правом столбце. Левый столбец и серые коды не меняйте: по ним ваши слова находят своё место. Пустая ячейка останется без перевода. Знаки вроде ⟦1⟧ стоят вместо сносок и ссылок; сохраните их.",
        "Котормону оң тилкеге жазыңыз. Сол тилкени жана боз коддорду өзгөртпөңүз: сөзүңүз ошолор аркылуу ордун табат. Бош калган уяча которулбай калат. ⟦1⟧ сыяктуу белгилер шилтемелердин жана эскертүүлөрдүн ордунда турат; аларды калтырыңыз.",
    ),
    "Who translates?": ("Кто переводит?", "Ким которот?"),
    "Only for somebody without an account. So you know who has it.": (
        "Только для того, у кого нет учётной записи. Так вы знаете, у кого ссылка.",
        "Каттоо эсеби жок адам үчүн гана. Ошентип шилтеме кимде экенин билесиз.",
    ),
    "The .docx of this packet, up to 10 MB. It is not kept.": (
        "Файл .docx этого пакета, до 10 МБ. Он не хранится.",
        "Ушул пакеттин .docx файлы, 10 МБга чейин. Ал сакталбайт.",
    ),
    "Choose who translates.": ("Выберите, кто переводит.", "Ким котороорун тандаңыз."),
    "Say by when you need it.": (
        "Укажите, к какому дню нужен перевод.",
        "Котормо кайсы күнгө керек экенин көрсөтүңүз.",
    ),
    "Somebody without an account, by a link": (
        "Человек без учётной записи, по ссылке",
        "Каттоо эсеби жок адам, шилтеме аркылуу",
    ),
    "Translators of the coalition": (
        "Переводчики коалиции",
        "Коалициянын котормочулары",
    ),
    "In the group": ("В группе", "Топто"),
    "%(name)s (you)": ("%(name)s (вы)", "%(name)s (сиз)"),
    "Closed. It opens nothing any more.": (
        "Закрыто. Больше ничего не открывает.",
        "Жабылды. Эми эч нерсе ачпайт.",
    ),
    "All of it is translated. Whoever sent it is told.": (
        "Всё переведено. Тому, кто прислал, сообщат.",
        "Баары которулду. Жөнөткөн адамга кабар берилет.",
    ),
    "Sent. You hear when it is done.": (
        "Отправлено. Вам сообщат, когда перевод будет готов.",
        "Жөнөтүлдү. Даяр болгондо кабар берилет.",
    ),
    "Nothing is missing or stale there, or somebody is at it.": (
        "Там всё переведено и не устарело, или этим уже кто-то занят.",
        "Ал жерде баары которулган, эскирген да жок, же аны бирөө которуп жатат.",
    ),
    "This packet is closed. Nothing was kept.": (
        "Этот пакет закрыт. Ничего не сохранено.",
        "Бул пакет жабык. Эч нерсе сакталган жок.",
    ),
    "This is not a file that was taken out of a packet, or its codes are lost.": (
        "Этот файл не из пакета для перевода, или его коды потеряны.",
        "Бул файл котормо пакетинен алынган эмес, же анын коддору жоголгон.",
    ),
    "This file belongs to another packet. Nothing was taken.": (
        "Этот файл из другого пакета. Ничего не взято.",
        "Бул файл башка пакеттики. Эч нерсе алынган жок.",
    ),
    "Rows of the file were copied or mixed up. Nothing was taken.": (
        "Строки файла скопированы или перепутаны. Ничего не взято.",
        "Файлдын саптары көчүрүлгөн же алмашкан. Эч нерсе алынган жок.",
    ),
    "These are %(count)d texts, more than the %(most)d of a packet. Send parts.": (
        "Текстов %(count)d, а в пакете помещается %(most)d. Отправьте частями.",
        "Бул %(count)d текст, пакетке %(most)d батат. Бөлүп жөнөтүңүз.",
    ),
    (
        "%(count)d row of the file is not of this packet. Nothing was taken.",
        "%(count)d rows of the file are not of this packet. Nothing was taken.",
    ): (
        [
            "%(count)d строка файла не из этого пакета. Ничего не взято.",
            "%(count)d строки файла не из этого пакета. Ничего не взято.",
            "%(count)d строк файла не из этого пакета. Ничего не взято.",
            "%(count)d строки файла не из этого пакета. Ничего не взято.",
        ],
        [
            "Файлдын %(count)d сабы бул пакеттики эмес. Эч нерсе алынган жок.",
            "Файлдын %(count)d сабы бул пакеттики эмес. Эч нерсе алынган жок.",
        ],
    ),
    "%(who)s sent texts for translation": (
        "%(who)s отправляет тексты на перевод",
        "%(who)s тексттерди котормого жөнөттү",
    ),
    "%(who)s brought a translation packet back from Word": (
        "%(who)s загружает перевод из файла Word",
        "%(who)s котормону Word файлынан кайра жүктөдү",
    ),
    "%(who)s closed a translation packet": (
        "%(who)s закрывает пакет для перевода",
        "%(who)s котормо пакетин жапты",
    ),
    "Texts wait for you to be translated": (
        "Тексты ждут вашего перевода",
        "Тексттер сиздин котормоңузду күтөт",
    ),
    "A translation that you asked for is done": (
        "Перевод, о котором вы просили, готов",
        "Сиз сураган котормо даяр",
    ),
    "Sign in as %(translator)s: texts wait to be translated. Work through three of them with Ctrl + Enter, or take them out as a Word file.": (
        "Войдите как %(translator)s: тексты ждут перевода. Переведите три из них, нажимая Ctrl + Enter, или скачайте их файлом Word.",
        "%(translator)s болуп кириңиз: тексттер котормону күтөт. Үчөөнү Ctrl + Enter менен которуңуз же Word файлы катары алыңыз.",
    ),
}
