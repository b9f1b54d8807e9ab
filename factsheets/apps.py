from django.apps import AppConfig


class FactsheetsConfig(AppConfig):
    """Bilingual one-page factsheets and their PDFs."""

    name = "factsheets"
