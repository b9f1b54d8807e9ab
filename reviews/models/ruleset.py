"""What the UN asks of a submission, cycle by cycle: data with a source, never a
constant. Limits differ between cycles and are announced late."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import TimestampedModel

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
        OWN_CUT_OFF = "own_cut_off", _("Our own cut-off, hours before the UN’s")

    NUMBERS = [Kind.JOINT_WORDS, Kind.SINGLE_WORDS, Kind.WARN_AT, Kind.OWN_CUT_OFF]

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
