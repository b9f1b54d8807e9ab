from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from catalogue.models.named import LoadedModel, NamedModel, NamedQuerySet, filled
from catalogue.models.states import State


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
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_projected = models.BooleanField(_("not confirmed"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None)
                | Q(starts_on__lte=F("ends_on")),
                name="session_begins_before_it_ends",
                violation_error_message=_("A session cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return str(self.number)


class TurnQuerySet(models.QuerySet):
    def of(self, state: State, *, cycle: int) -> "Turn | None":
        """When the State is reviewed in the cycle, if anything is known of it."""
        return self.filter(state=state, cycle=cycle).first()


class Turn(LoadedModel):
    """A State's place in a cycle: the session that reviews it, and the day, if
    known. What nobody has confirmed is marked so, and `source` says from what it
    was worked out."""

    state = models.ForeignKey(
        State, models.PROTECT, related_name="turns", verbose_name=_("State")
    )
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    session = models.PositiveSmallIntegerField(_("session"))
    reviewed_on = models.DateField(_("day of the review"), null=True, blank=True)
    is_projected = models.BooleanField(_("not confirmed"), default=False)
    source = models.CharField(_("source"), max_length=300)

    objects = TurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("turn of a State")
        verbose_name_plural = _("turns of the States")
        constraints = [
            models.UniqueConstraint(
                "state",
                "cycle",
                name="turn_once_in_a_cycle",
                violation_error_message=_("Each State has one turn in a cycle."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="turn_has_a_source",
                violation_error_message=_("Say where this is said."),
            ),
        ]

    def __str__(self):
        return f"{self.state_id} {self.cycle}"
