from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from consultations.forms.events import day_input
from consultations.models import Material
from core.forms import ConstrainedModelForm
from core.uploads import NotAPaper, harmless

TEXT_IN = ["en", "ru", "ky"]


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.full_name


class MaterialForm(ConstrainedModelForm):
    """The reader's own language stands first; the two others wait under “more”."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Material
        fields = [
            "kind",
            *(f"{field}_{code}" for code in TEXT_IN for field in ("title", "text")),
            *("url", "due_on", "owner"),
        ]
        field_classes = {"owner": PersonChoice}
        widgets = {
            **{
                f"text_{code}": forms.Textarea(attrs={"rows": 6, "lang": code})
                for code in TEXT_IN
            },
            **{
                f"title_{code}": forms.TextInput(attrs={"lang": code})
                for code in TEXT_IN
            },
            "due_on": day_input(),
            "url": forms.URLInput(attrs={"inputmode": "url"}),
        }
        help_texts = {
            "url": _(
                "Where it lies, if it is on the web: a recording, somebody’s guide."
            ),
            "owner": _("Hears once when the day is over and it is not published."),
        }

    def __init__(self, *args, owners, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        self.fields["owner"].empty_label = _("Nobody yet")
        self.order = [language, *(code for code in TEXT_IN if code != language)]
        if not self.instance._state.adding:
            self.initial["version"] = self.instance.version

    @property
    def first(self):
        return [self[f"title_{self.order[0]}"], self[f"text_{self.order[0]}"]]

    @property
    def others(self):
        return [
            self[f"{field}_{code}"]
            for code in self.order[1:]
            for field in ("title", "text")
        ]

    @property
    def is_more_wrong(self):
        more = [*self.others, self["due_on"], self["owner"]]
        return any(bound.errors for bound in more)


class FileForm(forms.Form):
    """`cleaned_data["file"]`: the clean bytes and their type."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF or a picture, up to 10 MB. It is cleaned of what it hides."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".pdf,.png,.jpg,.jpeg,application/pdf,image/*"}
        ),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
    )

    def clean_file(self):
        try:
            return harmless(self.cleaned_data["file"])
        except NotAPaper as wrong:
            raise forms.ValidationError(str(wrong)) from None
