"""Words of the small ends, for the catalogues."""

WORDS = {
    "A facilitator may have a region. For example:": (
        "У фасилитатора может быть регион. Например:",
        "Фасилитатордун аймагы болушу мүмкүн. Мисалы:",
    ),
    "How the regions are called": (
        "Как называются регионы",
        "Аймактар кандай аталат",
    ),
    "This address stands above already, as “%(what)s”.": (
        "Этот адрес уже есть выше: «%(what)s».",
        "Бул дарек жогоруда бар: «%(what)s».",
    ),
    "Done. It stands among the dates of the review.": (
        "Готово. Это видно среди дат обзора.",
        "Даяр. Бул обзордун даталарынын арасында көрүнөт.",
    ),
    "Phase: %(phase)s": ("Этап: %(phase)s", "Этап: %(phase)s"),
}
