"""What is asked while a review is set up."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.models import State, Turn
from core.forms import ConstrainedModelForm
from reviews.models import Review, Role
from workspace import people_list
from workspace.people_list import Checked, Entry

LAST_CYCLE = 99
LONGEST_LIST = 20_000
BESIDE = "group-"
NAMES = [f"coalition_name_{code}" for code, _language in settings.LANGUAGES]


class OpenForm(ConstrainedModelForm):
    """`key` is made with the page: sent twice, it is one review."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    cycle = forms.IntegerField(label=_("Cycle"), min_value=1, max_value=LAST_CYCLE)

    class Meta:
        model = Review
        fields = ["state", "cycle"]

    def __init__(self, *args, user, **kwargs):
        led = Review.objects.led_by(user).order_by("is_demo", "-cycle", "created_at")
        self.known = [review for review in led if not review.is_demo]
        initial = {"key": uuid4()}
        for last in led[:1]:
            initial |= {"state": last.state_id, "cycle": last.cycle + 1}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["state"].queryset = State.objects.listed()
        self.fields["state"].empty_label = _("Choose a State")

    def clean(self):
        cleaned = super().clean()
        review, state = self.instance, cleaned.get("state")
        if {"key", "state", "cycle"} <= cleaned.keys():
            review.pk = cleaned["key"]
            turn = Turn.objects.of(state, cycle=cleaned["cycle"])
            if turn:
                review.session, review.is_projected = turn.session, turn.is_projected
            before = next((row for row in self.known if row.state_id == state.pk), None)
            for name in NAMES if before else []:
                setattr(review, name, getattr(before, name))
        return cleaned


class BehindForm(forms.Form):
    """Sent with GET: it changes nothing, and leads to the groups."""

    after = forms.ModelChoiceField(
        queryset=None,
        label=_("What do you take groups from?"),
        widget=forms.RadioSelect,
        empty_label=_("From none: we begin anew"),
        blank=True,
        required=False,
    )

    def __init__(self, *args, reviews, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = reviews
        self.fields["after"].label_from_instance = called


def called(review) -> str:
    """Of two reviews of one State in one cycle: by their coalitions."""
    words = {"state": review.state.name, "number": review.cycle}
    said = _now("%(state)s, cycle %(number)s") % words
    name = str(review.coalition_name)
    return f"{said} – {name}" if name else said


class GroupsForm(forms.Form):
    groups = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Which groups"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )
    with_steps = forms.BooleanField(
        label=_("With the steps of their roadmaps"),
        help_text=_("What is to be done, and in which order; no people and no days."),
        required=False,
        initial=True,
    )

    def __init__(self, *args, groups, taken, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups
        self.taken = {
            group.pk for group in groups if tuple(group.names_outside) in taken
        }
        self.initial["groups"] = [
            group.pk for group in groups if group.pk not in self.taken
        ]


class PeopleForm(forms.Form):
    """A list, and a field for each group that has nobody who answers for it. Valid when
    every line can be followed; `checked` says what would be sent."""

    lines = forms.CharField(
        label=_("The list"),
        help_text=_("One person on a line."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        max_length=LONGEST_LIST,
        required=False,
    )
    role = forms.ChoiceField(
        label=_("Where a line names no role"),
        choices=[(kind.value, kind.label) for kind in Role.INVITED],
        initial=Role.Kind.ADVISER,
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"),
        help_text=_("Where a line names none."),
        choices=settings.LANGUAGES,
    )

    def __init__(self, *args, review, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.review, self.user = review, user
        self.regions = people_list.regions_of(review)
        self.checked: Checked | None = None
        named = [name.removeprefix(BESIDE) for name in self.data]
        self.vacant = {
            f"{BESIDE}{group.pk}": group
            for group in people_list.without_rapporteur(review, user=user, named=named)
        }
        for name, group in self.vacant.items():
            self.fields[name] = forms.CharField(
                label=str(group.name),
                widget=forms.EmailInput(attrs={"autocomplete": "off"}),
                max_length=people_list.LONGEST_ADDRESS,
                required=False,
            )

    @property
    def rapporteurs(self):
        return [self[name] for name in self.vacant]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        entries = [
            Entry(number=0, email=cleaned[name].strip().lower(), group=group)
            for name, group in self.vacant.items()
            if cleaned[name].strip()
        ]
        entries += people_list.read(cleaned["lines"])
        if not entries:
            raise ValidationError(_("Write at least one address."))
        self.checked = people_list.check(
            entries,
            review=self.review,
            user=self.user,
            role=cleaned["role"],
            language=cleaned["language"],
        )
        if self.checked.wrong:
            self.add_error("lines", self.checked.wrong)
        return cleaned
