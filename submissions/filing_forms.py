import re
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ConstrainedModelForm
from core.uploads import NotAPaper, harmless
from reviews.models.calendar import GENEVA
from reviews.moments import NoSuchTime, moment
from submissions.models import FilingCheck
from submissions.passwords import looks_like_one

NO_PASSWORDS = _("This looks like a password. No passwords are kept here.")
USER_NAME = re.compile(r"[\w.\-]+")
RECEIPT = {
    "label": _("The receipt"),
    "help_text": _("PDF or a picture, up to 10 MB. It is cleaned of what it hides."),
    "required": False,
}


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.full_name


class CheckForm(ConstrainedModelForm):
    user_name = forms.CharField(
        label=_("User name there"),
        help_text=_("Only the name. The password stays with the two who can enter."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    is_done = forms.BooleanField(label=_("It is so: I looked"), required=False)

    class Meta:
        model = FilingCheck
        fields = ["person", "second_person"]
        field_classes = {"person": PersonChoice, "second_person": PersonChoice}

    field_order = ["user_name", "person", "second_person", "is_done"]

    def __init__(self, *args, people, names, user_name="", **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        for name in ("person", "second_person"):
            self.fields[name].queryset = people
            if not self.is_bound:  # asked once for all the forms of a page
                self.fields[name].choices = [("", _("Nobody yet")), *names]
        if kind == FilingCheck.Kind.TWO:
            self.fields["person"].label = _("The first person who can enter")
        else:
            del self.fields["second_person"]
        if kind == FilingCheck.Kind.ACCOUNT:
            self.initial["user_name"] = user_name
        else:
            del self.fields["user_name"]
        self.initial["is_done"] = self.instance.done_at is not None

    def clean_user_name(self):
        name = self.cleaned_data["user_name"].strip()
        if "@" in name:
            raise forms.ValidationError(
                _("Write the user name, not an e-mail address.")
            )
        if looks_like_one(name):
            raise forms.ValidationError(NO_PASSWORDS)
        if name and not USER_NAME.fullmatch(name):
            raise forms.ValidationError(
                _(
                    "A user name has letters, figures, dots and dashes. No passwords here."
                )
            )
        return name


class ReceiptForm(forms.Form):
    """`cleaned_data["receipt"]`: the clean bytes and their type, or None."""

    receipt_number = forms.CharField(
        label=_("Number of the receipt"),
        help_text=_("As the confirmation says it. Left empty if there is none."),
        max_length=60,
        required=False,
    )
    receipt = forms.FileField(
        widget=forms.ClearableFileInput(
            attrs={"accept": ".pdf,.png,.jpg,.jpeg,application/pdf,image/*"}
        ),
        allow_empty_file=True,
        **RECEIPT,
    )

    def clean_receipt_number(self):
        number = " ".join(self.cleaned_data["receipt_number"].split())
        if looks_like_one(number):
            raise forms.ValidationError(NO_PASSWORDS)
        return number

    def clean_receipt(self):
        upload = self.cleaned_data["receipt"]
        if not upload:
            return None
        try:
            return harmless(upload)
        except NotAPaper as wrong:
            raise forms.ValidationError(str(wrong)) from None


class FileForm(ReceiptForm):
    """What was sent, and when: as a clock somewhere showed it."""

    languages = forms.MultipleChoiceField(
        label=_("Which files were sent"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose which files were sent.")},
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    clock = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    zone = forms.ChoiceField(label=_("On the clocks of"))

    field_order = ["languages", "day", "clock", "zone", "receipt_number", "receipt"]

    def __init__(self, *args, files, places, reader, at, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(row["file"].language, row["name"]) for row in files]
        self.fields["languages"].choices = choices
        zones = dict.fromkeys([reader.time_zone, GENEVA])
        self.fields["zone"].choices = [(zone, places(zone)) for zone in zones]
        here = at.astimezone(ZoneInfo(reader.time_zone))
        self.initial = {
            "languages": [code for code, _name in choices],
            "day": here.date(),
            "clock": here.time(),
            "zone": reader.time_zone,
            **self.initial,
        }

    def clean(self):
        cleaned = super().clean()
        if {"day", "clock", "zone"} <= cleaned.keys():
            try:
                cleaned["sent_at"] = moment(
                    cleaned["day"], cleaned["clock"], cleaned["zone"]
                )
            except NoSuchTime:
                self.add_error(
                    "clock", _("Clocks there are put forward over this time.")
                )
            except OverflowError:
                self.add_error("day", _("This day is out of all calendars."))
        return cleaned
