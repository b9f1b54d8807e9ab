# ruff: noqa: INP001 -- goes into the catalogues
"""Words of “A voice from a village” that wait to go into the catalogues."""

T = {
    # The page at an address for contributions
    "Tell us": {"ru": "Расскажите", "ky": "Бизге айтыңыз"},
    "Tell us what is wrong where you live": {
        "ru": "Расскажите, что не так там, где вы живёте",
        "ky": "Жашаган жериңизде эмне туура эмес экенин айтыңыз",
    },
    "No name, no account. We bring it to the review of %(state)s at the United Nations, and you can see where it went.": {
        "ru": "Без имени и регистрации. Мы донесём это до обзора в ООН (%(state)s), а вы увидите, куда попали ваши слова.",
        "ky": "Атыңыз да, катталуу да керек эмес. Сөзүңүздү БУУдагы обзорго (%(state)s) жеткиребиз, анын кайда жеткенин көрүп турасыз.",
    },
    "There is no line. Your words are kept on this phone and go off by themselves as soon as there is one. You may close this page; open it again later for your code.": {
        "ru": "Сейчас нет связи. Ваши слова сохранены на этом телефоне и уйдут сами, как только связь появится. Страницу можно закрыть; откройте её позже, чтобы получить код.",
        "ky": "Азыр байланыш жок. Сөзүңүз ушул телефондо сакталды, байланыш келери менен өзү жөнөйт. Баракты жаба берсеңиз болот; кодду алуу үчүн кийин кайра ачыңыз.",
    },
    "Nothing is collected at this address any more. Your words are still on this phone: copy them from here.": {
        "ru": "По этому адресу больше ничего не собирают. Ваши слова ещё на этом телефоне: скопируйте их отсюда.",
        "ky": "Бул дарек боюнча мындан ары эч нерсе чогултулбайт. Сөзүңүз ушул телефондо турат: ушул жерден көчүрүп алыңыз.",
    },
    "This could not be sent yet. It is kept on this phone and goes off by itself later.": {
        "ru": "Отправить пока не удалось. Всё сохранено на этом телефоне и уйдёт само позже.",
        "ky": "Азырынча жөнөтүлгөн жок. Баары ушул телефондо сакталды, кийин өзү жөнөйт.",
    },
    "Write in any language. Please leave out names, addresses and telephone numbers: of others, and your own.": {
        "ru": "Пишите на любом языке. Не указывайте имён, адресов и телефонов: ни чужих, ни своих.",
        "ky": "Каалаган тилде жазыңыз. Ысымдарды, даректерди, телефон номерлерин жазбаңыз: башкалардыкын да, өзүңүздүкүн да.",
    },
    "This looks like somebody’s name or telephone number. Could you say it without? A name can bring a person into danger.": {
        "ru": "Похоже на чьё-то имя или номер телефона. Можно ли сказать без них? Имя может навлечь на человека опасность.",
        "ky": "Бул кимдир бирөөнүн аты же телефон номери окшойт. Ансыз айтууга болобу? Ысым адамды коркунучка салышы мүмкүн.",
    },
    "Two at most, up to 8 MB each. No faces, no papers with names. When and where they were taken is removed.": {
        "ru": "Не больше двух, до 8 МБ каждая. Без лиц и бумаг с именами. Время и место съёмки мы удаляем.",
        "ky": "Экиден ашпасын, ар бири 8 МБга чейин. Жүздөр, аты-жөнү жазылган кагаздар болбосун. Качан, кайда тартылганын биз өчүрөбүз.",
    },
    "Then please ask an adult whom you trust before you send this, leave out every name, also yours, and add no photo.": {
        "ru": "Тогда, пожалуйста, сначала посоветуйся со взрослым, которому доверяешь, не пиши никаких имён, в том числе своего, и не добавляй фотографий.",
        "ky": "Анда жөнөтүүдөн мурун өзүң ишенген чоң кишиден сура, эч кимдин, өзүңдүн да атыңды жазба, сүрөт кошпо.",
    },
    "Leave this empty": {
        "ru": "Оставьте это поле пустым",
        "ky": "Муну бош калтырыңыз",
    },
    "You will get a code of twelve digits. Only with it can you see what became of your words. We keep neither your number nor the address of your phone.": {
        "ru": "Вы получите код из двенадцати цифр. Только по нему видно, что стало с вашими словами. Ни номер, ни адрес вашего телефона мы не храним.",
        "ky": "Сизге он эки сандан турган код берилет. Сөзүңүз эмне болгонун ушул код менен гана көрө аласыз. Телефонуңуздун номерин да, дарегин да сактабайбыз.",
    },
    ("quickly", "Leave"): {"ru": "Уйти", "ky": "Чыгуу"},
    "What you write is kept on this phone alone until you send it, for thirty days at most.": {
        "ru": "Написанное хранится только на этом телефоне, пока вы его не отправите, не дольше тридцати дней.",
        "ky": "Жазганыңыз жөнөткөнгө чейин ушул телефондо гана сакталат, отуз күндөн ашпайт.",
    },
    "Shared phone: forget it": {
        "ru": "Телефон общий: забыть всё",
        "ky": "Телефон жалпы: унут",
    },
    "Nothing of it is left on this phone.": {
        "ru": "На этом телефоне ничего не осталось.",
        "ky": "Бул телефондо андан эч нерсе калган жок.",
    },
    "What happens then": {"ru": "Что будет дальше", "ky": "Андан кийин эмне болот"},
    "A person reads it and passes it to the right group.": {
        "ru": "Человек прочитает и передаст в нужную группу.",
        "ky": "Адам окуп, тиешелүү топко берет.",
    },
    "If it becomes part of what the coalition says, your code shows where.": {
        "ru": "Если это войдёт в то, что говорит коалиция, код покажет, куда именно.",
        "ky": "Эгер коалиция айткан сөзгө кирсе, кайсы жерге киргенин код көрсөтөт.",
    },
    "If the group has a question, you find it with your code, and can answer without a name.": {
        "ru": "Если у группы возникнет вопрос, вы найдёте его по коду и сможете ответить, не называя себя.",
        "ky": "Топтун суроосу болсо, аны код менен табасыз, атыңызды айтпай жооп бере аласыз.",
    },
    "I have a code already": {"ru": "У меня уже есть код", "ky": "Менде код бар"},
    "What is happening?": {"ru": "Что происходит?", "ky": "Эмне болуп жатат?"},
    "Write what is happening.": {
        "ru": "Напишите, что происходит.",
        "ky": "Эмне болуп жатканын жазыңыз.",
    },
    "Where?": {"ru": "Где?", "ky": "Кайсы жерде?"},
    "Somewhere else, or I do not want to say": {
        "ru": "В другом месте, или не хочу говорить",
        "ky": "Башка жерде, же айткым келбейт",
    },
    "Whom does it concern most?": {
        "ru": "Кого это затрагивает сильнее всего?",
        "ky": "Бул баарынан көп кимге тиешелүү?",
    },
    ("concerns most", "Women"): {"ru": "Женщин", "ky": "Аялдарга"},
    ("concerns most", "Children"): {"ru": "Детей", "ky": "Балдарга"},
    ("concerns most", "People with disabilities"): {
        "ru": "Людей с инвалидностью",
        "ky": "Майыптыгы бар адамдарга",
    },
    ("concerns most", "Minorities"): {"ru": "Меньшинства", "ky": "Азчылыктарга"},
    ("concerns most", "Those who moved here or work abroad"): {
        "ru": "Тех, кто переехал сюда или работает за границей",
        "ky": "Бул жакка көчүп келгендерге же чет жакта иштегендерге",
    },
    "What should change?": {
        "ru": "Что должно измениться?",
        "ky": "Эмне өзгөрүшү керек?",
    },
    "I am under 18": {"ru": "Мне нет 18 лет", "ky": "Мен 18ге чыга элекмин"},
    "Photos": {"ru": "Фотографии", "ky": "Сүрөттөр"},
    # Refusals
    "Under 18: please send it without a photo.": {
        "ru": "До 18 лет: отправь, пожалуйста, без фотографии.",
        "ky": "18ге чыга элек болсоң, сүрөтсүз жөнөт.",
    },
    "Two photos at most.": {
        "ru": "Не больше двух фотографий.",
        "ky": "Эки сүрөттөн ашпасын.",
    },
    "A photo may be 8 MB at most.": {
        "ru": "Фотография может быть не больше 8 МБ.",
        "ky": "Сүрөт 8 МБдан ашпашы керек.",
    },
    "Only PNG and JPEG photos can be added.": {
        "ru": "Можно добавить только фотографии PNG и JPEG.",
        "ky": "PNG жана JPEG сүрөттөрүн гана кошууга болот.",
    },
    "This photo could not be read. Take it again, smaller, or send without.": {
        "ru": "Эту фотографию не удалось прочитать. Снимите ещё раз, поменьше, или отправьте без неё.",
        "ky": "Бул сүрөт окулган жок. Кичирээк кылып кайра тартыңыз же сүрөтсүз жөнөтүңүз.",
    },
    "This could not be sent. Press “Send” once more.": {
        "ru": "Отправить не удалось. Нажмите «Отправить» ещё раз.",
        "ky": "Жөнөтүлгөн жок. «Жөнөтүүнү» дагы бир жолу басыңыз.",
    },
    "Leave the last field empty, and send again.": {
        "ru": "Оставьте последнее поле пустым и отправьте ещё раз.",
        "ky": "Акыркы талааны бош калтырып, кайра жөнөтүңүз.",
    },
    "That was very quick. Press “Send” once more.": {
        "ru": "Это было очень быстро. Нажмите «Отправить» ещё раз.",
        "ky": "Бул өтө тез болду. «Жөнөтүүнү» дагы бир жолу басыңыз.",
    },
    "This page was too old. Press “Send” once more.": {
        "ru": "Страница устарела. Нажмите «Отправить» ещё раз.",
        "ky": "Барак эскирип калыптыр. «Жөнөтүүнү» дагы бир жолу басыңыз.",
    },
    "Very many are writing at the moment. Wait a minute and send again.": {
        "ru": "Сейчас пишут очень многие. Подождите минуту и отправьте ещё раз.",
        "ky": "Азыр өтө көп адам жазып жатат. Бир мүнөт күтүп, кайра жөнөтүңүз.",
    },
    "That is too much at once. Send fewer or smaller photos.": {
        "ru": "Это слишком много за один раз. Отправьте меньше фотографий или поменьше размером.",
        "ky": "Бир жолкуга бул өтө көп. Азыраак же кичирээк сүрөт жөнөтүңүз.",
    },
    "That is too long. Write less.": {
        "ru": "Слишком длинно. Напишите короче.",
        "ky": "Өтө узун. Кыскараак жазыңыз.",
    },
    "This could not be read. Write it again and send it.": {
        "ru": "Это не удалось прочитать. Напишите и отправьте ещё раз.",
        "ky": "Бул окулган жок. Кайра жазып, жөнөтүңүз.",
    },
    "Nothing is collected here any more": {
        "ru": "Здесь больше ничего не собирают",
        "ky": "Бул жерде мындан ары эч нерсе чогултулбайт",
    },
    "The time of this address is over. Ask whoever gave it to you for another one.": {
        "ru": "Срок этого адреса истёк. Попросите другой у того, кто вам его дал.",
        "ky": "Бул даректин мөөнөтү бүттү. Аны сизге бергенден башкасын сураңыз.",
    },
    "Over": {"ru": "Закончилось", "ky": "Бүттү"},
    # The code
    "Thank you": {"ru": "Спасибо", "ky": "Рахмат"},
    "It has arrived. Your code:": {
        "ru": "Дошло. Ваш код:",
        "ky": "Келип жетти. Сиздин код:",
    },
    "Your code": {"ru": "Ваш код", "ky": "Сиздин код"},
    "A code": {"ru": "Код", "ky": "Код"},
    "Write it down, print this page, or take a picture of it. It cannot be given again.": {
        "ru": "Запишите его, распечатайте страницу или сфотографируйте. Второй раз код не выдаётся.",
        "ky": "Жазып алыңыз, баракты басып чыгарыңыз же сүрөткө тартып алыңыз. Код экинчи жолу берилбейт.",
    },
    "It shows what became of your words, to you and to whoever has it. It shows no words and opens nothing else.": {
        "ru": "Он показывает, что стало с вашими словами, вам и каждому, у кого он есть. Самих слов он не показывает и больше ничего не открывает.",
        "ky": "Ал сөзүңүз эмне болгонун сизге жана код кимде болсо, ошого көрсөтөт. Сөздүн өзүн көрсөтпөйт, башка эч нерсени ачпайт.",
    },
    "Where the code is asked for": {
        "ru": "Где вводят код",
        "ky": "Код кайсы жерге жазылат",
    },
    "The same code as a picture for a telephone": {
        "ru": "Тот же код картинкой для телефона",
        "ky": "Ошол эле код телефон үчүн сүрөт түрүндө",
    },
    "Write something else": {"ru": "Написать ещё", "ky": "Дагы жазуу"},
    "What became of it?": {"ru": "Что с этим стало?", "ky": "Ал эмне болду?"},
    "With the code you see where your words went. It shows no words and opens nothing else.": {
        "ru": "По коду видно, куда попали ваши слова. Самих слов он не показывает и больше ничего не открывает.",
        "ky": "Код менен сөзүңүз кайда жеткенин көрөсүз. Ал сөздүн өзүн көрсөтпөйт, башка эч нерсени ачпайт.",
    },
    ("what became of it", "Show"): {"ru": "Показать", "ky": "Көрсөтүү"},
    "Twelve digits, from a slip or from the end of a page.": {
        "ru": "Двенадцать цифр с листочка или с последней страницы.",
        "ky": "Баракчадагы же барактын аягындагы он эки сан.",
    },
    "Write the code.": {"ru": "Введите код.", "ky": "Кодду жазыңыз."},
    "A digit is wrong or missing. Compare it with the slip once more.": {
        "ru": "Одна из цифр неверна или пропущена. Сверьте ещё раз с листочком.",
        "ky": "Бир сан ката же калып калган. Баракча менен дагы бир жолу салыштырыңыз.",
    },
    "There is no such code. Compare it with the slip once more.": {
        "ru": "Такого кода нет. Сверьте ещё раз с листочком.",
        "ky": "Мындай код жок. Баракча менен дагы бир жолу салыштырыңыз.",
    },
    "Codes that do not exist were tried too often. Come back in an hour.": {
        "ru": "Слишком часто вводили коды, которых нет. Вернитесь через час.",
        "ky": "Жок коддор өтө көп жазылды. Бир сааттан кийин кайтып келиңиз.",
    },
    "What became of your words": {
        "ru": "Что стало с вашими словами",
        "ky": "Сөзүңүз эмне болду",
    },
    "Arrived on %(day)s.": {"ru": "Дошло %(day)s.", "ky": "Келип жеткени: %(day)s."},
    "Waits to be given to a group.": {
        "ru": "Ждёт, пока передадут в группу.",
        "ky": "Топко берилишин күтүп турат.",
    },
    "Waits to be read by the group “%(group)s”.": {
        "ru": "Ждёт, пока прочитает группа «%(group)s».",
        "ky": "«%(group)s» тобу окушун күтүп турат.",
    },
    "Read by the group “%(group)s”.": {
        "ru": "Группа «%(group)s» прочитала.",
        "ky": "«%(group)s» тобу окуду.",
    },
    "Taken up by the group “%(group)s”.": {
        "ru": "Группа «%(group)s» взяла в работу.",
        "ky": "«%(group)s» тобу ишке алды.",
    },
    "Set aside by the group “%(group)s”, because:": {
        "ru": "Группа «%(group)s» отложила, потому что:",
        "ky": "«%(group)s» тобу четке койду, себеби:",
    },
    "Set aside before it went to a group, because:": {
        "ru": "Отложено до передачи в группу, потому что:",
        "ky": "Топко берилгенге чейин четке коюлду, себеби:",
    },
    "Put together with what others said, who mean the same.": {
        "ru": "Объединено со словами других, кто говорил о том же.",
        "ky": "Ошону эле айткан башкалардын сөзү менен бириктирилди.",
    },
    "A question for you": {"ru": "Вопрос к вам", "ky": "Сизге суроо"},
    "You were asked": {"ru": "Вас спросили", "ky": "Сизден сурашты"},
    "Please leave out names and telephone numbers.": {
        "ru": "Не указывайте имён и телефонов.",
        "ky": "Ысымдарды, телефон номерлерин жазбаңыз.",
    },
    "Write an answer.": {"ru": "Напишите ответ.", "ky": "Жооп жазыңыз."},
    "This question has been answered already.": {
        "ru": "На этот вопрос уже ответили.",
        "ky": "Бул суроого жооп берилген.",
    },
    "Come back with the same code: more will stand here.": {
        "ru": "Возвращайтесь с тем же кодом: здесь появится новое.",
        "ky": "Ушул эле код менен кайтып келиңиз: бул жерде дагы жазылат.",
    },
    # What became of a meeting
    "What became of our meeting": {
        "ru": "Что стало с нашей встречей",
        "ky": "Биздин жолугушуудан эмне чыкты",
    },
    "What became of our meeting?": {
        "ru": "Что стало с нашей встречей?",
        "ky": "Биздин жолугушуудан эмне чыкты?",
    },
    "points were made": {"ru": "всего высказано", "ky": "баары айтылды"},
    "taken up by a group": {
        "ru": "взято группами в работу",
        "ky": "топтор ишке алды",
    },
    ("points of a meeting", "read"): {"ru": "прочитано", "ky": "окулду"},
    "wait to be read": {"ru": "ждут прочтения", "ky": "окулушун күтөт"},
    "put together with others": {
        "ru": "объединено с другими",
        "ky": "башкалары менен бириктирилди",
    },
    "set aside, with a reason": {
        "ru": "отложено с указанием причины",
        "ky": "себеби айтылып, четке коюлду",
    },
    "Who read them": {"ru": "Кто прочитал", "ky": "Ким окуду"},
    "Where they went": {"ru": "Куда это попало", "ky": "Кайда жетти"},
    "%(n)s point": {
        "ru": ["%(n)s слово", "%(n)s слова", "%(n)s слов", "%(n)s слова"],
        "ky": ["%(n)s сөз", "%(n)s сөз"],
    },
    "None stands in a text of the coalition yet. Come back with the same code.": {
        "ru": "В тексты коалиции пока ничего не вошло. Возвращайтесь с тем же кодом.",
        "ky": "Азырынча коалициянын тексттерине эч нерсе кире элек. Ушул эле код менен кайтып келиңиз.",
    },
    "Nothing that was said there has been written down yet. Come back with the same code.": {
        "ru": "Сказанное там пока не записано. Возвращайтесь с тем же кодом.",
        "ky": "Ал жерде айтылгандар азырынча жазыла элек. Ушул эле код менен кайтып келиңиз.",
    },
    "This page can be printed. What was said is not on it.": {
        "ru": "Страницу можно распечатать. Самих слов на ней нет.",
        "ky": "Бул баракты басып чыгарса болот. Айтылган сөздөр анда жок.",
    },
    # Addresses, posters and slips, for whoever organises
    "Addresses for contributions": {
        "ru": "Адреса для сообщений",
        "ky": "Билдирүүлөр үчүн даректер",
    },
    "An address for contributions": {
        "ru": "Адрес для сообщений",
        "ky": "Билдирүүлөр үчүн дарек",
    },
    "address for contributions": {
        "ru": "адрес для сообщений",
        "ky": "билдирүүлөр үчүн дарек",
    },
    "addresses for contributions": {
        "ru": "адреса для сообщений",
        "ky": "билдирүүлөр үчүн даректер",
    },
    "what it is for": {"ru": "для чего он", "ky": "эмне үчүн"},
    "What it is for": {"ru": "Для чего", "ky": "Эмне үчүн"},
    "photos may be added": {
        "ru": "можно добавлять фотографии",
        "ky": "сүрөт кошууга болот",
    },
    "read by these groups": {
        "ru": "читают эти группы",
        "ky": "бул топтор окуйт",
    },
    "Say what it is for.": {
        "ru": "Напишите, для чего он.",
        "ky": "Эмне үчүн экенин жазыңыз.",
    },
    "How long it is open": {
        "ru": "Сколько он открыт",
        "ky": "Канча убакыт ачык турат",
    },
    "Two weeks": {"ru": "Две недели", "ky": "Эки жума"},
    "A month": {"ru": "Месяц", "ky": "Бир ай"},
    "Three months": {"ru": "Три месяца", "ky": "Үч ай"},
    "A year": {"ru": "Год", "ky": "Бир жыл"},
    "For yourselves: “Poster at the bus station in Naryn”.": {
        "ru": "Для себя: «Афиша на автовокзале в Нарыне».",
        "ky": "Өзүңүздөр үчүн: «Нарындын автобекетиндеги афиша».",
    },
    "None: coordinators pass on what comes in.": {
        "ru": "Если ни одна: поступившее передают координаторы.",
        "ky": "Бири да тандалбаса, келгендерди координаторлор берет.",
    },
    "Only where a picture says what words cannot: pictures bring people into danger. Each is drawn anew, and where it was taken is removed.": {
        "ru": "Только там, где снимок скажет больше слов: снимки подвергают людей опасности. Каждый рисуется заново, место съёмки удаляется.",
        "ky": "Сөз менен айтууга мүмкүн болбогондо гана: сүрөттөр адамдарды коркунучка салат. Ар бири кайра тартылат, кайда тартылганы өчүрүлөт.",
    },
    "The whole country": {"ru": "Вся страна", "ky": "Бүт өлкө"},
    "Where": {"ru": "Где", "ky": "Кайсы жерде"},
    "Open until": {"ru": "Открыт до", "ky": "Ачык мөөнөтү"},
    "Came in": {"ru": "Поступило", "ky": "Келди"},
    "None yet": {"ru": "Пока нет ни одного", "ky": "Азырынча жок"},
    "Make one for a region": {
        "ru": "Создать для региона",
        "ky": "Аймак үчүн түзүү",
    },
    "Printed on a poster or a slip, they let people say without an account and without a name what is wrong where they live.": {
        "ru": "Напечатанные на афише или листочке, они позволяют людям без регистрации и без имени сказать, что не так там, где они живут.",
        "ky": "Афишага же баракчага басылып, адамдарга катталбай, атын айтпай, жашаган жеринде эмне туура эмес экенин айтууга мүмкүндүк берет.",
    },
    "Make one for a region and print its poster. For a meeting, make it on the page of the meeting.": {
        "ru": "Создайте адрес для региона и распечатайте афишу. Для встречи его создают на её странице.",
        "ky": "Аймак үчүн дарек түзүп, афишасын басып чыгарыңыз. Жолугушуу үчүн ал жолугушуунун барагында түзүлөт.",
    },
    "Whoever organises a meeting makes its addresses on the page of the meeting; coordinators make those of regions here.": {
        "ru": "Адреса встречи создаёт на её странице тот, кто её организует; адреса регионов создают здесь координаторы.",
        "ky": "Жолугушуунун даректерин аны уюштурган адам жолугушуунун барагында түзөт; аймактардыкын бул жерде координаторлор түзөт.",
    },
    "An address for a region": {"ru": "Адрес для региона", "ky": "Аймак үчүн дарек"},
    "Whoever has it may write, as often as they like. You can withdraw it at any time; what came in stays.": {
        "ru": "Писать может каждый, у кого он есть, сколько угодно раз. Его можно отозвать в любое время; поступившее останется.",
        "ky": "Дарек кимде болсо, ошол каалаганча жаза алат. Аны каалаган убакта кайтарып алууга болот; келгендер калат.",
    },
    "Make an address": {"ru": "Создать адрес", "ky": "Дарек түзүү"},
    "Make the address": {"ru": "Создать адрес", "ky": "Даректи түзүү"},
    "Made. Print the poster, or copy the address.": {
        "ru": "Создан. Распечатайте афишу или скопируйте адрес.",
        "ky": "Түзүлдү. Афишаны басып чыгарыңыз же даректи көчүрүңүз.",
    },
    "Poster, addresses, slips": {
        "ru": "Афиша, адреса, листочки",
        "ky": "Афиша, даректер, баракчалар",
    },
    "At an address people write without an account what is wrong. With the code of the meeting everybody who was there sees what became of its points.": {
        "ru": "По адресу люди без регистрации пишут, что не так. По коду встречи каждый, кто на ней был, видит, что стало со сказанным.",
        "ky": "Дарек боюнча адамдар катталбай эмне туура эмес экенин жазышат. Жолугушуунун коду менен ага келгендердин баары айтылгандар эмне болгонун көрүшөт.",
    },
    "None yet. Make the first one below and print its poster.": {
        "ru": "Пока нет ни одного. Создайте первый ниже и распечатайте афишу.",
        "ky": "Азырынча жок. Төмөндө биринчисин түзүп, афишасын басып чыгарыңыз.",
    },
    "The code of the meeting": {"ru": "Код встречи", "ky": "Жолугушуунун коду"},
    "Everybody at the meeting gets the same code on a slip. It shows how many points were made, who read them and where they went, and no words.": {
        "ru": "Каждый на встрече получает листочек с одним и тем же кодом. Код показывает, сколько было сказано, кто прочитал и куда это попало, но не сами слова.",
        "ky": "Жолугушууда ар ким бирдей коду бар баракча алат. Код канча сөз айтылганын, ким окуганын, кайда жеткенин көрсөтөт, сөздөрдүн өзүн көрсөтпөйт.",
    },
    "Make the code": {"ru": "Создать код", "ky": "Код түзүү"},
    "The meeting has its code. Print the slips.": {
        "ru": "У встречи есть код. Распечатайте листочки.",
        "ky": "Жолугушуунун коду бар. Баракчаларды басып чыгарыңыз.",
    },
    "Slips to cut and hand out:": {
        "ru": "Листочки, чтобы разрезать и раздать:",
        "ky": "Кесип таратуу үчүн баракчалар:",
    },
    "See what it shows": {
        "ru": "Посмотреть, что он показывает",
        "ky": "Эмнени көрсөтөрүн көрүү",
    },
    "%(n)s contribution came in.": {
        "ru": [
            "Поступило %(n)s сообщение.",
            "Поступило %(n)s сообщения.",
            "Поступило %(n)s сообщений.",
            "Поступило %(n)s сообщения.",
        ],
        "ky": ["%(n)s билдирүү келди.", "%(n)s билдирүү келди."],
    },
    "Withdrawn: whoever opens the address is told that there is no such page.": {
        "ru": "Отозван: кто откроет адрес, увидит, что такой страницы нет.",
        "ky": "Кайтарылып алынган: даректи ачканга мындай барак жок деп айтылат.",
    },
    "Its time is over: whoever opens it is told so.": {
        "ru": "Срок истёк: кто откроет адрес, узнает об этом.",
        "ky": "Мөөнөтү бүткөн: ачканга ошол айтылат.",
    },
    "Withdrawn. What came in is still there.": {
        "ru": "Отозван. Поступившее осталось.",
        "ky": "Кайтарылып алынды. Келгендер турат.",
    },
    "It has been withdrawn already.": {
        "ru": "Он уже отозван.",
        "ky": "Ал мурун эле кайтарылып алынган.",
    },
    "Print the poster": {
        "ru": "Распечатать афишу",
        "ky": "Афишаны басып чыгаруу",
    },
    "The address": {"ru": "Адрес", "ky": "Дарек"},
    "Copy the address": {"ru": "Скопировать адрес", "ky": "Даректи көчүрүү"},
    "Two at most, drawn anew": {
        "ru": "Не больше двух, рисуются заново",
        "ky": "Экиден ашпайт, кайра тартылат",
    },
    "Not asked for": {"ru": "Не запрашиваются", "ky": "Суралбайт"},
    "The picture for telephones": {
        "ru": "Картинка для телефонов",
        "ky": "Телефондор үчүн сүрөт",
    },
    "QR code that leads to the address": {
        "ru": "QR-код, который ведёт по адресу",
        "ky": "Дарекке алып баруучу QR-код",
    },
    "Withdraw the address": {"ru": "Отозвать адрес", "ky": "Даректи кайтарып алуу"},
    "Do this when it is misused or in wrong hands. Printed posters lead nowhere then.": {
        "ru": "Если им злоупотребляют или он попал не в те руки. Напечатанные афиши после этого никуда не ведут.",
        "ky": "Аны жаман максатта колдонушса же бөтөн колго түшсө. Андан кийин басылган афишалар эч жакка алып барбайт.",
    },
    "Poster": {"ru": "Афиша", "ky": "Афиша"},
    "Slips": {"ru": "Листочки", "ky": "Баракчалар"},
    "Print it on A4, without margins of the browser.": {
        "ru": "Печатайте на A4, без полей браузера.",
        "ky": "A4кө, браузердин четтери жок басып чыгарыңыз.",
    },
    "Point the camera of your phone at the picture.": {
        "ru": "Наведите камеру телефона на картинку.",
        "ky": "Телефондун камерасын сүрөткө каратыңыз.",
    },
    "Write in your language. Leave out names.": {
        "ru": "Пишите на своём языке. Без имён.",
        "ky": "Өз тилиңизде жазыңыз. Ысымдарды жазбаңыз.",
    },
    "Keep the code: it shows what became of your words.": {
        "ru": "Сохраните код: он покажет, что стало с вашими словами.",
        "ky": "Кодду сактаңыз: ал сөзүңүз эмне болгонун көрсөтөт.",
    },
    "Open until %(day)s. The page also opens without a line once you have seen it, and sends your words later.": {
        "ru": "Открыто до %(day)s. После первого раза страница открывается и без связи и отправляет ваши слова позже.",
        "ky": "Ачык мөөнөтү: %(day)s. Барак бир жолу ачылгандан кийин байланышсыз да ачылат, сөзүңүздү кийин жөнөтөт.",
    },
    "Point the camera of your phone at the picture, or type the code at": {
        "ru": "Наведите камеру телефона на картинку или введите код на",
        "ky": "Телефондун камерасын сүрөткө каратыңыз же кодду бул жерге жазыңыз:",
    },
    # The trail
    "%(who)s made an address for contributions": {
        "ru": "%(who)s создаёт адрес для сообщений",
        "ky": "%(who)s билдирүүлөр үчүн дарек түздү",
    },
    "%(who)s withdrew an address for contributions": {
        "ru": "%(who)s отзывает адрес для сообщений",
        "ky": "%(who)s билдирүүлөр үчүн даректи кайтарып алды",
    },
    "%(who)s made the code of a meeting": {
        "ru": "%(who)s создаёт код встречи",
        "ky": "%(who)s жолугушуунун кодун түздү",
    },
    "%(who)s wrote something at an address for contributions": {
        "ru": "По адресу для сообщений пришло сообщение (%(who)s)",
        "ky": "Билдирүүлөр дареги боюнча билдирүү келди (%(who)s)",
    },
    "%(who)s answered a question back with a code": {
        "ru": "На вопрос ответили по коду (%(who)s)",
        "ky": "Суроого код менен жооп берилди (%(who)s)",
    },
}
