import json

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from comments.models import ANCHOR_AT_MOST, QUOTE_AT_MOST

IN_BASE64 = RegexValidator(r"^[A-Za-z0-9+/]+={0,2}\Z")
BLOCK_ID = RegexValidator(r"^[a-z0-9]{1,24}\Z")


def posted(request):
    """What was sent, by a form or by a script as JSON."""
    if request.content_type != "application/json":
        return request.POST
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {
        name: whole(value) for name, value in data.items() if isinstance(value, str)
    }


def whole(text: str) -> str:
    """JSON may carry halves of letters, which nothing else here can hold."""
    return text.encode("utf-8", "ignore").decode()


class CommentForm(forms.Form):
    """How long it may be depends on who writes: the action says it."""

    body = forms.CharField(
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something.")},
    )


class ThreadForm(CommentForm):
    """A comment and the place it is about."""

    block = forms.CharField(
        required=False, validators=[BLOCK_ID], widget=forms.HiddenInput
    )
    start = forms.CharField(
        required=False,
        max_length=ANCHOR_AT_MOST,
        validators=[IN_BASE64],
        widget=forms.HiddenInput,
    )
    end = forms.CharField(
        required=False,
        max_length=ANCHOR_AT_MOST,
        validators=[IN_BASE64],
        widget=forms.HiddenInput,
    )
    quote = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_quote(self):
        """Shortened rather than refused: nobody typed it."""
        return self.cleaned_data["quote"][:QUOTE_AT_MOST]

    def clean(self):
        found = super().clean()
        if bool(found.get("start")) != bool(found.get("end")):
            raise forms.ValidationError(_("The place in the text cannot be read."))
        return found

    def place(self) -> dict[str, str]:
        return {
            name: self.cleaned_data[name] for name in ("block", "start", "end", "quote")
        }


class AssignForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Who sees to it"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [
            ("", _("Nobody")),
            *((str(key), name) for key, name in people.items()),
        ]
