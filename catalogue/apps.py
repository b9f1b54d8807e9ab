from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """States, regions and vocabularies: facts with names in three languages."""

    name = "catalogue"
    verbose_name = _("Catalogue")
