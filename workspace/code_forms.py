from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.digits import read


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Twelve digits, from a slip or from the end of a page."),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the code.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        digits = read(self.cleaned_data["code"])
        if digits is None:
            raise forms.ValidationError(
                _("A digit is wrong or missing. Compare it with the slip once more.")
            )
        return digits


class AnswerForm(forms.Form):
    enquiry = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Please leave out names and telephone numbers."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write an answer.")},
    )
