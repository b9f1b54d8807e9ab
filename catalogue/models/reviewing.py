from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from catalogue.models.named import LoadedModel, NamedModel, NamedQuerySet, filled


class TreatyQuerySet(NamedQuerySet):
    def in_order(self):
        """By the year of adoption, as the United Nations lists them."""
        return self.order_by("order", "pk")


class Treaty(NamedModel):
    """A core human rights treaty and the committee that watches over it."""

    key = models.SlugField(_("key"), unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=12)
    adopted_year = models.PositiveSmallIntegerField(_("adopted in"))
    order = models.PositiveSmallIntegerField(_("order"))
    body_abbreviation = models.CharField(_("short for the committee"), max_length=12)
    body_name = models.CharField(_("committee"), max_length=200)

    objects = TreatyQuerySet.as_manager()

    class Meta(NamedModel.Meta):
        verbose_name = _("treaty")
        verbose_name_plural = _("treaties")
        constraints = [
            *NamedModel.Meta.constraints,
            models.CheckConstraint(
                condition=filled("body_name"),
                name="treaty_body_named_in_every_language",
                violation_error_message=_("Name the committee in all three languages."),
            ),
        ]


class CycleQuerySet(models.QuerySet):
    def of_session(self, session: int) -> "Cycle | None":
        """The cycle in which a session of the Working Group falls, if known."""
        return self.filter(
            first_session__lte=session, last_session__gte=session
        ).first()


class Cycle(LoadedModel):
    """One round of the Universal Periodic Review through all States."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    first_session = models.PositiveSmallIntegerField(_("first session"))
    last_session = models.PositiveSmallIntegerField(_("last session"))
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    source = models.CharField(_("source"), max_length=300)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    first_session__lte=F("last_session"),
                    first_year__lte=F("last_year"),
                ),
                name="cycle_begins_before_it_ends",
                violation_error_message=_("A cycle cannot end before it begins."),
            ),
            ExclusionConstraint(
                name="cycle_shares_no_session",
                expressions=[
                    (
                        Func(
                            Cast("first_session", models.IntegerField()),
                            Cast("last_session", models.IntegerField()),
                            Value("[]"),
                            function="int4range",
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
                violation_error_message=_("A session belongs to one cycle."),
            ),
        ]

    def __str__(self):
        return str(self.number)


class Session(LoadedModel):
    """A session of the Working Group on the Universal Periodic Review, once
    its dates are known."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    year = models.PositiveSmallIntegerField(_("year in which it began"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self):
        return str(self.number)
