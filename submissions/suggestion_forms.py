"""What people send about suggestions."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions import suggesting
from submissions.models import Suggestion

NOTE_AT_MOST = Suggestion._meta.get_field("note").max_length
BLOCK = r"^[a-z0-9]{0,24}$"
UNKNOWN = _("There is no such answer.")


class SuggestForm(forms.Form):
    """Other words for a block (`block`, `base`), or a new paragraph (`after`)."""

    block = forms.RegexField(BLOCK, required=False, widget=forms.HiddenInput)
    after = forms.RegexField(BLOCK, required=False, widget=forms.HiddenInput)
    base = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("How it should read"),
        required=False,
        strip=False,
        max_length=2 * suggesting.LONGEST,  # line ends count twice on the way
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=NOTE_AT_MOST,
        help_text=_("One sentence helps whoever decides."),
    )


class DecideForm(forms.Form):
    """Take these suggestions in, or not, and why."""

    decision = forms.ChoiceField(
        choices=[("accept", ""), ("reject", "")],
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
    )
    reason = forms.CharField(required=False, max_length=NOTE_AT_MOST)

    def clean(self):
        cleaned = super().clean()
        try:
            cleaned["ids"] = [UUID(key) for key in self.data.getlist("ids")]
        except ValueError:
            raise forms.ValidationError(UNKNOWN) from None
        if not cleaned["ids"]:
            raise forms.ValidationError(_("Choose at least one suggestion."))
        return cleaned
