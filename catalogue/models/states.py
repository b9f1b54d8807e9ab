from collections.abc import Callable
from functools import cache

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.named import NamedModel, NamedQuerySet
from catalogue.models.terms import Term
from catalogue.names import NormalisedField, normalise
from core.models import TimestampedModel


class StateQuerySet(NamedQuerySet):
    def members(self):
        return self.filter(is_member=True)

    def resolve(self, name: str) -> "State | None":
        """The State that goes by this name in any language or source we know,
        or None. Never the most similar one."""
        return self.filter(aliases__alias=name).first()

    def resolver(self) -> Callable[[str], "State | None"]:
        """`resolve` for a whole file: two queries now, none per name."""
        states = self.in_bulk()
        pairs = StateAlias.objects.filter(state__in=states).values_list(
            "alias", "state_id"
        )
        state_of = {alias: states[pk] for alias, pk in pairs}

        @cache
        def resolve(name: str) -> "State | None":
            return state_of.get(normalise(name))

        return resolve


class State(NamedModel):
    """A Member State of the United Nations, or one of its two observer States.
    `name` is the short name the United Nations uses."""

    class RegionalGroup(models.TextChoices):
        AFRICAN = "AG", _("African Group")
        ASIA_PACIFIC = "APG", _("Asia-Pacific Group")
        EASTERN_EUROPEAN = "EEG", _("Eastern European Group")
        LATIN_AMERICAN = "GRULAC", _("Latin American and Caribbean Group")
        WESTERN = "WEOG", _("Western European and Others Group")

    iso3 = models.CharField(_("ISO code, three letters"), max_length=3, unique=True)
    iso2 = models.CharField(_("ISO code, two letters"), max_length=2, unique=True)
    formal_name = models.CharField(
        _("formal name"),
        max_length=200,
        blank=True,
        help_text=_("Empty where it is the short name, or not established."),
    )
    is_member = models.BooleanField(_("Member State of the UN"), default=True)
    regional_group = models.CharField(
        _("regional group"), max_length=6, choices=RegionalGroup, blank=True
    )
    organisations = models.ManyToManyField(
        Term,
        related_name="states",
        blank=True,
        limit_choices_to={"vocabulary__key": "organisations"},
        verbose_name=_("organisations"),
    )

    objects = StateQuerySet.as_manager()

    class Meta(NamedModel.Meta):
        verbose_name = _("State")
        verbose_name_plural = _("States")
        constraints = [
            *NamedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(iso3__regex=r"^[A-Z]{3}$", iso2__regex=r"^[A-Z]{2}$"),
                name="state_codes_are_iso_3166",
                violation_error_message=_("Write the ISO codes in capital letters."),
            ),
            models.CheckConstraint(
                condition=Q(is_member=False, regional_group="")
                | Q(is_member=True, regional_group__gt=""),
                name="state_member_has_regional_group",
                violation_error_message=_(
                    "A Member State belongs to a regional group, an observer to none."
                ),
            ),
        ]

    @property
    def neutral_name(self):
        return self.name


class StateAlias(TimestampedModel):
    """A name under which some source knows a State, in bare words."""

    state = models.ForeignKey(
        State, models.CASCADE, related_name="aliases", verbose_name=_("State")
    )
    alias = NormalisedField(_("also written"), max_length=200)

    class Meta:
        verbose_name = _("other name of a State")
        verbose_name_plural = _("other names of States")
        constraints = [
            models.UniqueConstraint(
                fields=["alias"],
                name="statealias_names_one_state",
                violation_error_message=_("This name already stands for a State."),
            ),
            models.CheckConstraint(
                condition=~Q(alias=""),
                name="statealias_has_a_word",
                violation_error_message=_("Write at least one word."),
            ),
        ]

    def __str__(self):
        return self.alias


class RegionQuerySet(NamedQuerySet):
    def in_order(self):
        """Cities first, then oblasts, as the data files number them."""
        return self.order_by("state", "order", "pk")


class Region(NamedModel):
    """A first-level subdivision of a State, by its ISO 3166-2 code."""

    class Kind(models.TextChoices):
        OBLAST = "oblast", _("Oblast")
        CITY = "city", _("City")

    code = models.CharField(_("ISO 3166-2 code"), max_length=6, unique=True)
    state = models.ForeignKey(
        State, models.PROTECT, related_name="regions", verbose_name=_("State")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField(_("order"))

    objects = RegionQuerySet.as_manager()

    class Meta(NamedModel.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            *NamedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}-[A-Z0-9]{1,3}$"),
                name="region_code_is_iso_3166_2",
                violation_error_message=_("Write the code as in “KG-GB”."),
            ),
        ]

    @property
    def neutral_name(self):
        return self.name
