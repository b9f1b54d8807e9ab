"""Which fields exist once per language (`name_en`, `name_ru`, `name_ky`)."""

from modeltranslation.translator import TranslationOptions, register

from catalogue.models import Region, State, Term, Treaty, Vocabulary

EVERY_LANGUAGE = {"default": ("name",)}


@register([Region, Vocabulary])
class NamedOptions(TranslationOptions):
    fields = ("name",)
    required_languages = EVERY_LANGUAGE


@register(State)
class StateOptions(TranslationOptions):
    fields = ("name", "formal_name")
    required_languages = EVERY_LANGUAGE


@register(Term)
class TermOptions(TranslationOptions):
    fields = ("name", "definition")
    required_languages = EVERY_LANGUAGE


@register(Treaty)
class TreatyOptions(TranslationOptions):
    fields = ("name", "body_name")
    required_languages = {"default": ("name", "body_name")}
