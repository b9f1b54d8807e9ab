from django import forms
from django.utils.translation import gettext_lazy as _

from workspace.periods import Month, Period


class PeriodForm(forms.Form):
    """From one month to another, of those that are over."""

    def __init__(self, *args, months: list[Month], **kwargs):
        super().__init__(*args, **kwargs)
        self.months = {month.key: month for month in months}
        offered = [(month.key, month.name) for month in months]
        for name, label in (("from", _("From")), ("until", _("Until the end of"))):
            self.fields[name] = forms.ChoiceField(label=label, choices=offered)

    def clean(self):
        said = super().clean()
        first, last = said.get("from"), said.get("until")
        if first and last and first > last:
            self.add_error("until", _("Choose a month that is not before the first."))
        return said

    @property
    def period(self) -> Period:
        return Period(
            first=self.months[self.cleaned_data["from"]],
            last=self.months[self.cleaned_data["until"]],
        )
