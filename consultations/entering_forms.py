"""The form from the device, and its rows while the page carries them."""

from collections.abc import Sequence
from dataclasses import asdict

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from consultations.forms_in import Row, read_form
from core.exceptions import ActionRefused

LETTERS_AT_MOST = 1_000_000  # of what travels with the page
GOOD_FOR = 24 * 3600  # seconds


class FormFileForm(forms.Form):
    file = forms.FileField(
        label=_("The filled form"),
        help_text=_("The .xlsx or .docx from this page, up to 5 MB. It is not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.docx"}),
        error_messages={"required": _("Choose the file.")},
        allow_empty_file=True,  # what is wrong with it, `forms_in` says
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_file(self):
        """Its rows."""
        try:
            return read_form(self.cleaned_data["file"].read(), event=self.event)
        except ActionRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class TooLong(ActionRefused):
    """Of a form."""


def sealed(rows: Sequence[Row], *, salt: str) -> str:
    """Raises TooLong."""
    told = [asdict(row) for row in rows if not row.wrong]
    said = signing.dumps(told, salt=salt, compress=True)
    if len(said) > LETTERS_AT_MOST:
        raise TooLong(_("The form is too long to be brought in at once. Divide it."))
    return said


def unsealed(said: str, *, salt: str) -> list[Row]:
    """Raises signing.BadSignature."""
    told = signing.loads(said, salt=salt, max_age=GOOD_FOR)
    return [Row(**{**row, "terms": tuple(row["terms"])}) for row in told]
