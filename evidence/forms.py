from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ConstrainedModelForm
from core.uploads import NotAPaper, harmless
from evidence.models import Evidence


class EvidenceForm(ConstrainedModelForm):
    file = forms.FileField(
        label=_("Paper"),
        help_text=_(
            "A PDF or a picture, up to 10 MB. It is drawn anew: who made it, where and when, is not kept."
        ),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Evidence
        fields = [
            *("kind", "title", "language", "figure", "text"),
            *("source", "url", "dated_on"),
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "language": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
            "dated_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Evidence.Kind.choices
        self.fields["url"].assume_scheme = "https"
        self.initial["version"] = self.instance.version

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_file(self):
        """Its harmless bytes and their type."""
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return harmless(upload)
        except NotAPaper as refusal:
            raise forms.ValidationError(str(refusal)) from None


class ShowForm(forms.Form):
    showing = forms.ChoiceField(
        label=_("May it be shown?"),
        choices=Evidence.Showing.choices,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class GroupChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return str(obj.name)


class GiveForm(forms.Form):
    groups = GroupChoice(
        label=_("To these groups"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups
