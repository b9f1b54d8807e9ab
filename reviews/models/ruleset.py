"""What the UN asks of a submission, cycle by cycle: data with a source, never a
constant. Limits differ between cycles and are announced late."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from core.models import TimestampedModel
from reviews.models.calendar import Milestone

# What stands in `items`, in words. Names of languages: those that the UN works in.
SAID = {
    "cover": _("the cover page"),
    "footnotes": _("footnotes"),
    "annexes": _("annexes"),
    "docx": "Word (.docx)",
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "en": _("English"),
    "fr": _("French"),
    "ru": _("Russian"),
    "es": _("Spanish"),
}


class RuleSet(TimestampedModel):
    """The rules of one cycle."""

    cycle = models.PositiveSmallIntegerField(_("cycle"), unique=True)

    class Meta:
        verbose_name = _("rules of a cycle")
        verbose_name_plural = _("rules of the cycles")

    def __str__(self):
        return f"#{self.cycle}"


class Rule(TimestampedModel):
    """One rule: a number or some words, where it is said, and when somebody looked."""

    class Kind(models.TextChoices):
        JOINT_WORDS = "joint_words", _("Words of a joint submission, at most")
        SINGLE_WORDS = "single_words", _("Words of one organisation’s, at most")
        UNCOUNTED = "uncounted", _("Not counted")
        FORMATS = "formats", _("Kind of file")
        LANGUAGES = "languages", _("Languages that are read")
        PREFERRED = "preferred", _("Languages that are preferred")
        WARN_AT = "warn_at", _("Warn at, per cent of the limit")

    NUMBERS = [Kind.JOINT_WORDS, Kind.SINGLE_WORDS, Kind.WARN_AT]

    class Certainty(models.TextChoices):
        STATED = "stated", pgettext_lazy("a rule", "stated by the source")
        INFERRED = "inferred", pgettext_lazy("a rule", "follows from the source")
        GENERAL = "general", pgettext_lazy("a rule", "usual; no source was found")
        OURS = "ours", pgettext_lazy("a rule", "our own custom")

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="rules")
    kind = models.CharField(_("rule"), max_length=15, choices=Kind)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    items = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("words"),
        default=list,
        blank=True,
    )
    certainty = models.CharField(_("how sure"), max_length=10, choices=Certainty)
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("looked up on"))

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        constraints = [
            models.UniqueConstraint(
                "rule_set",
                "kind",
                name="rule_once_in_a_set",
                violation_error_message=_("This rule is there already."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0, items=[]) | Q(number=None, items__len__gt=0),
                name="rule_is_a_number_or_words",
                violation_error_message=_("A rule is a number or some words."),
            ),
        ]

    def __str__(self):
        return f"#{self.kind} {self.number or self.items}"

    @property
    def value(self) -> str:
        """As a person reads it."""
        if self.number is not None:
            return number_format(self.number, force_grouping=True)
        return ", ".join(str(SAID.get(item, item)) for item in self.items)


class Distance(TimestampedModel):
    """How far one date of a review lies from another in a cycle: so many days on the
    clocks, or so many hours. Less than nothing: before it."""

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="distances")
    kind = models.CharField(_("which date"), max_length=20, choices=Milestone.Kind)
    anchor = models.CharField(_("counted from"), max_length=20, choices=Milestone.Kind)
    days = models.SmallIntegerField(_("days"), null=True, blank=True)
    hours = models.SmallIntegerField(_("hours"), null=True, blank=True)
    # Empty: as the date from which it is counted. `chain.HOME`: the coalition's own.
    clock = models.TimeField(_("time"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, blank=True)
    certainty = models.CharField(_("how sure"), max_length=10, choices=Rule.Certainty)
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("looked up on"))

    class Meta:
        verbose_name = _("distance between dates")
        verbose_name_plural = _("distances between dates")
        constraints = [
            models.UniqueConstraint(
                "rule_set",
                "kind",
                name="distance_once_in_a_set",
                violation_error_message=_("This date is counted already."),
            ),
            models.CheckConstraint(
                condition=Q(days=None, hours__isnull=False, clock=None)
                | Q(days__isnull=False, hours=None),
                name="distance_is_in_days_or_hours",
                violation_error_message=_("Count in days or in hours."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=models.F("anchor"))
                & ~Q(kind__in=["review", "other"])
                & ~Q(anchor="other"),
                name="distance_leads_to_another_date",
                violation_error_message=_("Count from another date."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="distance_has_a_source",
                violation_error_message=_("Say where this is said."),
            ),
        ]

    def __str__(self):
        return f"#{self.kind} {self.anchor} {self.days or self.hours}"

    @property
    def said(self) -> str:
        """As a person says it: so long before or after which date."""
        return apart(
            days=self.days,
            hours=self.hours,
            date=str(Milestone.Kind(self.anchor).label),
        )


def apart(*, days: int | None, hours: int | None, date: str) -> str:
    count = abs(hours if hours is not None else days or 0)
    if hours is None and (days or 0) < 0:
        said = ngettext(
            "%(n)d day before: %(date)s", "%(n)d days before: %(date)s", count
        )
    elif hours is None:
        said = ngettext(
            "%(n)d day after: %(date)s", "%(n)d days after: %(date)s", count
        )
    elif hours < 0:
        said = ngettext(
            "%(n)d hour before: %(date)s", "%(n)d hours before: %(date)s", count
        )
    else:
        said = ngettext(
            "%(n)d hour after: %(date)s", "%(n)d hours after: %(date)s", count
        )
    return said % {"n": count, "date": date}
