from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogue.names import sort_key
from core.models import TimestampedModel

LANGUAGES = ("en", "ru", "ky")


def filled(field: str) -> Q:
    """Neither null nor empty in any language. modeltranslation makes its columns
    nullable, and a name that is missing prints as nothing: no language stands
    in for another."""
    condition = Q()
    for language in LANGUAGES:
        column = f"{field}_{language}"
        condition &= Q((f"{column}__isnull", False), (f"{column}__gt", ""))
    return condition


class NamedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Facts are everybody's."""
        return self.all()

    def listed(self, language: str | None = None):
        """In the alphabetical order of a language (by default the reader's)."""
        code = (language or get_language() or "en").partition("-")[0]
        return self.order_by(
            f"sort_key_{code if code in LANGUAGES else 'en'}", self.model._meta.pk.name
        )


class LoadedModel(TimestampedModel):
    """A fact from the files in `catalogue/data/`. `as_loaded` is what they last
    said, so that loading them again keeps what a person has written since."""

    as_loaded = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True


class NamedModel(LoadedModel):
    """A fact with a name in English, Russian and Kyrgyz. Staff may better the
    names in the admin: the Kyrgyz ones wait for a native check."""

    name = models.CharField(_("name"), max_length=200)
    sort_key_en = sort_key("name_en")
    sort_key_ru = sort_key("name_ru")
    sort_key_ky = sort_key("name_ky")

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=filled("name"),
                name="%(class)s_named_in_every_language",
                violation_error_message=_("Give the name in all three languages."),
            ),
        ]

    def __str__(self):
        return self.name
