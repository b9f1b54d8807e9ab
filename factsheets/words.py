"""Fixed words and lines of a factsheet, the same on the page, in Word and on the web; always in the active language."""

from collections.abc import Collection
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from factsheets.facts import Facts, PastRecommendation

POSITION = {
    "supported": pgettext_lazy("position of the State", "Supported"),
    "noted": pgettext_lazy("position of the State", "Noted"),
    "pending": pgettext_lazy("position of the State", "Pending"),
}
LEVEL = {
    "full": pgettext_lazy("implemented", "Fully"),
    "part": pgettext_lazy("implemented", "Partly"),
    "none": pgettext_lazy("implemented", "Not"),
    "unknown": pgettext_lazy("implemented", "Not assessed"),
}
# Whole phrases: Russian and Kyrgyz bend the names of languages, so they cannot be joined from a list.
IN_LANGUAGES = {
    frozenset({"en"}): _("in English"),
    frozenset({"ru"}): _("in Russian"),
    frozenset({"ky"}): _("in Kyrgyz"),
    frozenset({"en", "ru"}): _("in English and Russian"),
    frozenset({"en", "ky"}): _("in English and Kyrgyz"),
    frozenset({"ru", "ky"}): _("in Russian and Kyrgyz"),
    frozenset({"en", "ru", "ky"}): _("in English, Russian and Kyrgyz"),
}


def in_languages(languages: Collection[str]) -> str:
    return str(IN_LANGUAGES.get(frozenset(languages), ""))


def version(facts: Facts) -> str:
    """“Version 3, 14 November 2029”, or “Draft, 14 November 2029” before anything was published."""
    day = date_format(date.fromisoformat(facts.version_date))
    if get_language() == "ky":  # Django begins Kyrgyz months with a capital
        day = day.lower()
    if facts.version_number:
        return gettext("Version %(number)s, %(date)s") % {
            "number": facts.version_number,
            "date": day,
        }
    return gettext("Draft, %(date)s") % {"date": day}


def cycle_and_year(past: PastRecommendation) -> str:
    return gettext("%(year)s, cycle %(cycle)s") % {
        "year": past.year,
        "cycle": past.cycle,
    }


def cycle(past: PastRecommendation) -> str:
    return gettext("cycle %(cycle)s") % {"cycle": past.cycle}


def shown_address(address: str) -> str:
    """An address as a person types it: without the scheme and the last slash."""
    return address.partition("://")[2].rstrip("/")
