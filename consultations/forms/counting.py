from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.counting import Change
from consultations.forms.events import day_input
from consultations.models.counts import MOST

TOTAL = "total"


class CellsForm(forms.Form):
    """A number for each value of each dimension; any may stay empty. Beside each goes
    what stood there when the page was shown, so that nothing unseen is overwritten."""

    at_least, at_most = 0, MOST

    def __init__(self, *args, lines, extra=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = []
        for line in lines:
            bounds = [
                self._add(cell.key, cell.label, self._number(cell))
                for cell in line.cells
            ]
            self.rows.append({"line": line, "names": bounds})
        for name, (label, number) in (extra or {}).items():
            self._add(name, label, number)

    def _number(self, cell):
        return cell.count

    def _add(self, name, label, number):
        self.fields[name] = forms.IntegerField(
            label=label,
            required=False,
            min_value=self.at_least,
            max_value=self.at_most,
            initial=number,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
        self.fields[f"seen-{name}"] = forms.IntegerField(
            required=False, initial=number, widget=forms.HiddenInput
        )
        return name

    @property
    def shown_rows(self):
        return [
            {
                "line": row["line"],
                "cells": [(self[name], self[f"seen-{name}"]) for name in row["names"]],
            }
            for row in self.rows
        ]

    def change_of(self, name) -> Change:
        return Change(
            seen=self.cleaned_data.get(f"seen-{name}"),
            wanted=self.cleaned_data.get(name),
        )

    def changes(self) -> dict[tuple[str, str], Change]:
        found = {}
        for row in self.rows:
            for name in row["names"]:
                dimension, _dash, value = name.partition("-")
                found[dimension, value] = self.change_of(name)
        return found


class CountsForm(CellsForm):
    def __init__(self, *args, total, **kwargs):
        super().__init__(*args, extra={TOTAL: (_("People in all"), total)}, **kwargs)

    @property
    def in_all(self):
        return {"number": self[TOTAL], "seen": self[f"seen-{TOTAL}"]}


class AimsForm(CellsForm):
    at_least, at_most = 1, 100

    def _number(self, cell):
        return cell.aim


class PeriodForm(forms.Form):
    since = forms.DateField(label=_("From"), required=False, widget=day_input())
    until = forms.DateField(label=_("To"), required=False, widget=day_input())


class FiltersForm(PeriodForm):
    """What cannot be read leaves no filter: the page says what is wrong."""

    group = forms.ChoiceField(label=_("Group"), required=False)
    event = forms.ChoiceField(label=_("Meeting"), required=False)

    field_order = ["group", "event", "since", "until"]

    def __init__(self, *args, groups, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [
            ("", _("All groups")),
            *((str(group.pk), str(group.name)) for group in groups),
        ]
        self.fields["event"].choices = [
            ("", _("All meetings")),
            *((str(event.pk), event.title) for event in events),
        ]
