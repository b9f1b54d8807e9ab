from typing import TYPE_CHECKING, cast

from django import forms
from django.core.exceptions import ValidationError

from core.stamps import stamp_of

if TYPE_CHECKING:
    from django.http import QueryDict


class ConstrainedModelForm(forms.ModelForm):
    """A ModelForm that checks every database constraint of its model.

    Django skips a constraint as soon as it mentions a field that is not on the
    form; the person would then meet an IntegrityError instead of a sentence.
    """

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)


class StampedForm(forms.Form):
    """A form of one row that says when the row was changed last, as it was opened:
    the action refuses where somebody has changed it since (`core.stamps`)."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def stamp_with(self, row):
        self.initial["stamp"] = stamp_of(row)

    def take_up(self, row):
        """Go on from what somebody wrote meanwhile: whoever saves again was told."""
        written = cast("QueryDict", self.data).copy()
        written["stamp"] = stamp_of(row)
        self.data = written
