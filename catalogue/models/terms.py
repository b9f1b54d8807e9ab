from collections.abc import Callable
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.named import NamedModel, NamedQuerySet
from catalogue.names import normalise
from core.models import TimestampedModel


class Vocabulary(NamedModel):
    """A list of terms that somebody keeps: ourselves (`topics`), UPR Info,
    the United Nations. A new edition is a new version; editions are mapped to
    each other, never merged."""

    key = models.SlugField(_("key"))
    version = models.CharField(_("version"), max_length=20)
    source = models.CharField(_("source"), max_length=300)

    class Meta(NamedModel.Meta):
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        constraints = [
            *NamedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["key", "version"],
                name="vocabulary_once_per_version",
                violation_error_message=_("This version is already there."),
            ),
        ]


class TermQuerySet(NamedQuerySet):
    def of(self, vocabulary: str):
        """The terms of a vocabulary, named by its key: `of("topics")`."""
        return self.filter(vocabulary__key=vocabulary)

    def in_order(self):
        """As the vocabulary's keeper numbers them."""
        return self.order_by("vocabulary", "order", "pk")

    def meaning(self, topics):
        """The terms of other vocabularies that these topics stand for."""
        return self.filter(mapped_from__source__in=topics).distinct()

    def resolver(self) -> Callable[[str], "Term | None"]:
        """From a label as a source prints it, in English, to the term; one
        query now, none per label. Ask it of one vocabulary at a time."""
        term_of = {
            normalise(label): term
            for term in self
            for label in [term.name_en, *term.aliases]
        }

        @cache
        def resolve(label: str) -> "Term | None":
            return term_of.get(normalise(label))

        return resolve


class Term(NamedModel):
    vocabulary = models.ForeignKey(
        Vocabulary,
        models.PROTECT,
        related_name="terms",
        verbose_name=_("vocabulary"),
    )
    key = models.SlugField(_("key"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    definition = models.TextField(_("definition"), blank=True)
    aliases = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("also written"),
        help_text=_("Labels that mean the same term in some export."),
    )

    objects = TermQuerySet.as_manager()

    class Meta(NamedModel.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            *NamedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["vocabulary", "key"],
                name="term_once_per_vocabulary",
                violation_error_message=_("The vocabulary already has this key."),
            ),
        ]


class TermMapping(TimestampedModel):
    """A term of ours (`source`) stands for a term of somebody else (`target`)."""

    source = models.ForeignKey(
        Term, models.CASCADE, related_name="mapped_to", verbose_name=_("our term")
    )
    target = models.ForeignKey(
        Term, models.CASCADE, related_name="mapped_from", verbose_name=_("stands for")
    )

    class Meta:
        verbose_name = _("mapping of terms")
        verbose_name_plural = _("mappings of terms")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target"],
                name="termmapping_once",
                violation_error_message=_("These terms are already mapped."),
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="termmapping_joins_two_terms",
                violation_error_message=_("A term cannot stand for itself."),
            ),
        ]

    def __str__(self):
        return f"{self.source_id} → {self.target_id}"
