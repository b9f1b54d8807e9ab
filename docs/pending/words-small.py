"""Words of the small ends, for the catalogues."""

WORDS = {
    "Done. It stands among the dates of the review.": (
        "Готово. Это видно среди дат обзора.",
        "Даяр. Бул обзордун даталарынын арасында көрүнөт.",
    ),
    "Phase: %(phase)s": ("Этап: %(phase)s", "Этап: %(phase)s"),
}
