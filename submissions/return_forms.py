"""A Word file that comes back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.exceptions import ActionRefused
from submissions.word import reading


class ReturnForm(forms.Form):
    file = forms.FileField(
        label=_("The Word file"),
        help_text=_("The .docx that was taken out here, up to 10 MB. It is not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose the file.")},
        allow_empty_file=True,  # what is wrong with it, `reading` says
    )

    def clean_file(self):
        """Its paragraphs."""
        upload = self.cleaned_data["file"]
        try:
            reading.refuse_size(upload.size)
            return reading.read(upload.read())
        except ActionRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
