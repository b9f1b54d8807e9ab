from django import forms
from django.utils.translation import gettext_lazy as _


class NameVersionForm(forms.Form):
    label = forms.CharField(
        label=_("Name of the version"),
        max_length=120,
        help_text=_("For whom or for what it is kept: “Sent to the adviser”."),
    )


class PurgeForm(forms.Form):
    words = forms.CharField(
        label=_("Words that must not stand in comments either"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_(
            "One line each. Comments on this text in which one stands are emptied."
        ),
    )
    understood = forms.BooleanField(
        label=_("I have read what goes, and that it cannot be brought back."),
        error_messages={"required": _("Tick this once you have read the list above.")},
    )

    def clean_words(self) -> list[str]:
        lines = self.cleaned_data["words"].splitlines()
        return [line.strip() for line in lines if line.strip()]
