from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ConstrainedModelForm, StampedForm
from reviews.models import Milestone, Role
from reviews.models.calendar import GENEVA
from reviews.moments import NoSuchTime, clocks, moment
from reviews.planning import Start

ZONES = [(GENEVA, _("Geneva")), ("Asia/Bishkek", _("Bishkek"))]
FIRST, LAST = date(2008, 1, 1), date(2100, 1, 1)  # of all reviews
# Of all other dates; far from both ends of what clocks can show, wherever they hang.
EARLIEST, LATEST = date(2000, 1, 1), date(2120, 1, 1)


class ClockForm(forms.Form):
    """A day and a time as a clock somewhere shows them."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    clock = forms.TimeField(
        label=_("Time"),
        initial="23:59",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(label=_("On the clocks of"))

    def read_clock(self):
        """The moment, or None where it is none: the form says why."""
        cleaned = self.cleaned_data
        if not {"day", "clock", "zone"} <= cleaned.keys():
            return None
        if not EARLIEST <= cleaned["day"] < LATEST:
            self.add_error("day", _("This day is out of all calendars."))
            return None
        try:
            return moment(cleaned["day"], cleaned["clock"], cleaned["zone"])
        except NoSuchTime:
            self.add_error("clock", _("Clocks there are put forward over this time."))
        return None


def zones_for(*more):
    zones = dict(ZONES)
    for zone in more:
        zones.setdefault(zone, zone)
    return list(zones.items())


class MilestoneForm(ClockForm, StampedForm, ConstrainedModelForm):
    """A date of the review."""

    class Meta:
        model = Milestone
        fields = [
            *("kind", "name", "day", "clock", "zone", "is_projected", "source"),
            "owner",
        ]
        help_texts = {"name": _("Only for another date than those on the list.")}

    def __init__(self, *args, review, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.review = review
        self.fields["zone"].choices = zones_for(reader.time_zone, self.instance.zone)
        # Whom the reader may know of on the coalition's side.
        known = Role.objects.visible_to(reader).filter(
            review=review, role__in=Role.INSIDE
        )
        self.fields["owner"].queryset = User.objects.filter(
            pk__in=known.values("user"), is_active=True
        ).order_by("full_name", "pk")
        if self.instance._state.adding:
            del self.fields["stamp"]
            return
        del self.fields["kind"]
        there = clocks(
            self.instance.due, zone=self.instance.zone, reader=reader.time_zone
        ).there
        self.initial |= {
            "day": there.date(),
            "clock": there.time(),
        }
        self.stamp_with(self.instance)

    def clean(self):
        cleaned = super().clean()
        if due := self.read_clock():
            self.instance.due = due
        return cleaned


class PlanForm(ClockForm):
    """The day of the review, from which everything else is counted."""

    home = forms.ChoiceField(
        label=_("Our own clocks"),
        help_text=_("Where meetings at home and our own days are counted."),
    )
    is_projected = forms.BooleanField(label=_("Date not confirmed"), required=False)
    source = forms.CharField(
        label=_("Where it is said"), max_length=200, required=False
    )
    is_behind_us = forms.BooleanField(
        label=_("Mark what is over as done"), required=False
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones_for(reader.time_zone)
        self.fields["home"].choices = zones_for(reader.time_zone)

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("day")
        if day and not FIRST <= day < LAST:
            self.add_error("day", _("This day is out of all calendars."))
        elif due := self.read_clock():
            cleaned["due"] = due
        return cleaned

    @property
    def start(self):
        names = ("due", "zone", "home", "is_projected", "source", "is_behind_us")
        return Start(**{name: self.cleaned_data[name] for name in names})
