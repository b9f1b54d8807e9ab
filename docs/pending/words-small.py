"""Words of the small ends, for the catalogues."""

WORDS = {
    "Phase: %(phase)s": ("Этап: %(phase)s", "Этап: %(phase)s"),
}
