from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ConstrainedModelForm
from reviews.models import Milestone, Role
from reviews.models.calendar import GENEVA
from reviews.moments import NoSuchTime, clocks, moment

ZONES = [(GENEVA, _("Geneva")), ("Asia/Bishkek", _("Bishkek"))]


class MilestoneForm(ConstrainedModelForm):
    """A date as a clock somewhere shows it."""

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

    class Meta:
        model = Milestone
        fields = ["kind", "name", "day", "clock", "zone", "is_projected", "owner"]
        help_texts = {"name": _("Only for another date than those on the list.")}

    def __init__(self, *args, review, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.review = review
        zones = dict(ZONES)
        for zone in (reader.time_zone, self.instance.zone):
            zones.setdefault(zone, zone)
        self.fields["zone"].choices = list(zones.items())
        known = Role.objects.visible_to(reader).filter(review=review)
        self.fields["owner"].queryset = User.objects.filter(
            pk__in=known.values("user"), is_active=True
        ).order_by("full_name", "pk")
        if not self.instance._state.adding:
            del self.fields["kind"]
            there = clocks(
                self.instance.due, zone=self.instance.zone, reader=reader.time_zone
            ).there
            self.initial |= {"day": there.date(), "clock": there.time()}

    def clean(self):
        cleaned = super().clean()
        if {"day", "clock", "zone"} <= cleaned.keys():
            try:
                self.instance.due = moment(
                    cleaned["day"], cleaned["clock"], cleaned["zone"]
                )
            except NoSuchTime:
                self.add_error(
                    "clock", _("Clocks there are put forward over this time.")
                )
            except OverflowError:
                self.add_error("day", _("This day is out of all calendars."))
        return cleaned
