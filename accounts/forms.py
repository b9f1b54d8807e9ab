from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.models import User
from core.forms import ConstrainedModelForm

# Where our people live and where the UN works. Another zone that a person
# already has is kept and offered to them.
TIME_ZONES = {
    "Asia/Bishkek": _("Bishkek"),
    "Asia/Almaty": _("Almaty"),
    "Asia/Ashgabat": _("Ashgabat"),
    "Asia/Dushanbe": _("Dushanbe"),
    "Asia/Tashkent": _("Tashkent"),
    "Asia/Bangkok": _("Bangkok"),
    "Asia/Tbilisi": _("Tbilisi"),
    "Asia/Yerevan": _("Yerevan"),
    "Europe/Istanbul": _("Istanbul"),
    "Europe/Moscow": _("Moscow"),
    "Europe/Warsaw": _("Warsaw"),
    "Europe/Zurich": _("Geneva"),
    "Europe/London": _("London"),
    "America/New_York": _("New York"),
    "UTC": _("Universal time"),
}


class PasswordResetForm(forms.Form):
    """Asks for the letter. Whether anybody has this address is not its business."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def save(self, request, **_future):  # called by allauth's view
        email = self.cleaned_data["email"]
        actions.ask_for_password_letter(email=email, at=timezone.now())
        return email


class DetailsForm(ConstrainedModelForm):
    class Meta:
        model = User
        fields = ["full_name", "language", "time_zone"]
        widgets = {"full_name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zones = {**TIME_ZONES}
        zones.setdefault(self.instance.time_zone, self.instance.time_zone)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=sorted_by_clock(zones)
        )


def sorted_by_clock(zones):
    """From west to east, as the clock stands today."""
    now = timezone.now()
    return sorted(
        zones.items(),
        key=lambda zone: (now.astimezone(ZoneInfo(zone[0])).utcoffset(), zone[0]),
    )


class JoinForm(forms.Form):
    """A new person: a name, a password, a language. The address is the one to
    which the invitation went."""

    full_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As your colleagues should see it. It is shown to nobody else."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("A password"),
        max_length=1000,
        strip=False,
        help_text=_("At least twelve characters. Four unusual words are a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(
        label=_("Your language"), choices=settings.LANGUAGES, required=True
    )

    def __init__(self, *args, email, **kwargs):
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self):
        password = self.cleaned_data.get("password")
        if password:
            person = User(
                email=self.email, full_name=self.cleaned_data.get("full_name", "")
            )
            try:
                password_validation.validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data
