# ruff: noqa: INP001 -- read by whoever merges, then gone
"""Words of the branch `signon`: English → (Russian, Kyrgyz). Kyrgyz waits for a
native check, as always."""

T = {
    "The files that were frozen: they say what the text says now. If a word must be gone from them, open the submission again first.": (
        "Замороженные файлы: в них то же, что сейчас в тексте. Если какое-то слово должно исчезнуть и из них, сначала снова откройте представление.",
        "Тоңдурулган файлдар: аларда азыркы тексттеги сөздөр турат. Эгер кайсы бир сөз алардан да жоголушу керек болсо, адегенде материалды кайра ачыңыз.",
    ),
    "The submission is frozen: its words do not change any more.": (
        "Представление заморожено: слова в нём больше не меняются.",
        "Материал тоңдурулган: андагы сөздөр мындан ары өзгөрбөйт.",
    ),
    "While it is reviewed and signed, its sections stay as they are.": (
        "Пока его читают и подписывают, разделы остаются как есть.",
        "Окулуп, кол коюлуп жатканда бөлүмдөр ошол бойдон калат.",
    ),
    "Some of these words stand in the wording that organisations are asked to sign. Ask them again with other words first.": (
        "Некоторые из этих слов стоят в тексте, который предложен организациям на подпись. Сначала спросите их снова, с другими словами.",
        "Бул сөздөрдүн айрымдары уюмдарга кол коюуга сунушталган текстте турат. Адегенде алардан башка сөздөр менен кайра сураңыз.",
    ),
    "It has answered. What an organisation said is kept; it can withdraw.": (
        "Она уже ответила. Сказанное организацией сохраняется; она может отозвать согласие.",
        "Ал жооп берген. Уюмдун айтканы сакталат; ал макулдугун кайтарып ала алат.",
    ),
    "Everybody has answered.": ("Ответили все.", "Баары жооп берди."),
    "They were written to less than three days ago. Give them time, or call.": (
        "Им писали меньше трёх дней назад. Дайте им время или позвоните.",
        "Аларга кат жазылганына үч күн боло элек. Убакыт бериңиз же чалыңыз.",
    ),
    "None of them left an address. Call, or send them their links again.": (
        "Никто из них не оставил адреса. Позвоните или передайте ссылки ещё раз.",
        "Алардын эч кимиси дарек калтырган жок. Чалыңыз же шилтемелерин кайра жөнөтүңүз.",
    ),
    "The text reads as they were asked about it.": (
        "Текст остался таким, о каком их спрашивали.",
        "Текст алардан суралган бойдон турат.",
    ),
    "Nothing can be signed at the moment.": (
        "Сейчас подписывать нечего.",
        "Азыр кол коё турган эч нерсе жок.",
    ),
    "The text changed while you read. Nothing was signed; read it again.": (
        "Пока вы читали, текст изменился. Ничего не подписано; прочитайте его ещё раз.",
        "Сиз окуп жатканда текст өзгөрдү. Кол коюлган жок; кайра окуп чыгыңыз.",
    ),
    "The text is frozen: it is too late to sign it.": (
        "Текст заморожен: подписать его уже нельзя.",
        "Текст тоңдурулган: ага кол коюуга кеч болуп калды.",
    ),
    "The text is frozen: a name can only be taken out now.": (
        "Текст заморожен: название теперь можно только убрать.",
        "Текст тоңдурулган: аталышты эми алып салууга гана болот.",
    ),
    "There is no agreement that you could withdraw.": (
        "Нет согласия, которое можно было бы отозвать.",
        "Кайтарып ала турган макулдугуңуз жок.",
    ),
    "No answer was written down for you.": (
        "За вас ответ никто не записывал.",
        "Сиз үчүн эч ким жооп жазган жок.",
    ),
    "Say how it answered.": (
        "Укажите, каким способом она ответила.",
        "Кандай жол менен жооп бергенин көрсөтүңүз.",
    ),
    "This day is still to come.": ("Этот день ещё не наступил.", "Бул күн келе элек."),
    "Write who signs.": ("Напишите, кто подписывает.", "Ким кол коёрун жазыңыз."),
    "This name is too long.": ("Имя слишком длинное.", "Аты өтө узун."),
    "This reason is too long.": (
        "Причина изложена слишком длинно.",
        "Себеби өтө узун жазылган.",
    ),
    "Organisations are asked while the submission is in sign-on.": (
        "Организации спрашивают, пока представление собирает подписи.",
        "Уюмдардан материалга кол коюу жүрүп жатканда суралат.",
    ),
    "This link leads nowhere any more.": (
        "Эта ссылка больше никуда не ведёт.",
        "Бул шилтеме эми эч кайда алып барбайт.",
    ),
    "This organisation is asked already.": (
        "Эту организацию уже спросили.",
        "Бул уюмдан суралган.",
    ),
    "There is no agreement that it could withdraw.": (
        "У неё нет согласия, которое можно было бы отозвать.",
        "Анын кайтарып ала турган макулдугу жок.",
    ),
    "Agreed to an earlier wording; asked again": (
        "Согласна с прежним текстом; спрошена снова",
        "Мурунку текстке макул болгон; кайра суралды",
    ),
    "Not named: in no file; groups taking part know of it": (
        "Не названа: ни в одном файле; участвующие группы знают",
        "Аталбайт: эч бир файлда жок; катышкан топтор билет",
    ),
    "Named: on the cover of every file": (
        "Названа: на титульном листе каждого файла",
        "Аталат: ар бир файлдын титул барагында",
    ),
    "Hidden: known to coordinators only": (
        "Скрыта: знают только координаторы",
        "Жашыруун: координаторлор гана билет",
    ),
    "How is your organisation named?": (
        "Как называть вашу организацию?",
        "Уюмуңуз кандай аталсын?",
    ),
    "What you are there": ("Ваша должность", "Кызматыңыз"),
    "How does it want to be named?": (
        "Как она хочет быть названа?",
        "Ал кандай аталгысы келет?",
    ),
    "Who said it": ("Кто это сказал", "Муну ким айтты"),
    "What this person is there": (
        "Должность этого человека",
        "Бул адамдын кызматы",
    ),
    "Not named": ("Не называть", "Аталбасын"),
    "Your name is in no file. The groups that write the text know that you agreed.": (
        "Названия нет ни в одном файле. Группы, которые пишут текст, знают, что вы согласились.",
        "Аталышыңыз эч бир файлда болбойт. Текстти жазган топтор макул болгонуңузду билет.",
    ),
    "Named": ("Назвать", "Аталсын"),
    "Your name stands on the cover of every file that is sent. The UN makes it public.": (
        "Название стоит на титульном листе каждого отправленного файла. ООН его публикует.",
        "Аталышыңыз жөнөтүлгөн ар бир файлдын титул барагында турат. БУУ аны жарыялайт.",
    ),
    "Hidden": ("Скрыть", "Жашырылсын"),
    "Only the coordinators know. You are in no file, in no list and in no number that others see.": (
        "Знают только координаторы. Вас нет ни в файлах, ни в списках, ни в числах, которые видят другие.",
        "Координаторлор гана билет. Башкалар көргөн файлдарда, тизмелерде жана сандарда сиз жоксуз.",
    ),
    "Only the coordinators read it. It is in no file and no letter.": (
        "Его читают только координаторы. Ни в файлах, ни в письмах его нет.",
        "Аны координаторлор гана окуйт. Файлдарда да, каттарда да болбойт.",
    ),
    "For example: director.": ("Например: директор.", "Мисалы: директор."),
    "I have read the text, and my organisation agrees to it.": (
        "Я прочитал(а) текст, и моя организация с ним согласна.",
        "Мен текстти окудум, менин уюмум ага макул.",
    ),
    "Why not?": ("Почему нет?", "Эмне үчүн жок?"),
    "It helps those who write. You may leave it empty.": (
        "Это поможет тем, кто пишет. Можно оставить пустым.",
        "Бул жазгандарга жардам берет. Бош калтырсаңыз болот.",
    ),
    "An organisation that was asked before": (
        "Организация, которую уже спрашивали",
        "Мурда суралган уюм",
    ),
    "A new one": ("Новая", "Жаңы"),
    "Language of its page": ("Язык её страницы", "Барагынын тили"),
    "It reads the text in this language, and may read the others.": (
        "Текст она читает на этом языке и может открыть остальные.",
        "Текстти ушул тилде окуйт, башкаларын да окуй алат.",
    ),
    "The link goes there. It is kept sealed. Left empty, you hand the link over.": (
        "Ссылка уйдёт на этот адрес. Он хранится запечатанным. Если оставить пустым, ссылку передадите вы.",
        "Шилтеме ошол жакка кетет. Дарек мөөрлөнгөн түрдө сакталат. Бош калса, шилтемени өзүңүз бересиз.",
    ),
    "Until it answers, only coordinators know that it is asked": (
        "Пока она не ответит, только координаторы знают, что её спросили",
        "Жооп бермейинче, андан суралганын координаторлор гана билет",
    ),
    "What did it say?": ("Что она сказала?", "Ал эмне деди?"),
    "Coordinators alone read the name.": (
        "Имя читают только координаторы.",
        "Атын координаторлор гана окуйт.",
    ),
    "How": ("Как", "Кантип"),
    "On which day": ("В какой день", "Кайсы күнү"),
    "The reason, if it said one": (
        "Причина, если она её назвала",
        "Себеби, эгер айтса",
    ),
    "Why does it go back?": ("Почему шаг назад?", "Эмне үчүн артка кайтат?"),
    "Everybody who takes part can read it.": (
        "Это могут прочитать все участники.",
        "Муну катышкандардын баары окуй алат.",
    ),
    "Choose how your organisation is named.": (
        "Выберите, как называть вашу организацию.",
        "Уюмуңуз кандай аталарын тандаңыз.",
    ),
    "Write what you are in the organisation.": (
        "Напишите, кто вы в организации.",
        "Уюмда ким экениңизди жазыңыз.",
    ),
    "Tick this if your organisation agrees.": (
        "Отметьте, если ваша организация согласна.",
        "Уюмуңуз макул болсо, белгилеңиз.",
    ),
    "Write who said it.": ("Напишите, кто это сказал.", "Муну ким айтканын жазыңыз."),
    "Write why it goes back.": (
        "Напишите, почему шаг назад.",
        "Эмне үчүн артка кайтарын жазыңыз.",
    ),
    "An organisation of this name is asked already.": (
        "Организацию с таким названием уже спросили.",
        "Мындай аталыштагы уюмдан суралган.",
    ),
    ("an organisation", "It agrees"): ("Согласна", "Макул"),
    ("an organisation", "It does not sign"): ("Не подписывает", "Кол койбойт"),
    ("an organisation", "It withdraws"): (
        "Отзывает согласие",
        "Макулдугун кайтарып алат",
    ),
    "The text was changed after the organisations were asked. Ask them again, or bring the text back to what they agreed to.": (
        "Текст изменили после того, как спросили организации. Спросите их снова или верните текст к тому, на что они согласились.",
        "Уюмдардан суралгандан кийин текст өзгөрдү. Алардан кайра сураңыз же текстти алар макул болгон түргө кайтарыңыз.",
    ),
    "Freeze it first: what is filed must not change.": (
        "Сначала заморозьте: то, что подаётся, не должно меняться.",
        "Адегенде тоңдуруңуз: тапшырылган нерсе өзгөрбөшү керек.",
    ),
    "It was filed: what was sent cannot be taken back.": (
        "Представление подано: отправленное вернуть нельзя.",
        "Ал тапшырылган: жөнөтүлгөндү кайтарып алууга болбойт.",
    ),
    "Somebody has moved it meanwhile. Look at it again.": (
        "Кто-то уже передвинул его. Посмотрите ещё раз.",
        "Аны бирөө жылдырып койгон. Кайра караңыз.",
    ),
    "Write why it goes back. Everybody can read it.": (
        "Напишите, почему шаг назад. Это прочитают все.",
        "Эмне үчүн артка кайтарын жазыңыз. Муну баары окуй алат.",
    ),
    "%(who)s opened a submission for review": (
        "%(who)s открывает представление для чтения",
        "%(who)s материалды окууга ачты",
    ),
    "%(who)s opened the sign-on of a submission": (
        "%(who)s открывает сбор подписей под представлением",
        "%(who)s материалга кол коюуну ачты",
    ),
    "%(who)s froze a submission": (
        "%(who)s замораживает представление",
        "%(who)s материалды тоңдурду",
    ),
    "%(who)s opened a frozen submission again": (
        "%(who)s снова открывает замороженное представление",
        "%(who)s тоңдурулган материалды кайра ачты",
    ),
    "%(who)s put a submission one step back": (
        "%(who)s возвращает представление на шаг назад",
        "%(who)s материалды бир кадам артка кайтарды",
    ),
    "%(who)s marked a submission as filed": (
        "%(who)s отмечает, что представление подано",
        "%(who)s материал тапшырылды деп белгиледи",
    ),
    "%(who)s asked organisations again to sign": (
        "%(who)s снова просит организации подписать",
        "%(who)s уюмдардан кол коюуну кайра сурады",
    ),
    "%(who)s reminded organisations to answer": (
        "%(who)s напоминает организациям об ответе",
        "%(who)s уюмдарга жооп берүүнү эскертти",
    ),
    "A submission waits to be read as a whole": (
        "Представление ждёт, чтобы его прочитали целиком",
        "Материал толугу менен окулушун күтүп турат",
    ),
    "Organisations are asked to sign a submission": (
        "Организации просят подписать представление",
        "Уюмдардан материалга кол коюу суралып жатат",
    ),
    "A submission is frozen: its words stay as they are": (
        "Представление заморожено: слова остаются как есть",
        "Материал тоңдурулду: сөздөр ошол бойдон калат",
    ),
    "A frozen submission was opened again": (
        "Замороженное представление снова открыто",
        "Тоңдурулган материал кайра ачылды",
    ),
    "A submission went one step back": (
        "Представление вернулось на шаг назад",
        "Материал бир кадам артка кайтты",
    ),
    "A submission was filed": ("Представление подано", "Материал тапшырылды"),
    "%(who)s asked an organisation to sign": (
        "%(who)s просит организацию подписать",
        "%(who)s уюмдан кол коюуну сурады",
    ),
    "%(who)s took back that an organisation was asked": (
        "%(who)s отменяет просьбу к организации",
        "%(who)s уюмдан суроону кайтарып алды",
    ),
    "%(who)s made a new link for an organisation": (
        "%(who)s создаёт новую ссылку для организации",
        "%(who)s уюм үчүн жаңы шилтеме жасады",
    ),
    "%(who)s withdrew the link of an organisation": (
        "%(who)s отзывает ссылку организации",
        "%(who)s уюмдун шилтемесин кайтарып алды",
    ),
    "An organisation agreed to a submission (%(who)s)": (
        "Организация согласилась с представлением (%(who)s)",
        "Уюм материалга макул болду (%(who)s)",
    ),
    "An organisation does not sign (%(who)s)": (
        "Организация не подписывает (%(who)s)",
        "Уюм кол койбойт (%(who)s)",
    ),
    "An organisation withdrew its agreement (%(who)s)": (
        "Организация отозвала согласие (%(who)s)",
        "Уюм макулдугун кайтарып алды (%(who)s)",
    ),
    "An organisation said that its answer was wrong (%(who)s)": (
        "Организация сообщила, что её ответ записан неверно (%(who)s)",
        "Уюм жообу туура эмес жазылганын айтты (%(who)s)",
    ),
    "An organisation has agreed": ("Организация согласилась", "Уюм макул болду"),
    "An organisation does not sign": (
        "Организация не подписывает",
        "Уюм кол койбойт",
    ),
    "An organisation has withdrawn its agreement": (
        "Организация отозвала согласие",
        "Уюм макулдугун кайтарып алды",
    ),
    "An answer that was written down was wrong": (
        "Записанный ответ оказался неверным",
        "Жазылган жооп туура эмес болуп чыкты",
    ),
    ("an organisation", "Named in every file"): (
        "Названа в каждом файле",
        "Ар бир файлда аталат",
    ),
    ("an organisation", "Named in no file"): (
        "Не названа ни в одном файле",
        "Эч бир файлда аталбайт",
    ),
    ("an organisation", "Known to coordinators only"): (
        "Известна только координаторам",
        "Координаторлорго гана белгилүү",
    ),
    "language of its page": ("язык её страницы", "барагынын тили"),
    "sign-on": ("подпись организации", "уюмдун колу"),
    "sign-ons": ("подписи организаций", "уюмдардын колдору"),
    "An organisation": ("Организация", "Уюм"),
    "function": ("должность", "кызматы"),
    ("an organisation", "Has not answered"): ("Не ответила", "Жооп бере элек"),
    ("an organisation", "Agrees"): ("Согласна", "Макул"),
    ("an organisation", "Does not sign"): ("Не подписывает", "Кол койбойт"),
    ("an organisation", "Has withdrawn"): (
        "Отозвала согласие",
        "Макулдугун кайтарып алды",
    ),
    ("an organisation", "Agreed"): ("Согласилась", "Макул болду"),
    ("an organisation", "Did not sign"): ("Не подписала", "Кол койгон жок"),
    ("an organisation", "Withdrew"): (
        "Отозвала согласие",
        "Макулдугун кайтарып алды",
    ),
    ("an organisation", "Said that this was wrong"): (
        "Сообщила, что это неверно",
        "Бул туура эмес деди",
    ),
    ("a way of answering", "by its link"): ("по ссылке", "шилтеме аркылуу"),
    ("a way of answering", "by phone"): ("по телефону", "телефон аркылуу"),
    ("a way of answering", "on paper"): ("на бумаге", "кагазда"),
    ("a way of answering", "in a chat"): ("в чате", "чатта"),
    ("stage of a submission", "Drafting"): ("Написание", "Жазуу"),
    ("stage of a submission", "Review"): ("Чтение", "Окуу"),
    ("stage of a submission", "Sign-on"): ("Подписи", "Кол коюу"),
    ("stage of a submission", "Frozen"): ("Заморожено", "Тоңдурулган"),
    ("stage of a submission", "Filed"): ("Подано", "Тапшырылган"),
    "It is not asked any more.": ("Её больше не спрашивают.", "Андан эми суралбайт."),
    ("%(n)d organisation was written to.", "%(n)d organisations were written to."): (
        [
            "Написали %(n)d организации.",
            "Написали %(n)d организациям.",
            "Написали %(n)d организациям.",
            "Написали %(n)d организации.",
        ],
        ["%(n)d уюмга кат жазылды."],
    ),
    "The organisation is asked.": (
        "Организация спрошена.",
        "Уюмдан суралды.",
    ),
    (
        "The new wording is proposed. %(n)d organisation that had agreed is asked again.",
        "The new wording is proposed. %(n)d organisations that had agreed are asked again.",
    ): (
        [
            "Предложен новый текст. Снова спрошена %(n)d организация из согласившихся.",
            "Предложен новый текст. Снова спрошены %(n)d организации из согласившихся.",
            "Предложен новый текст. Снова спрошены %(n)d организаций из согласившихся.",
            "Предложен новый текст. Снова спрошены %(n)d организации из согласившихся.",
        ],
        ["Жаңы текст сунушталды. Макул болгон %(n)d уюмдан кайра суралды."],
    ),
    ("%(n)d left no address: call it.", "%(n)d left no address: call them."): (
        [
            "%(n)d не оставила адреса: позвоните ей.",
            "%(n)d не оставили адреса: позвоните им.",
            "%(n)d не оставили адреса: позвоните им.",
            "%(n)d не оставили адреса: позвоните им.",
        ],
        ["%(n)d уюм дарек калтырган жок: чалыңыз."],
    ),
    "Written down.": ("Записано.", "Жазылды."),
    "Your agreement is withdrawn.": (
        "Ваше согласие отозвано.",
        "Макулдугуңуз кайтарылып алынды.",
    ),
    "Thank you. The answer does not count, and the coordinators were told.": (
        "Спасибо. Этот ответ не считается, координаторам сообщено.",
        "Рахмат. Бул жооп эсепке алынбайт, координаторлорго билдирилди.",
    ),
    "Thank you. Your answer is kept.": (
        "Спасибо. Ваш ответ сохранён.",
        "Рахмат. Жообуңуз сакталды.",
    ),
    "Everybody who takes part was asked to read it.": (
        "Всех участников попросили прочитать его.",
        "Катышкандардын баарынан окуп чыгуу суралды.",
    ),
    "The wording is proposed. Ask the organisations to sign it.": (
        "Текст предложен. Попросите организации подписать его.",
        "Текст сунушталды. Уюмдардан кол коюуну сураңыз.",
    ),
    "Frozen. The files are ready to be handed in.": (
        "Заморожено. Файлы готовы к подаче.",
        "Тоңдурулду. Файлдар тапшырууга даяр.",
    ),
    "It is one step back. Everybody was told.": (
        "Сделан шаг назад. Всем сообщено.",
        "Бир кадам артка кайтты. Баарына билдирилди.",
    ),
    "Somebody wrote down an answer for your organisation. Look whether it is right; if it is not, say so here:": (
        "За вашу организацию записали ответ. Посмотрите, верен ли он; если нет, сообщите здесь:",
        "Уюмуңуз үчүн жооп жазылды. Туура экенин караңыз; туура эмес болсо, ушул жерден айтыңыз:",
    ),
    "A text that your organisation agreed to was changed. What changed, and whether you still agree:": (
        "Текст, с которым согласилась ваша организация, изменили. Что изменилось и согласны ли вы по-прежнему:",
        "Уюмуңуз макул болгон текст өзгөрдү. Эмне өзгөргөнү жана мурдагыдай эле макулсузбу:",
    ),
    "A text still waits for the answer of your organisation. Silence is not taken for consent. Read it and answer here:": (
        "Текст всё ещё ждёт ответа вашей организации. Молчание согласием не считается. Прочитайте и ответьте здесь:",
        "Текст уюмуңуздун жообун күтүп турат. Унчукпоо макулдук деп эсептелбейт. Окуп, ушул жерден жооп бериңиз:",
    ),
    "Your organisation is asked whether it agrees to a text. Read it and answer here, without an account:": (
        "Вашу организацию спрашивают, согласна ли она с текстом. Прочитайте и ответьте здесь, без учётной записи:",
        "Уюмуңуздан текстке макулбу деп суралып жатат. Окуп, ушул жерден каттоосуз жооп бериңиз:",
    ),
    "The link is for you alone and works until %(day)s. Do not pass it on: whoever holds it answers for you.": (
        "Ссылка только для вас, она действует до %(day)s. Не передавайте её: у кого она есть, тот отвечает за вас.",
        "Шилтеме сиз үчүн гана, %(day)s чейин иштейт. Башкага бербеңиз: кимде болсо, ошол сиз үчүн жооп берет.",
    ),
    "The stages": ("Этапы", "Этаптар"),
    "Who signs": ("Кто подписывает", "Ким кол коёт"),
    "The submission was filed: no word of it changes any more. You may read it and comment.": (
        "Представление подано: слова в нём больше не меняются. Его можно читать и комментировать.",
        "Материал тапшырылган: андагы сөздөр мындан ары өзгөрбөйт. Окуп, пикир жазсаңыз болот.",
    ),
    "The submission is frozen: no word of it changes any more. You may read it and comment.": (
        "Представление заморожено: слова в нём больше не меняются. Его можно читать и комментировать.",
        "Материал тоңдурулган: андагы сөздөр мындан ары өзгөрбөйт. Окуп, пикир жазсаңыз болот.",
    ),
    "Organisations are asked to sign this text. Whatever is changed now has to be asked again; only rapporteurs and coordinators write.": (
        "Организации просят подписать этот текст. О каждом изменении придётся спрашивать заново; пишут только докладчики и координаторы.",
        "Уюмдардан бул текстке кол коюу суралып жатат. Ар бир өзгөрүү кайра суралышы керек; докладчылар менен координаторлор гана жазат.",
    ),
    "A text to sign": ("Текст на подпись", "Кол коюла турган текст"),
    "The text is being worked on again. You will be asked once it stands; nothing is needed from you now.": (
        "Над текстом снова работают. Вас спросят, когда он будет готов; сейчас от вас ничего не нужно.",
        "Текст үстүндө кайра иш жүрүп жатат. Даяр болгондо сизден суралат; азыр сизден эч нерсе талап кылынбайт.",
    ),
    "The text was changed after your organisation agreed to it. Look at what changed, and say whether you still agree.": (
        "Текст изменили после того, как ваша организация с ним согласилась. Посмотрите, что изменилось, и скажите, согласны ли вы по-прежнему.",
        "Уюмуңуз макул болгондон кийин текст өзгөрдү. Эмне өзгөргөнүн карап, мурдагыдай эле макулсузбу, айтыңыз.",
    ),
    "%(coalition)s asks whether your organisation agrees to this text.": (
        "%(coalition)s спрашивает, согласна ли ваша организация с этим текстом.",
        "%(coalition)s уюмуңуз бул текстке макулбу деп сурайт.",
    ),
    "You are asked whether your organisation agrees to this text.": (
        "Вас спрашивают, согласна ли ваша организация с этим текстом.",
        "Сизден уюмуңуз бул текстке макулбу деп суралып жатат.",
    ),
    "Silence is not taken for consent.": (
        "Молчание согласием не считается.",
        "Унчукпоо макулдук деп эсептелбейт.",
    ),
    "Your organisation agreed on %(day)s.": (
        "Ваша организация согласилась %(day)s.",
        "Уюмуңуз %(day)s макул болду.",
    ),
    "Its name stands on the cover of every file that is sent.": (
        "Её название стоит на титульном листе каждого отправляемого файла.",
        "Анын аталышы жөнөтүлүүчү ар бир файлдын титул барагында турат.",
    ),
    "Its name is in no file. The groups that write the text know that you agreed.": (
        "Её названия нет ни в одном файле. Группы, которые пишут текст, знают, что вы согласились.",
        "Анын аталышы эч бир файлда жок. Текстти жазган топтор макул болгонуңузду билет.",
    ),
    "Only the coordinators know of it.": (
        "Об этом знают только координаторы.",
        "Муну координаторлор гана билет.",
    ),
    "The text was sent to the UN.": (
        "Текст отправлен в ООН.",
        "Текст БУУга жөнөтүлдү.",
    ),
    "On %(day)s you said that your organisation does not sign.": (
        "%(day)s вы сообщили, что ваша организация не подписывает.",
        "%(day)s уюмуңуз кол койбой турганын айттыңыз.",
    ),
    "You may still change your mind.": (
        "Вы ещё можете передумать.",
        "Дагы эле оюңузду өзгөртсөңүз болот.",
    ),
    "Your agreement is withdrawn. Your name is in nothing that is sent from now on.": (
        "Ваше согласие отозвано. Во всём, что будет отправлено, вашего названия нет.",
        "Макулдугуңуз кайтарылып алынды. Мындан ары жөнөтүлгөндөрдө аталышыңыз болбойт.",
    ),
    "What was sent before that cannot be taken back.": (
        "Отправленное до этого вернуть нельзя.",
        "Ага чейин жөнөтүлгөндү кайтарып алууга болбойт.",
    ),
    "The text is frozen: it cannot be signed any more.": (
        "Текст заморожен: подписать его больше нельзя.",
        "Текст тоңдурулган: ага эми кол коюуга болбойт.",
    ),
    "This answer was given %(how)s on %(day)s and written down by a coordinator.": (
        "Этот ответ дан %(how)s %(day)s, его записал координатор.",
        "Бул жооп %(day)s %(how)s берилип, аны координатор жазган.",
    ),
    "This is wrong": ("Это неверно", "Бул туура эмес"),
    "What changed since you agreed": (
        "Что изменилось после вашего согласия",
        "Сиз макул болгондон бери эмне өзгөрдү",
    ),
    "The text": ("Текст", "Текст"),
    "Read it in %(language)s": (
        "Читать: %(language)s",
        "Окуу: %(language)s",
    ),
    "Organisations that sign with their names": (
        "Организации, которые подписывают открыто",
        "Аталышы менен кол койгон уюмдар",
    ),
    "Change how you are named": (
        "Изменить, как вас называют",
        "Кандай аталарыңызды өзгөртүү",
    ),
    "The text is frozen. Your name can still be taken out of the files; it cannot be put in any more.": (
        "Текст заморожен. Ваше название ещё можно убрать из файлов; добавить его уже нельзя.",
        "Текст тоңдурулган. Аталышыңызды файлдардан дагы эле алып салса болот; кошууга эми болбойт.",
    ),
    "Keep this": ("Сохранить", "Сактоо"),
    "We agree": ("Мы согласны", "Биз макулбуз"),
    "We do not sign": ("Мы не подписываем", "Биз кол койбойбуз"),
    "Say that we do not sign": (
        "Сообщить, что мы не подписываем",
        "Кол койбой турганыбызды айтуу",
    ),
    ("an agreement", "Withdraw"): ("Отозвать", "Кайтарып алуу"),
    "The text was sent. Your name can be taken out of what is sent from now on; what was sent cannot be taken back.": (
        "Текст отправлен. Ваше название можно убрать из того, что будет отправлено дальше; отправленное вернуть нельзя.",
        "Текст жөнөтүлгөн. Аталышыңызды мындан ары жөнөтүлгөндөн алып салса болот; жөнөтүлгөндү кайтарып алууга болбойт.",
    ),
    "Your name is taken out of everything that was not sent yet.": (
        "Ваше название уберут из всего, что ещё не отправлено.",
        "Аталышыңыз жөнөтүлө электердин баарынан алынып салынат.",
    ),
    "Withdraw our agreement": (
        "Отозвать наше согласие",
        "Макулдугубузду кайтарып алуу",
    ),
    "The link is for your organisation alone and works until %(day)s. Do not pass it on: whoever holds it answers for you.": (
        "Ссылка только для вашей организации, она действует до %(day)s. Не передавайте её: у кого она есть, тот отвечает за вас.",
        "Шилтеме уюмуңуз үчүн гана, %(day)s чейин иштейт. Башкага бербеңиз: кимде болсо, ошол сиз үчүн жооп берет.",
    ),
    ("organisations", "%(agreed)s of %(asked)s"): (
        "%(agreed)s из %(asked)s",
        "%(asked)s ичинен %(agreed)s",
    ),
    "have agreed. Silence is not consent.": (
        "согласны. Молчание – не согласие.",
        "макул. Унчукпоо – макулдук эмес.",
    ),
    "The wording that they are asked about:": (
        "Текст, о котором их спрашивают:",
        "Алардан суралып жаткан текст:",
    ),
    "The text was changed since they were asked": (
        "После того как их спросили, текст изменили",
        "Алардан суралгандан бери текст өзгөрдү",
    ),
    "Whoever agreed has agreed to other words. Ask again: they are shown what changed, and their earlier yes is kept as a yes to the earlier wording.": (
        "Кто согласился, согласился с другими словами. Спросите снова: им покажут, что изменилось, а прежнее «да» останется согласием с прежним текстом.",
        "Макул болгондор башка сөздөргө макул болгон. Кайра сураңыз: аларга эмне өзгөргөнү көрсөтүлөт, мурунку «ооба» мурунку текстке макулдук бойдон калат.",
    ),
    ("Ask %(n)s organisation again", "Ask %(n)s organisations again"): (
        [
            "Спросить снова %(n)s организацию",
            "Спросить снова %(n)s организации",
            "Спросить снова %(n)s организаций",
            "Спросить снова %(n)s организации",
        ],
        ["%(n)s уюмдан кайра суроо"],
    ),
    "Propose the new wording": (
        "Предложить новый текст",
        "Жаңы текстти сунуштоо",
    ),
    "Organisations": ("Организации", "Уюмдар"),
    "Ask another one": ("Спросить ещё одну", "Дагы бирөөнөн суроо"),
    "Organisation": ("Организация", "Уюм"),
    ("heading", "Named"): ("Как названа", "Кандай аталат"),
    "Remind those who have not answered": (
        "Напомнить тем, кто не ответил",
        "Жооп бербегендерге эскертүү",
    ),
    "By e-mail, at most once in three days. The letter does not say what it is about.": (
        "По электронной почте, не чаще раза в три дня. В письме не сказано, о чём речь.",
        "Электрондук почта менен, үч күндө бирден көп эмес. Катта эмне жөнүндө экени айтылбайт.",
    ),
    "Nobody was asked yet": (
        "Пока никого не спросили",
        "Азырынча эч кимден сурала элек",
    ),
    "Each organisation gets a link to the text in its language. It reads, chooses how to be named and signs, without an account.": (
        "Каждая организация получает ссылку на текст на своём языке. Она читает, выбирает, как её называть, и подписывает – без учётной записи.",
        "Ар бир уюм өз тилиндеги текстке шилтеме алат. Окуйт, кандай аталарын тандап, каттоосуз кол коёт.",
    ),
    "Ask the first one": ("Спросить первую", "Биринчисинен суроо"),
    "Organisations are asked once the sign-on is open: then the wording stands.": (
        "Организации спрашивают, когда открыт сбор подписей: тогда текст уже стоит.",
        "Уюмдардан кол коюу ачылганда суралат: ошондо текст даяр болот.",
    ),
    "To the stages": ("К этапам", "Этаптарга"),
    "A coordinator asks organisations once the wording stands.": (
        "Координатор спросит организации, когда текст будет готов.",
        "Текст даяр болгондо координатор уюмдардан сурайт.",
    ),
    "On to freezing": ("Дальше: заморозить", "Андан ары: тоңдуруу"),
    "Ask an organisation": ("Спросить организацию", "Уюмдан суроо"),
    "Ask an organisation to sign": (
        "Попросить организацию подписать",
        "Уюмдан кол коюуну суроо",
    ),
    "It gets a link of its own to the text, and answers without an account. Until it says otherwise its name is in no file.": (
        "Она получает свою ссылку на текст и отвечает без учётной записи. Пока она не скажет иного, её названия нет ни в одном файле.",
        "Ал текстке өз шилтемесин алып, каттоосуз жооп берет. Башкача айтмайынча, аталышы эч бир файлда болбойт.",
    ),
    "Name in Russian": ("Название на русском", "Аталышы орусча"),
    "Name in Kyrgyz": ("Название на кыргызском", "Аталышы кыргызча"),
    "Name in English": ("Название на английском", "Аталышы англисче"),
    ("an organisation", "Ask"): ("Спросить", "Суроо"),
    "Back": ("Назад", "Артка"),
    "Its link": ("Её ссылка", "Анын шилтемеси"),
    "Hand it to this organisation alone: whoever holds it answers for it.": (
        "Передайте её только этой организации: у кого ссылка, тот отвечает за неё.",
        "Аны ушул уюмга гана бериңиз: шилтеме кимде болсо, ошол анын атынан жооп берет.",
    ),
    "Works until %(day)s · %(language)s": (
        "Действует до %(day)s · %(language)s",
        "%(day)s чейин иштейт · %(language)s",
    ),
    "Letters go to %(contact)s.": (
        "Письма идут на %(contact)s.",
        "Каттар %(contact)s дарегине кетет.",
    ),
    "It left no address: nothing is sent to it.": (
        "Адреса она не оставила: ей ничего не отправляется.",
        "Ал дарек калтырган жок: ага эч нерсе жөнөтүлбөйт.",
    ),
    "No link leads to the text now.": (
        "Сейчас к тексту не ведёт ни одна ссылка.",
        "Азыр текстке эч бир шилтеме алып барбайт.",
    ),
    "A new link instead": ("Новая ссылка вместо этой", "Анын ордуна жаңы шилтеме"),
    "Withdraw the link": ("Отозвать ссылку", "Шилтемени кайтарып алуу"),
    "What it said": ("Что она сказала", "Ал эмне деди"),
    "wording %(number)s": ("текст %(number)s", "%(number)s-текст"),
    "Written down by %(name)s": ("Записывает: %(name)s", "Жазган: %(name)s"),
    "Who signed is read on this page and nowhere else.": (
        "Кто подписал, видно только на этой странице.",
        "Ким кол койгону ушул баракта гана көрүнөт.",
    ),
    "Nothing yet. Silence is not consent.": (
        "Пока ничего. Молчание – не согласие.",
        "Азырынча эч нерсе. Унчукпоо – макулдук эмес.",
    ),
    "It answered by phone, on paper or in a chat": (
        "Она ответила по телефону, на бумаге или в чате",
        "Ал телефон, кагаз же чат аркылуу жооп берди",
    ),
    "Write the answer down": ("Записать ответ", "Жоопту жазуу"),
    "The organisation is told by e-mail, if it left an address, and sees it behind its link: one click says “this is wrong”.": (
        "Организации сообщат письмом, если она оставила адрес, и она увидит это по своей ссылке: одним нажатием можно сказать «это неверно».",
        "Дарек калтырса, уюмга кат менен билдирилет, ал муну өз шилтемесинен да көрөт: бир басуу менен «бул туура эмес» деп айта алат.",
    ),
    "Write it down": ("Записать", "Жазып коюу"),
    "Asked by mistake: take it back": (
        "Спросили по ошибке: отменить",
        "Жаңылып суралды: кайтарып алуу",
    ),
    "Stage": ("Этап", "Этап"),
    "How far it is": ("Как далеко продвинулось", "Кайсы жерге келди"),
    "The next step": ("Следующий шаг", "Кийинки кадам"),
    "Handed in": ("Подано", "Тапшырылды"),
    "Open the review": ("Открыть для чтения", "Окууга ачуу"),
    "Everybody who takes part is told to read the whole. Writing, suggestions and comments go on as before; sections are neither added nor taken out.": (
        "Всех участников просят прочитать целое. Писать, предлагать и комментировать можно как прежде; разделы больше не добавляют и не убирают.",
        "Катышкандардын баарынан толук окуп чыгуу суралат. Жазуу, сунуштоо жана пикир айтуу мурдагыдай; бөлүмдөр кошулбайт жана алынбайт.",
    ),
    "Open the sign-on": ("Открыть сбор подписей", "Кол коюуну ачуу"),
    "What stands in the texts now, without what is only suggested, becomes the wording that organisations are asked to agree to. Until it is frozen only rapporteurs and coordinators write; whatever they change has to be asked again.": (
        "То, что сейчас стоит в текстах, без того, что только предложено, станет текстом, с которым просят согласиться организации. До заморозки пишут только докладчики и координаторы; о каждом их изменении придётся спросить снова.",
        "Азыр тексттерде турганы, жөн гана сунушталгандан тышкары, уюмдардан макулдук суралчу текст болот. Тоңдурулганга чейин докладчылар менен координаторлор гана жазат; алардын ар бир өзгөртүүсү кайра суралышы керек.",
    ),
    "Freeze it": ("Заморозить", "Тоңдуруу"),
    "No word changes any more, nothing is suggested, and the files to be handed in are made. Comments stay possible. It can be opened again, with a reason that everybody reads.": (
        "Слова больше не меняются, ничего не предлагается, создаются файлы для подачи. Комментировать можно. Открыть снова можно, указав причину, которую прочитают все.",
        "Сөздөр өзгөрбөйт, эч нерсе сунушталбайт, тапшырылуучу файлдар жасалат. Пикир жазса болот. Баары окуй турган себеп менен кайра ачса болот.",
    ),
    "File it": ("Подать", "Тапшыруу"),
    "A coordinator hands the files in at the UN and keeps the receipt.": (
        "Координатор подаёт файлы в ООН и сохраняет подтверждение.",
        "Координатор файлдарды БУУга тапшырып, ырастоону сактайт.",
    ),
    "It was filed. What was sent cannot be changed or taken back.": (
        "Представление подано. Отправленное нельзя ни изменить, ни вернуть.",
        "Ал тапшырылды. Жөнөтүлгөндү өзгөртүүгө да, кайтарып алууга да болбойт.",
    ),
    "The text was changed after the organisations were asked. It cannot be frozen before they are asked again.": (
        "Текст изменили после того, как спросили организации. Заморозить его нельзя, пока их не спросят снова.",
        "Уюмдардан суралгандан кийин текст өзгөрдү. Алардан кайра сурамайынча тоңдурууга болбойт.",
    ),
    "See what changed": ("Посмотреть, что изменилось", "Эмне өзгөргөнүн көрүү"),
    "On the cover of every file": (
        "На титульном листе каждого файла",
        "Ар бир файлдын титул барагында",
    ),
    "Nobody: no organisation that agreed wants to be named.": (
        "Никого: ни одна из согласившихся организаций не хочет быть названной.",
        "Эч ким: макул болгон уюмдардын бири да аталгысы келбейт.",
    ),
    "Agreed, and in no file": (
        "Согласны, но ни в одном файле",
        "Макул, бирок эч бир файлда жок",
    ),
    ("%(n)s organisation", "%(n)s organisations"): (
        [
            "%(n)s организация",
            "%(n)s организации",
            "%(n)s организаций",
            "%(n)s организации",
        ],
        ["%(n)s уюм"],
    ),
    "Agreed to an earlier wording only: left out": (
        "Согласились только с прежним текстом: не войдут",
        "Мурунку текстке гана макул болгон: кирбейт",
    ),
    "Have not answered: left out": (
        "Не ответили: не войдут",
        "Жооп берген жок: кирбейт",
    ),
    "A rapporteur or a coordinator does this.": (
        "Это делает докладчик или координатор.",
        "Муну докладчы же координатор жасайт.",
    ),
    "A coordinator does this.": ("Это делает координатор.", "Муну координатор жасайт."),
    "The files": ("Файлы", "Файлдар"),
    "Word file, %(language)s": ("Файл Word, %(language)s", "Word файлы, %(language)s"),
    "Fingerprint of the file": ("Отпечаток файла", "Файлдын изи"),
    "One step back": ("Шаг назад", "Бир кадам артка"),
    "Open the frozen text again": (
        "Снова открыть замороженный текст",
        "Тоңдурулган текстти кайра ачуу",
    ),
    "Put it one step back": ("Вернуть на шаг назад", "Бир кадам артка кайтаруу"),
    "The files are thrown away, and everybody who takes part is told. Organisations that agreed have still agreed, as long as no word changes.": (
        "Файлы удаляются, всем участникам сообщают. Согласие организаций остаётся в силе, пока не изменится ни одно слово.",
        "Файлдар өчүрүлөт, катышкандардын баарына билдирилет. Бир да сөз өзгөрбөсө, уюмдардын макулдугу күчүндө калат.",
    ),
    "Put it back": ("Вернуть", "Кайтаруу"),
    "Next, a rapporteur or a coordinator opens the review: everybody reads the whole, and sections are neither added nor taken out any more.": (
        "Дальше докладчик или координатор открывает чтение: все читают целое, разделы больше не добавляют и не убирают.",
        "Андан ары докладчы же координатор окууну ачат: баары толук окуйт, бөлүмдөр мындан ары кошулбайт жана алынбайт.",
    ),
    "Next, a coordinator opens the sign-on: the wording is proposed, and organisations are asked to agree to it.": (
        "Дальше координатор открывает сбор подписей: предлагается текст, и организации просят с ним согласиться.",
        "Андан ары координатор кол коюуну ачат: текст сунушталып, уюмдардан макулдук суралат.",
    ),
    (
        "%(agreed)s of %(asked)s organisation has agreed.",
        "%(agreed)s of %(asked)s organisations have agreed.",
    ): (
        [
            "Согласны %(agreed)s из %(asked)s организации.",
            "Согласны %(agreed)s из %(asked)s организаций.",
            "Согласны %(agreed)s из %(asked)s организаций.",
            "Согласны %(agreed)s из %(asked)s организации.",
        ],
        ["%(asked)s уюмдун ичинен %(agreed)s макул."],
    ),
    "No organisation was asked yet.": (
        "Ни одну организацию пока не спросили.",
        "Азырынча эч бир уюмдан сурала элек.",
    ),
    "Only rapporteurs and coordinators write now. Next, a coordinator freezes it.": (
        "Сейчас пишут только докладчики и координаторы. Дальше координатор его замораживает.",
        "Азыр докладчылар менен координаторлор гана жазат. Андан ары координатор тоңдурат.",
    ),
    "Somebody wrote in it after the wording was proposed.": (
        "После того как текст предложили, кто-то в нём писал.",
        "Текст сунушталгандан кийин бирөө жазган.",
    ),
    "No word of it changes any more; comments are still possible. Next, a coordinator files it.": (
        "Слова в нём больше не меняются; комментировать можно. Дальше координатор его подаёт.",
        "Андагы сөздөр мындан ары өзгөрбөйт; пикир жазса болот. Андан ары координатор тапшырат.",
    ),
    "It was handed in. Nothing of it changes any more.": (
        "Представление подано. В нём больше ничего не меняется.",
        "Ал тапшырылды. Анда мындан ары эч нерсе өзгөрбөйт.",
    ),
    "The proposed wording": ("Предложенный текст", "Сунушталган текст"),
    "Wording %(number)s, as it was proposed on %(day)s. Organisations are asked to agree to exactly this.": (
        "Текст %(number)s, предложенный %(day)s. Организации просят согласиться именно с ним.",
        "%(number)s-текст, %(day)s сунушталган. Уюмдардан дал ушуга макулдук суралат.",
    ),
}
