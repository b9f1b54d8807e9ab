from modeltranslation.translator import TranslationOptions, register

from factsheets.models import ChosenRecommendation, Factsheet


@register(Factsheet)
class FactsheetTranslation(TranslationOptions):
    fields = tuple(Factsheet.TEXTS)


@register(ChosenRecommendation)
class ChosenRecommendationTranslation(TranslationOptions):
    fields = ("headline", "outcome")
