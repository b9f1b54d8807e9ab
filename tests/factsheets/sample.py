"""A full factsheet in three languages for tests and the bench. Everything in it is invented, the States too."""

from dataclasses import replace

from factsheets.facts import Ask, Chart, ChartRow, Facts, KeyFigure, PastRecommendation

ADDRESS = "https://upr.example.org/f/6f1f9a52-7a52-4c39-9a0e-1f5c2c9d7b10/"
ROWS = (
    ("2024", 7210, 3020),
    ("2025", 7790, 2980),
    ("2026", 8460, 3110),
    ("2027", 9130, 2960),
    ("2028", 9840, 3050),
)
CODES = (
    ("140.61", "supported", "part"),
    ("140.64", "supported", "none"),
    ("", "supported", "full"),
    ("140.69", "noted", "none"),
)
CONTACT = ("desk@example.org", "+996 555 000 000")


def _past(*words: tuple[str, str, tuple[str, ...]]) -> tuple[PastRecommendation, ...]:
    return tuple(
        PastRecommendation(
            reference=reference,
            headline=headline,
            outcome=outcome,
            made_by=made_by,
            position=position,
            level=level,
            cycle=3,
            year=2020,
        )
        for (reference, position, level), (headline, outcome, made_by) in zip(
            CODES, words, strict=True
        )
    )


def _rows() -> tuple[ChartRow, ...]:
    return tuple(
        ChartRow(label=label, whole=whole, part=part) for label, whole, part in ROWS
    )


ENGLISH = Facts(
    language="en",
    state_name="Kyrgyzstan",
    coalition="Coalition *Ачык Өрөөн* · Open Valley",
    title="Protection from domestic violence",
    review_line="Universal Periodic Review of *Kyrgyzstan*, fifth cycle, session 63",
    version_number=3,
    version_date="2029-11-14",
    languages=("en", "ru"),
    key_message="A protection order is issued within a day. In nine districts out of forty, nobody came back to see whether it was obeyed.",
    key_figures=(
        KeyFigure(value="9,840", words="orders issued in 2028"),
        KeyFigure(value="31%", words="followed by a visit"),
        KeyFigure(value="2 of 7", words="regions with a State shelter"),
    ),
    past=_past(
        (
            "Open shelters in all regions",
            "Money set aside in 2027; five regions have no building.",
            ("Arcadia", "Ruritania"),
        ),
        (
            "Check that protection orders are obeyed",
            "No rule obliges the officer to return.",
            ("Sylvania",),
        ),
        (
            "Publish data by district, sex and age",
            "Published every quarter since 2026.",
            ("Freedonia",),
        ),
        (
            "End conciliation in cases of violence",
            "Four cases in ten still end in conciliation.",
            ("Utopia",),
        ),
    ),
    chart=Chart(
        title="Orders grew, visits did not",
        lead="Protection orders issued, and those followed by a visit",
        whole_label="all orders",
        part_label="followed by a visit",
        rows=_rows(),
    ),
    challenges=(
        "*Distance.* From Chatkal the nearest shelter is seven hours away; two mothers told us they turned back.",
        "*No duty to return.* The 2017 law ends with the order. The visit is left to the officer’s time and car.",
        "*Access.* Neither shelter can take a woman who uses a wheelchair, and only one takes sons over twelve.",
    ),
    framework="Law on protection from domestic violence; Code of Misdemeanours, art. 70; gender equality plan to 2030.",
    asks=(
        Ask(
            text="*open one State shelter in each of the seven regions* by the end of 2031, with places for children and for women with disabilities",
            source_line="Follows 140.61 · SDG 5.2 · CEDAW GR 35",
        ),
        Ask(
            text="*oblige the police to visit within 72 hours* of every protection order, record the visit, and publish the results by district twice a year, from 2030",
            source_line="Follows 140.64 · SDG 16.3",
        ),
        Ask(
            text="*amend the Code of Misdemeanours to end conciliation* in cases of domestic violence by mid-2030",
            source_line="Noted in 2020 as 140.69 · SDG 5.c",
        ),
    ),
    contact=CONTACT,
    sources="71 findings from 8 regions, February to May 2029. Ministry of the Interior, quarterly figures 2024–2028. Coalition’s visits to both shelters, April 2029. Drafted by 11 organisations; assessments agreed by vote on 2 November 2029.",
    address=ADDRESS,
    is_sample=True,
)

RUSSIAN = replace(
    ENGLISH,
    language="ru",
    state_name="Кыргызстан",
    coalition="Коалиция *«Ачык Өрөөн»*",
    title="Защита от семейного насилия",
    review_line="Универсальный периодический обзор, *Кыргызстан*, пятый цикл, 63-я сессия",
    key_message="Охранный ордер выдают за сутки. В\xa0девяти районах из сорока никто не вернулся проверить, исполняется ли он.",
    key_figures=(
        KeyFigure(value="9\xa0840", words="ордеров в 2028 году"),
        KeyFigure(value="31\xa0%", words="с последующим визитом"),
        KeyFigure(value="2 из 7", words="областей с госубежищем"),
    ),
    past=_past(
        (
            "Открыть убежища во всех областях",
            "Деньги выделены в 2027 году; в пяти областях нет здания.",
            ("Аркадия", "Руритания"),
        ),
        (
            "Контролировать исполнение охранных ордеров",
            "Ни одна норма не обязывает участкового вернуться.",
            ("Сильвания",),
        ),
        (
            "Публиковать данные по районам, полу и возрасту",
            "Публикуются ежеквартально с 2026 года.",
            ("Фридония",),
        ),
        (
            "Исключить примирение по делам о насилии",
            "Четыре дела из десяти кончаются примирением.",
            ("Утопия",),
        ),
    ),
    chart=Chart(
        title="Ордеров больше, визитов нет",
        lead="Выдано охранных ордеров и из них с визитом",
        whole_label="все ордера",
        part_label="с визитом",
        rows=_rows(),
    ),
    challenges=(
        "*Расстояние.* От Чаткала до ближайшего убежища семь часов; две матери рассказали, что повернули назад.",
        "*Нет обязанности вернуться.* Закон 2017 года заканчивается на ордере. Визит зависит от времени и машины участкового.",
        "*Доступность.* Ни одно убежище не примет женщину на коляске, и лишь одно берёт сыновей старше двенадцати.",
    ),
    framework="Закон о защите от семейного насилия; Кодекс о правонарушениях, ст. 70; гендерный план до 2030 года.",
    asks_heading="Мы просим, чтобы Кыргызстан…",
    asks=(
        Ask(
            text="*открыл по одному государственному убежищу в каждой из семи областей* до конца 2031 года, с местами для детей и женщин с инвалидностью",
            source_line="Вслед за 140.61 · ЦУР 5.2 · КЛДЖ, ОР 35",
        ),
        Ask(
            text="*обязал милицию посещать пострадавшую в течение 72 часов* после каждого ордера, фиксировать визит и с 2030 года дважды в год публиковать итоги по районам",
            source_line="Вслед за 140.64 · ЦУР 16.3",
        ),
        Ask(
            text="*изменил Кодекс о правонарушениях, исключив примирение сторон* по делам о семейном насилии, до середины 2030 года",
            source_line="В 2020 году к сведению, 140.69 · ЦУР 5.c",
        ),
    ),
    sources="71 голос из 8 регионов, февраль – май 2029 года. Министерство внутренних дел, квартальные данные за 2024–2028 годы. Посещения обоих убежищ, апрель 2029 года. Подготовлено 11 организациями; оценки приняты голосованием 2 ноября 2029 года.",
)

KYRGYZ = replace(
    RUSSIAN,
    language="ky",
    coalition="*«Ачык Өрөөн»* коалициясы",
    title="Үй-бүлөлүк зомбулуктан коргоо",
    review_line="Универсалдуу мезгилдүү баяндама, *Кыргызстан*, бешинчи цикл, 63-сессия",
    languages=("ky",),
    key_message="Коргоо ордери бир суткада берилет. Кырк райондун тогузунда анын аткарылышын эч ким текшерген эмес.",
    key_figures=(
        KeyFigure(value="9\xa0840", words="ордер 2028-жылы"),
        KeyFigure(value="31\xa0%", words="кийин барып текшерилген"),
        KeyFigure(value="2 (7ден)", words="облуста мамлекеттик баш калкалоочу жай бар"),
    ),
    past=_past(
        (
            "Бардык облустарда баш калкалоочу жай ачуу",
            "Акча 2027-жылы бөлүнгөн; беш облуста имарат жок.",
            ("Аркадия", "Руритания"),
        ),
        (
            "Коргоо ордерлеринин аткарылышын көзөмөлдөө",
            "Кайра барууга эч ким милдеттүү эмес.",
            ("Сильвания",),
        ),
        (
            "Маалыматты район, жыныс жана курак боюнча жарыялоо",
            "2026-жылдан бери чейрек сайын жарыяланат.",
            ("Фридония",),
        ),
        (
            "Зомбулук иштеринде жараштырууну токтотуу",
            "Ондон төрт иш жараштыруу менен бүтөт.",
            ("Утопия",),
        ),
    ),
    chart=Chart(
        title="Ордер көбөйдү, текшерүү көбөйгөн жок",
        lead="Берилген ордерлер жана алардын текшерилгени",
        whole_label="бардык ордерлер",
        part_label="текшерилгени",
        rows=_rows(),
    ),
    challenges=(
        "*Аралык.* Чаткалдан эң жакын жайга жети саат жол; эки эне артка кайтканын айтты.",
        "*Кайра баруу милдети жок.* 2017-жылкы мыйзам ордер менен бүтөт.",
        "*Жеткиликтүүлүк.* Коляскадагы аялды бир да жай кабыл ала албайт.",
    ),
    framework="Үй-бүлөлүк зомбулуктан коргоо мыйзамы; Укук бузуулар кодекси, 70-берене.",
    asks_heading="Биз Кыргызстандан суранабыз…",
    asks=(
        Ask(
            text="*жети облустун ар биринде мамлекеттик баш калкалоочу жай ачуу*, 2031-жылдын аягына чейин",
            source_line="140.61 · ТӨМ 5.2",
        ),
        Ask(
            text="*милицияны 72 сааттын ичинде барып текшерүүгө милдеттендирүү* жана жыйынтыгын жылына эки жолу жарыялоо",
            source_line="140.64 · ТӨМ 16.3",
        ),
        Ask(
            text="*жараштырууну жоюу үчүн кодексти өзгөртүү*, 2030-жылдын ортосуна чейин",
            source_line="140.69 · ТӨМ 5.c",
        ),
    ),
    sources="8 региондон 71 маалымат, 2029-жылдын февраль–май айлары. Ички иштер министрлиги, 2024–2028-жылдардагы көрсөткүчтөр.",
)
