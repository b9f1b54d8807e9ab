"""What is typed by who asks organisations to sign, and by who signs."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from submissions.forms import two_lines
from submissions.models import Naming, SignOnAnswer
from submissions.signing import NAME_AT_MOST, REASON_AT_MOST, Answer
from submissions.stages import REASON_AT_MOST as BACK_AT_MOST

Kind = SignOnAnswer.Kind
Via = SignOnAnswer.Via
two_lines_lazy = lazy(two_lines, str)
NAMING_CHOICES = [
    (
        Naming.UNNAMED,
        two_lines_lazy(
            _("Not named"),
            _(
                "Your name is in no file. The groups that write the text know that you"
                " agreed."
            ),
        ),
    ),
    (
        Naming.NAMED,
        two_lines_lazy(
            _("Named"),
            _(
                "Your name stands on the cover of every file that is sent. The UN makes"
                " it public."
            ),
        ),
    ),
    (
        Naming.HIDDEN,
        two_lines_lazy(
            _("Hidden"),
            _(
                "Only the coordinators know. You are in no file, in no list and in no"
                " number that others see."
            ),
        ),
    ),
]
NAMING_RECORDED = [
    (Naming.UNNAMED, _("Not named: in no file; groups taking part know of it")),
    (Naming.NAMED, _("Named: on the cover of every file")),
    (Naming.HIDDEN, _("Hidden: known to coordinators only")),
]


def naming_field(choices, label):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        initial=Naming.UNNAMED,
        error_messages={"required": _("Choose how your organisation is named.")},
    )


def name_field(label, **more):
    return forms.CharField(label=label, max_length=NAME_AT_MOST, **more)


class AgreeForm(forms.Form):
    """An organisation agrees, without an account."""

    naming = naming_field(NAMING_CHOICES, _("How is your organisation named?"))
    signed_name = name_field(
        _("Your name"),
        help_text=_("Only the coordinators read it. It is in no file and no letter."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write who signs.")},
    )
    signed_function = name_field(
        _("What you are there"),
        help_text=_("For example: director."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Write what you are in the organisation.")},
    )
    confirmed = forms.BooleanField(
        label=_("I have read the text, and my organisation agrees to it."),
        error_messages={"required": _("Tick this if your organisation agrees.")},
    )

    def answer(self) -> Answer:
        found = self.cleaned_data
        return Answer(
            kind=Kind.YES,
            naming=found["naming"],
            signed_name=found["signed_name"],
            signed_function=found["signed_function"],
        )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not?"),
        required=False,
        max_length=REASON_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It helps those who write. You may leave it empty."),
    )

    def answer(self) -> Answer:
        return Answer(kind=Kind.NO, reason=self.cleaned_data["reason"])


class OrganisationChoice(forms.ModelChoiceField):
    def label_from_instance(self, organisation):
        return str(organisation.name)


def said_name(language):
    return forms.CharField(label=language, max_length=200, required=False)


class AskForm(forms.Form):
    """One organisation: known in this review, or new by its name."""

    known = OrganisationChoice(
        label=_("An organisation that was asked before"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("A new one"),
    )
    name_ru = said_name(_("name, Russian"))
    name_ky = said_name(_("name, Kyrgyz"))
    name_en = said_name(_("name, English"))
    language = forms.ChoiceField(
        label=_("Language of its page"),
        help_text=_("It reads the text in this language, and may read the others."),
    )
    contact = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_(
            "The link goes there. It is kept sealed. Left empty, you hand the link over."
        ),
    )
    is_hidden = forms.BooleanField(
        label=_("Until it answers, only coordinators know that it is asked"),
        required=False,
    )

    def __init__(self, *args, known, languages, taken, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = taken
        self.fields["known"].queryset = known
        names = dict(settings.LANGUAGES)
        self.fields["language"].choices = [(code, names[code]) for code in languages]

    def clean(self):
        found = super().clean()
        if found.get("known"):
            return found
        names = {name: found.get(name, "") for name in NAMES}
        if not any(names.values()):
            self.add_error("name_ru", _("Write the name in at least one language."))
        for field, name in names.items():
            if folded(name) in self.taken:
                self.add_error(
                    field, _("An organisation of this name is asked already.")
                )
        return found

    @property
    def organisation(self) -> Organisation:
        found = self.cleaned_data
        return found["known"] or Organisation(
            kind=Organisation.Kind.CSO, **{name: found[name] for name in NAMES}
        )


NAMES = ("name_ru", "name_ky", "name_en")


def folded(name: str) -> str:
    return " ".join(name.casefold().split())


class RecordForm(forms.Form):
    """An answer given by phone, on paper or in a chat."""

    kind = forms.ChoiceField(
        label=_("What did it say?"),
        choices=[
            (Kind.YES, pgettext_lazy("an organisation", "It agrees")),
            (Kind.NO, pgettext_lazy("an organisation", "It does not sign")),
            (Kind.WITHDRAWN, pgettext_lazy("an organisation", "It withdraws")),
        ],
        widget=forms.RadioSelect,
        initial=Kind.YES,
    )
    naming = naming_field(NAMING_RECORDED, _("How does it want to be named?"))
    signed_name = name_field(
        _("Who said it"),
        help_text=_("Coordinators alone read the name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write who said it.")},
    )
    signed_function = name_field(_("What this person is there"), required=False)
    via = forms.ChoiceField(
        label=_("How"),
        choices=[(value, label) for value, label in Via.choices if value != Via.LINK],
    )
    said_on = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("The reason, if it said one"),
        required=False,
        max_length=REASON_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, zone, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone, self.at = ZoneInfo(zone), at
        today = timezone.localdate(at, timezone=self.zone)
        self.fields["said_on"].initial = today
        self.fields["said_on"].widget.attrs["max"] = today.isoformat()

    def clean_said_on(self):
        said_on = self.cleaned_data["said_on"]
        if said_on > timezone.localdate(self.at, timezone=self.zone):
            raise forms.ValidationError(_("This day is still to come."))
        return said_on

    @property
    def said_at(self) -> datetime:
        """Noon of that day, where the coordinator lives; today: now."""
        noon = datetime.combine(self.cleaned_data["said_on"], time(12), self.zone)
        return min(noon, self.at)

    def answer(self) -> Answer:
        found = self.cleaned_data
        return Answer(
            kind=found["kind"],
            naming=found["naming"],
            signed_name=found["signed_name"],
            signed_function=found["signed_function"],
            reason=found["reason"],
        )


class BackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it go back?"),
        max_length=BACK_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who takes part can read it."),
        error_messages={"required": _("Write why it goes back.")},
    )
