# ruff: noqa: INP001
"""Words of the branch `c-thread`: msgid, or (context, msgid), → ru, ky. A plural has
a list: four forms for Russian; for Kyrgyz one (its catalogue has nplurals=1)."""

T = {
    # The room
    "Drafts in the room": {
        "ru": "Черновики на встрече",
        "ky": "Жолугушуудагы долбоорлор",
    },
    "Is it so here? Put up to twelve drafts to the people of the meeting, count hands or let phones answer. The words stay as they were put.": {
        "ru": "Так ли это здесь? Предложите участникам встречи до двенадцати формулировок, посчитайте поднятые руки или дайте ответить с телефонов. Слова остаются такими, какими были предложены.",
        "ky": "Бул жерде ушундайбы? Жолугушуунун катышуучуларына он экиге чейин сөз айкашын сунуштаңыз, көтөрүлгөн колдорду санаңыз же телефондон жооп бердириңиз. Сөздөр сунушталган бойдон калат.",
    },
    "Nobody has answered yet.": {
        "ru": "Пока никто не ответил.",
        "ky": "Азырынча эч ким жооп бере элек.",
    },
    "Change the hands": {"ru": "Изменить число рук", "ky": "Колдордун санын өзгөртүү"},
    "Count hands": {"ru": "Посчитать руки", "ky": "Колдорду саноо"},
    "Now stands there: true here %(true)s, not so %(not_so)s, different %(different)s. Your numbers are below: save again to put them in their place.": {
        "ru": "Сейчас записано: здесь так – %(true)s, не так – %(not_so)s, иначе – %(different)s. Ваши числа ниже: сохраните ещё раз, чтобы поставить их вместо этих.",
        "ky": "Азыр жазылганы: бул жерде ушундай – %(true)s, андай эмес – %(not_so)s, башкача – %(different)s. Сиздин сандар төмөндө: алардын ордуна коюу үчүн дагы бир жолу сактаңыз.",
    },
    "Take it off the list": {"ru": "Убрать из списка", "ky": "Тизмеден алуу"},
    "Nothing is put to the room yet": {
        "ru": "На встречу пока ничего не вынесено",
        "ky": "Жолугушууга азырынча эч нерсе коюла элек",
    },
    "A draft proposal is put here from its own page: “Take it to a meeting”. A finding is chosen below.": {
        "ru": "Предложение попадает сюда со своей страницы: «Вынести на встречу». Услышанное выбирают ниже.",
        "ky": "Сунуш бул жерге өз барагынан келет: «Жолугушууга алып чыгуу». Угулган сөз төмөндө тандалат.",
    },
    "Put a finding on the list": {
        "ru": "Внести в список услышанное",
        "ky": "Угулган сөздү тизмеге киргизүү",
    },
    "The meeting is over: its list stays as it is.": {
        "ru": "Встреча окончена: список остаётся каким есть.",
        "ky": "Жолугушуу бүттү: тизме ушул бойдон калат.",
    },
    "All %(at_most)s places are taken.": {
        "ru": "Все места заняты: %(at_most)s.",
        "ky": "Бардык орундар толду: %(at_most)s.",
    },
    "Everybody in the room reads it, and whoever has the address. Only findings that the whole coalition may know can be chosen.": {
        "ru": "Это прочитают все в зале и каждый, у кого есть адрес. Выбрать можно только то, что вправе знать вся коалиция.",
        "ky": "Муну залдагылардын баары жана дареги барлар окуйт. Бүт коалиция билсе болгонду гана тандоого болот.",
    },
    "Put it on the list": {"ru": "Внести в список", "ky": "Тизмеге киргизүү"},
    "There is no finding that the whole coalition may know.": {
        "ru": "Нет ничего услышанного, что вправе знать вся коалиция.",
        "ky": "Бүт коалиция билсе боло турган угулган сөз жок.",
    },
    "On the phones of the room": {
        "ru": "С телефонов в зале",
        "ky": "Залдагы телефондордон",
    },
    "Whoever opens this address answers without an account; nothing of the phone is kept.": {
        "ru": "Кто откроет этот адрес, отвечает без учётной записи; о телефоне ничего не сохраняется.",
        "ky": "Бул даректи ачкан адам эсепсиз жооп берет; телефон тууралуу эч нерсе сакталбайт.",
    },
    "Phones come in by an address of the meeting. Make one first; here it then stands ready.": {
        "ru": "С телефона входят по адресу встречи. Сначала создайте его, потом он появится здесь.",
        "ky": "Телефондон жолугушуунун дареги менен киришет. Адегенде дарек түзүңүз, анан ал ушул жерде турат.",
    },
    "Choose a finding": {"ru": "Выберите услышанное", "ky": "Угулган сөздү тандаңыз"},
    "Finding": {"ru": "Услышанное", "ky": "Угулган сөз"},
    "What is different here, in one line": {
        "ru": "Что здесь иначе, одной строкой",
        "ky": "Бул жерде эмнеси башкача, бир сап менен",
    },
    "It is on the list, in these words.": {
        "ru": "В списке, в этих словах.",
        "ky": "Тизмеде, ушул сөздөр менен.",
    },
    "Written down. It can be changed.": {
        "ru": "Записано. Можно изменить.",
        "ky": "Жазылды. Өзгөртсө болот.",
    },
    "It is off the list.": {"ru": "Убрано из списка.", "ky": "Тизмеден алынды."},
    "A meeting takes up to twelve.": {
        "ru": "На встречу можно вынести не больше двенадцати.",
        "ky": "Бир жолугушууга он экиден көп коюлбайт.",
    },
    "It is on the list already.": {"ru": "Это уже в списке.", "ky": "Бул тизмеде бар."},
    "This was said to few. Only what the coalition may know goes to a room.": {
        "ru": "Это сказано немногим. На встречу выносят только то, что вправе знать коалиция.",
        "ky": "Бул аз кишиге айтылган. Жолугушууга коалиция билсе болгон нерсе гана чыгарылат.",
    },
    "Somebody has answered already: it stays on the list.": {
        "ru": "Кто-то уже ответил: остаётся в списке.",
        "ky": "Бирөө жооп берип койду: тизмеде калат.",
    },
    "Somebody else wrote other numbers meanwhile.": {
        "ru": "Тем временем кто-то записал другие числа.",
        "ky": "Бул убакытта башка бирөө башка сандарды жазды.",
    },
    "The meeting is over. Nothing is counted any more.": {
        "ru": "Встреча окончена. Ответы больше не считаются.",
        "ky": "Жолугушуу бүттү. Жооптор эми саналбайт.",
    },
    "Choose an answer to at least one of them.": {
        "ru": "Ответьте хотя бы на один вопрос.",
        "ky": "Жок дегенде бирине жооп тандаңыз.",
    },
    "Too much at once. Wait a few minutes, then send again.": {
        "ru": "Слишком много сразу. Подождите несколько минут и отправьте ещё раз.",
        "ky": "Бир учурда өтө көп. Бир нече мүнөт күтүп, кайра жөнөтүңүз.",
    },
    ("a draft in the room", "True here"): {
        "ru": "Здесь так",
        "ky": "Бул жерде ушундай",
    },
    ("a draft in the room", "Not so here"): {
        "ru": "Здесь не так",
        "ky": "Бул жерде андай эмес",
    },
    ("a draft in the room", "Different here"): {
        "ru": "Здесь иначе",
        "ky": "Бул жерде башкача",
    },
    ("what a room said", "Confirmed"): {"ru": "Подтверждено", "ky": "Ырасталды"},
    ("what a room said", "Different"): {"ru": "Иначе", "ky": "Башкача"},
    ("what a room said", "Not so"): {"ru": "Не так", "ky": "Андай эмес"},
    ("what a room said", "Divided"): {
        "ru": "Мнения разделились",
        "ky": "Пикирлер экиге бөлүндү",
    },
    ("what a room said", "confirmed"): {"ru": "подтверждено", "ky": "ырасталды"},
    ("what a room said", "different"): {"ru": "иначе", "ky": "башкача"},
    ("what a room said", "not so"): {"ru": "не так", "ky": "андай эмес"},
    ("what a room said", "divided"): {
        "ru": "мнения разделились",
        "ky": "пикирлер экиге бөлүндү",
    },
    "without a place": {"ru": "без места", "ky": "жери көрсөтүлгөн эмес"},
    "hands %(hands)s, phones %(phones)s": {
        "ru": "руки %(hands)s, телефоны %(phones)s",
        "ky": "кол %(hands)s, телефон %(phones)s",
    },
    "in one line": {"ru": "одной строкой", "ky": "бир сап менен"},
    # On the phone
    "Is it so here?": {"ru": "Так ли это здесь?", "ky": "Бул жерде ушундайбы?"},
    "Choose an answer to each, or only to some. No name is asked, and nobody sees who answered what.": {
        "ru": "Ответьте на всё или только на часть. Имени не спрашивают, и никто не видит, кто что ответил.",
        "ky": "Баарына же айрымдарына гана жооп бериңиз. Аты-жөнүңүз суралбайт, ким эмне деп жооп бергенин эч ким көрбөйт.",
    },
    "Kept. Until the meeting is over you can change your answers: choose again and send.": {
        "ru": "Сохранено. До конца встречи ответы можно изменить: выберите заново и отправьте.",
        "ky": "Сакталды. Жолугушуу бүткөнчө жоопторду өзгөртсө болот: кайра тандап, жөнөтүңүз.",
    },
    "Say in one line what is different": {
        "ru": "Скажите одной строкой, что иначе",
        "ky": "Эмнеси башкача экенин бир сап менен айтыңыз",
    },
    "No names, please: neither yours nor others’.": {
        "ru": "Пожалуйста, без имён: ни своего, ни чужих.",
        "ky": "Сураныч, ысымдарды жазбаңыз: өзүңүздүкүн да, башкалардыкын да.",
    },
    "Send again": {"ru": "Отправить ещё раз", "ky": "Дагы бир жолу жөнөтүү"},
    "Send my answers": {"ru": "Отправить мои ответы", "ky": "Жоопторумду жөнөтүү"},
    "Nothing is asked yet": {
        "ru": "Пока ничего не спрашивают",
        "ky": "Азырынча эч нерсе сурала элек",
    },
    "When something is put to the room, it stands here. Open this page again then.": {
        "ru": "Когда на встречу что-то вынесут, оно появится здесь. Тогда откройте страницу ещё раз.",
        "ky": "Жолугушууга бир нерсе коюлганда ал ушул жерде турат. Ошондо баракты кайра ачыңыз.",
    },
    # Behind a proposal
    "Behind this": {"ru": "На чём это стоит", "ky": "Мунун артында эмне бар"},
    "Behind the proposal": {"ru": "За предложением", "ky": "Сунуштун артында"},
    "Behind this proposal": {
        "ru": "Что стоит за этим предложением",
        "ky": "Бул сунуштун артында эмне турат",
    },
    "Add, take away": {"ru": "Добавить, убрать", "ky": "Кошуу, алып салуу"},
    "Nothing yet: which finding, which figure does it rest on?": {
        "ru": "Пока ничего: на каких словах людей, на какой цифре это держится?",
        "ky": "Азырынча эч нерсе: бул кайсы угулган сөзгө, кайсы санга таянат?",
    },
    "What it rests on": {"ru": "На чём держится", "ky": "Эмнеге таянат"},
    "Nothing yet. Choose what people said, or a figure, a law, a document.": {
        "ru": "Пока ничего. Выберите то, что сказали люди, или цифру, закон, документ.",
        "ky": "Азырынча эч нерсе. Адамдар айткан сөздү же санды, мыйзамды, документти тандаңыз.",
    },
    "Add a finding": {"ru": "Добавить услышанное", "ky": "Угулган сөздү кошуу"},
    "Put it behind the proposal": {
        "ru": "Поставить за предложением",
        "ky": "Сунуштун артына коюу",
    },
    "There is no other finding that the group was given or that the whole coalition may know.": {
        "ru": "Больше нет ничего, что было передано группе или что вправе знать вся коалиция.",
        "ky": "Топко берилген же бүт коалиция билсе болгон башка угулган сөз жок.",
    },
    "Add evidence": {"ru": "Добавить доказательство", "ky": "Далил кошуу"},
    "Nothing else lies on the shelf of the group.": {
        "ru": "Больше на полке группы ничего нет.",
        "ky": "Топтун текчесинде башка эч нерсе жок.",
    },
    "Back to the proposal": {"ru": "Назад к предложению", "ky": "Сунушка кайтуу"},
    "Choose evidence": {"ru": "Выберите доказательство", "ky": "Далилди тандаңыз"},
    "Evidence": {"ru": "Доказательства", "ky": "Далилдер"},
    "It stands behind the proposal now.": {
        "ru": "Теперь это стоит за предложением.",
        "ky": "Эми бул сунуштун артында турат.",
    },
    "Taken away. It is not lost: only this link is.": {
        "ru": "Убрано. Само оно не пропало: снята только связь.",
        "ky": "Алынды. Өзү жоголгон жок: байланыш гана үзүлдү.",
    },
    "Take away": {"ru": "Убрать", "ky": "Алып салуу"},
    ("a finding", "Heard"): {"ru": "Услышано", "ky": "Угулган"},
    "%(n)s confidential finding, which is not open to you": {
        "ru": [
            "%(n)s конфиденциальное свидетельство, закрытое для вас",
            "%(n)s конфиденциальных свидетельства, закрытых для вас",
            "%(n)s конфиденциальных свидетельств, закрытых для вас",
            "%(n)s конфиденциального свидетельства, закрытых для вас",
        ],
        "ky": ["Сизге ачык эмес купуя сөз: %(n)s"],
    },
    "It stands behind this proposal already.": {
        "ru": "Это уже стоит за этим предложением.",
        "ky": "Бул сунуштун артында бар.",
    },
    "This finding was not given to the group.": {
        "ru": "Это не было передано группе.",
        "ky": "Бул топко берилген эмес.",
    },
    "It does not lie on the shelf of the group any more.": {
        "ru": "Этого больше нет на полке группы.",
        "ky": "Бул эми топтун текчесинде жок.",
    },
    "Take it to a meeting": {
        "ru": "Вынести на встречу",
        "ky": "Жолугушууга алып чыгуу",
    },
    "The people of the meeting say whether it is so where they live. They read it in these words, whatever it says later; whoever has the meeting’s address reads it too.": {
        "ru": "Участники встречи скажут, так ли это там, где они живут. Они прочитают именно эти слова, что бы здесь ни написали потом; их прочитает и каждый, у кого есть адрес встречи.",
        "ky": "Жолугушуунун катышуучулары өздөрү жашаган жерде ушундайбы, айтышат. Кийин кандай жазылса да, алар ушул сөздөрдү окушат; жолугушуунун дареги барлар да окуйт.",
    },
    "Meeting": {"ru": "Встреча", "ky": "Жолугушуу"},
    "Choose a meeting": {"ru": "Выберите встречу", "ky": "Жолугушууну тандаңыз"},
    "No meeting that you organise": {
        "ru": "Нет встречи, которую вы проводите",
        "ky": "Сиз өткөргөн жолугушуу жок",
    },
    "Open a meeting first, or ask whoever organises one: it takes up to twelve drafts.": {
        "ru": "Сначала откройте встречу или попросите того, кто её проводит: на неё можно вынести до двенадцати формулировок.",
        "ky": "Адегенде жолугушуу ачыңыз же аны өткөргөндөн сураныңыз: ага он экиге чейин долбоор чыгарса болот.",
    },
    "What rooms said": {
        "ru": "Что сказали на встречах",
        "ky": "Жолугушууларда эмне дешти",
    },
    "It was put in other words than it has now": {
        "ru": "На встрече слова были другими, чем сейчас",
        "ky": "Жолугушууда сөздөрү азыркыдан башкача болчу",
    },
    # The trail
    "%(who)s put a draft before a meeting": {
        "ru": "%(who)s выносит формулировку на встречу",
        "ky": "%(who)s долбоорду жолугушууга алып чыкты",
    },
    "%(who)s took a draft off the list of a meeting": {
        "ru": "%(who)s убирает формулировку из списка встречи",
        "ky": "%(who)s долбоорду жолугушуунун тизмесинен алды",
    },
    "%(who)s wrote down how many hands were raised at a meeting": {
        "ru": "%(who)s записывает, сколько рук подняли на встрече",
        "ky": "%(who)s жолугушууда канча кол көтөрүлгөнүн жазды",
    },
    "Somebody at a meeting said whether drafts are true there": {
        "ru": "На встрече ответили, так ли это там",
        "ky": "Жолугушууда ал жерде ушундайбы деп жооп беришти",
    },
    "%(who)s took a finding up for the group": {
        "ru": "%(who)s берёт услышанное в работу группы",
        "ky": "%(who)s угулган сөздү топтун ишине алды",
    },
    "%(who)s put a finding behind a proposal": {
        "ru": "%(who)s ставит услышанное за предложением",
        "ky": "%(who)s угулган сөздү сунуштун артына койду",
    },
    "%(who)s took a finding away from behind a proposal": {
        "ru": "%(who)s убирает услышанное из-за предложения",
        "ky": "%(who)s угулган сөздү сунуштун артынан алды",
    },
    "%(who)s put evidence behind a proposal": {
        "ru": "%(who)s ставит доказательство за предложением",
        "ky": "%(who)s далилди сунуштун артына койду",
    },
    "%(who)s took evidence away from behind a proposal": {
        "ru": "%(who)s убирает доказательство из-за предложения",
        "ky": "%(who)s далилди сунуштун артынан алды",
    },
    # What is cited
    "Findings": {"ru": "Услышанное", "ky": "Угулган сөздөр"},
    ("chip in a text", "heard at a meeting"): {
        "ru": "сказано на встрече",
        "ky": "жолугушууда айтылган",
    },
    ("chip in a text", "figure"): {"ru": "цифра", "ky": "сан"},
    ("chip in a text", "law"): {"ru": "закон", "ky": "мыйзам"},
    ("chip in a text", "document"): {"ru": "документ", "ky": "документ"},
    ("chip in a text", "source"): {"ru": "источник", "ky": "булак"},
    ("chip in a text", "case"): {"ru": "случай", "ky": "окуя"},
    # Where it landed
    "It stands behind a proposal that “%(group)s” is writing.": {
        "ru": "Стоит за предложением, которое пишет группа «%(group)s».",
        "ky": "«%(group)s» тобу жазып жаткан сунуштун артында турат.",
    },
    "It stands behind what “%(group)s” asks States for.": {
        "ru": "Стоит за тем, о чём группа «%(group)s» просит государства.",
        "ky": "«%(group)s» тобу мамлекеттерден сурап жаткан нерсенин артында турат.",
    },
    "It stands in the part of %(groups)s in a submission that was handed in.": {
        "ru": [
            "Вошло в часть поданного представления, которую написала группа %(groups)s.",
            "Вошло в поданное представление групп %(groups)s.",
            "Вошло в поданное представление групп %(groups)s.",
            "Вошло в поданное представление групп %(groups)s.",
        ],
        "ky": ["%(groups)s жазган, тапшырылган материалга кирди."],
    },
    "It stands in the part that %(groups)s writes of a submission.": {
        "ru": [
            "Вошло в часть представления, которую пишет группа %(groups)s.",
            "Вошло в представление, которое пишут группы %(groups)s.",
            "Вошло в представление, которое пишут группы %(groups)s.",
            "Вошло в представление, которое пишут группы %(groups)s.",
        ],
        "ky": ["%(groups)s жазып жаткан материалга кирди."],
    },
    "“%(group)s”": {"ru": "«%(group)s»", "ky": "«%(group)s»"},
    "and": {"ru": "и", "ky": "жана"},
    "“%(group)s” asks for it on a factsheet that diplomats read.": {
        "ru": "Группа «%(group)s» просит об этом в информационном листке, который читают дипломаты.",
        "ky": "«%(group)s» тобу муну дипломаттар окуган маалымат баракчасында сурайт.",
    },
    # The thread
    ("where it came from and went", "Thread"): {"ru": "Нить", "ky": "Жип"},
    "Where it came from, where it went": {
        "ru": "Откуда это и куда пришло",
        "ky": "Кайдан чыгып, кайда барды",
    },
    "From the meeting down to the factsheet, as far as you may know of it. Follow it from any knot.": {
        "ru": "От встречи до информационного листка, насколько вы вправе об этом знать. Идти можно от любого узла.",
        "ky": "Жолугушуудан маалымат баракчасына чейин, сиз билсе болгон жерине чейин. Каалаган түйүндөн уланта бериңиз.",
    },
    ("follow the thread", "From here"): {"ru": "Отсюда", "ky": "Ушул жерден"},
    ("stage of the thread", "Where it was said"): {
        "ru": "Где это сказали",
        "ky": "Кайда айтылды",
    },
    ("stage of the thread", "What was said"): {
        "ru": "Что сказали",
        "ky": "Эмне деп айтылды",
    },
    ("stage of the thread", "Evidence"): {"ru": "Доказательства", "ky": "Далилдер"},
    ("stage of the thread", "What we ask for"): {
        "ru": "О чём мы просим",
        "ky": "Биз эмнени сурайбыз",
    },
    ("stage of the thread", "In our submissions"): {
        "ru": "В наших представлениях",
        "ky": "Биздин материалдарда",
    },
    ("stage of the thread", "On factsheets"): {
        "ru": "На информационных листках",
        "ky": "Маалымат баракчаларында",
    },
    ("stage of the thread", "States that asked for it before"): {
        "ru": "Государства, которые просили об этом раньше",
        "ky": "Муну мурда сураган мамлекеттер",
    },
    "No meeting that you may know of stands behind it.": {
        "ru": "За этим нет встречи, о которой вы вправе знать.",
        "ky": "Мунун артында сиз билсе болгон жолугушуу жок.",
    },
    "No finding stands behind it yet.": {
        "ru": "За этим пока нет услышанного.",
        "ky": "Мунун артында азырынча угулган сөз жок.",
    },
    "No figure, law or document stands behind it yet.": {
        "ru": "За этим пока нет ни цифры, ни закона, ни документа.",
        "ky": "Мунун артында азырынча сан да, мыйзам да, документ да жок.",
    },
    "No proposal rests on it yet.": {
        "ru": "На этом пока не держится ни одно предложение.",
        "ky": "Буга азырынча бир да сунуш таянбайт.",
    },
    "It cites no proposal yet.": {
        "ru": "Здесь пока нет ссылки ни на одно предложение.",
        "ky": "Бул жерде азырынча бир да сунушка шилтеме жок.",
    },
    "No section cites it yet.": {
        "ru": "На это пока не ссылается ни один раздел.",
        "ky": "Буга азырынча бир да бөлүм шилтеме бербейт.",
    },
    "No factsheet asks for it yet.": {
        "ru": "Об этом пока не просит ни один листок.",
        "ky": "Муну азырынча бир да баракча сурабайт.",
    },
    "It goes on from no earlier recommendation.": {
        "ru": "Это не продолжает ни одну прежнюю рекомендацию.",
        "ky": "Бул мурунку бир да сунуштаманы улантпайт.",
    },
    "%(n)s confidential finding": {
        "ru": [
            "%(n)s конфиденциальное свидетельство",
            "%(n)s конфиденциальных свидетельства",
            "%(n)s конфиденциальных свидетельств",
            "%(n)s конфиденциального свидетельства",
        ],
        "ky": ["Купуя сөз: %(n)s"],
    },
    # Coverage
    "What was heard where": {"ru": "Что и где услышали", "ky": "Кайда эмне угулду"},
    "Findings by topic, region and group, and what is missing": {
        "ru": "Услышанное по темам, регионам и группам, и чего не хватает",
        "ky": "Угулган сөздөр тема, аймак жана топ боюнча, жана эмне жетишпейт",
    },
    "Findings that you may know, by topic, region and group. What is missing stands first; a number opens the list.": {
        "ru": "Услышанное, о котором вы вправе знать, по темам, регионам и группам. Сначала то, чего не хватает; число открывает список.",
        "ky": "Сиз билсе болгон угулган сөздөр тема, аймак жана топ боюнча. Адегенде жетишпегени турат; сан тизмени ачат.",
    },
    ("findings", "Given to"): {"ru": "Передано", "ky": "Кимге берилген"},
    "all groups, and to none": {
        "ru": "всем группам и никому",
        "ky": "бардык топторго жана эч кимге",
    },
    "Topics and regions": {"ru": "Темы и регионы", "ky": "Темалар жана аймактар"},
    "Topics and groups": {"ru": "Темы и группы", "ky": "Темалар жана топтор"},
    "%(n)s of %(of)s places are empty": {
        "ru": "пусто %(n)s из %(of)s",
        "ky": "%(of)s орундун %(n)s бош",
    },
    "A finding on two topics counts under both. What you may not know is in no number here.": {
        "ru": "Услышанное на две темы считается в обеих. Того, о чём вы не вправе знать, нет ни в одном числе.",
        "ky": "Эки темага тиешелүүсү экөөндө тең саналат. Сиз билбеши керек болгон нерсе бир да санда жок.",
    },
    "Nothing was heard yet": {
        "ru": "Пока ничего не услышано",
        "ky": "Азырынча эч нерсе угула элек",
    },
    "Open a meeting and write down what people say there: each finding with its topic and its region fills a place here.": {
        "ru": "Откройте встречу и запишите, что там говорят люди: каждое свидетельство с темой и регионом заполнит здесь место.",
        "ky": "Жолугушуу ачып, ал жерде адамдар айтканды жазыңыз: темасы жана аймагы бар ар бир сөз бул жердеги орунду толтурат.",
    },
    "No place": {"ru": "Без места", "ky": "Жери жок"},
    ("a sum", "In all"): {"ru": "Всего", "ky": "Баары"},
    # The home of a group
    "What was heard": {"ru": "Что услышали", "ky": "Эмне угулду"},
    "By topic and region": {
        "ru": "По темам и регионам",
        "ky": "Тема жана аймак боюнча",
    },
    "No finding was given to the group yet. What is said at its meetings comes here.": {
        "ru": "Группе пока ничего не передали. Сюда приходит то, что говорят на её встречах.",
        "ky": "Топко азырынча эч нерсе бериле элек. Анын жолугушууларында айтылган сөздөр ушул жерге келет.",
    },
    "Coming meetings": {"ru": "Ближайшие встречи", "ky": "Алдыдагы жолугушуулар"},
    "No meeting is planned. A meeting with people of a region brings the first findings.": {
        "ru": "Встреч не запланировано. Первые свидетельства приносит встреча с людьми из региона.",
        "ky": "Жолугушуу пландалган эмес. Аймактын тургундары менен жолугушуу алгачкы сөздөрдү алып келет.",
    },
    "Roles, invitations": {"ru": "Роли, приглашения", "ky": "Ролдор, чакыруулар"},
    "Nobody is in it yet.": {
        "ru": "Пока в ней никого нет.",
        "ky": "Азырынча анда эч ким жок.",
    },
    # Of the models, as these pages show them
    "A meeting": {"ru": "Встреча", "ky": "Жолугушуу"},
    "A finding": {"ru": "Услышанное", "ky": "Угулган сөз"},
    "A confidential finding": {
        "ru": "Конфиденциальное свидетельство",
        "ky": "Купуя сөз",
    },
    "A piece of evidence": {"ru": "Доказательство", "ky": "Далил"},
    ("state of a finding", "Waits to be read"): {
        "ru": "Ждёт прочтения",
        "ky": "Окулушун күтүүдө",
    },
    ("state of a finding", "Read"): {"ru": "Прочитано", "ky": "Окулду"},
    ("state of a finding", "Taken up"): {"ru": "Взято в работу", "ky": "Ишке алынды"},
    ("state of a finding", "Set aside"): {"ru": "Отложено", "ky": "Четке коюлду"},
    ("evidence", "Figure"): {"ru": "Цифра", "ky": "Сан"},
    ("evidence", "Law"): {"ru": "Закон", "ky": "Мыйзам"},
    ("evidence", "Document"): {"ru": "Документ", "ky": "Документ"},
    ("evidence", "Link"): {"ru": "Ссылка", "ky": "Шилтеме"},
    ("evidence", "Case, without names"): {
        "ru": "Случай, без имён",
        "ky": "Окуя, ысымсыз",
    },
}
