from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.contacts import Contact

QUIET = {"autocomplete": "off"}  # a browser that is shared need not remember it


class ContactForm(forms.Form):
    person = forms.CharField(
        label=_("Whom to ask for"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=QUIET),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs=QUIET),
    )
    phone = forms.RegexField(
        r"^[+0-9 ()\-/.]{5,40}$",
        label=_("Telephone"),
        required=False,
        widget=forms.TextInput(attrs={**QUIET, "type": "tel"}),
        error_messages={
            "invalid": _("Write figures, with + and the country in front.")
        },
    )
    note = forms.CharField(
        label=_("How and when it is safe to reach it"),
        help_text=_("For instance: only by Signal, never at the office."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **QUIET}),
    )

    def contact(self) -> Contact:
        said = {name: text.strip() for name, text in self.cleaned_data.items()}
        return Contact(**said)
