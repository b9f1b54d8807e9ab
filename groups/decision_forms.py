from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ConstrainedModelForm
from groups.models import Decision
from groups.models.decisions import OPTION_AT_MOST, OPTIONS, WHY_AT_MOST

ORGANISATIONS_AT_MOST = 40
NAME_AT_MOST = 120


def lines_of(text: str) -> list[str]:
    """What stands on each line, once."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(filter(None, lines)))


class MemberChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return obj.user.full_name


class DecisionForm(ConstrainedModelForm):
    options = forms.CharField(
        label=_("Answers to choose from"),
        help_text=_("Two to six, each on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2 * OPTIONS[1] * OPTION_AT_MOST,
    )
    members = MemberChoice(
        queryset=None,
        required=False,
        label=_("Members to ask"),
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = forms.CharField(
        required=False,
        label=_("Organisations to ask"),
        help_text=_(
            "Each on a line of its own. They have no account here: the rapporteur notes what they say."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=ORGANISATIONS_AT_MOST * NAME_AT_MOST,
    )

    class Meta:
        model = Decision
        fields = ["question", "due_on"]
        widgets = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    field_order = ["question", "options", "due_on", "members", "organisations"]

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        members = group.memberships.filter(user__is_active=True).select_related("user")
        self.fields["members"].queryset = members.order_by("user__full_name", "pk")
        self.initial.setdefault("members", [row.pk for row in members])

    def clean_question(self):
        return " ".join(self.cleaned_data["question"].split())

    def clean_options(self):
        options = lines_of(self.cleaned_data["options"])
        if not OPTIONS[0] <= len(options) <= OPTIONS[1]:
            raise forms.ValidationError(_("Offer two to six answers."))
        if any(len(option) > OPTION_AT_MOST for option in options):
            raise forms.ValidationError(
                _("An answer has %(most)d letters at most.") % {"most": OPTION_AT_MOST}
            )
        self.instance.options = options
        return options

    def clean_organisations(self):
        names = lines_of(self.cleaned_data["organisations"])
        if any(len(name) > NAME_AT_MOST for name in names):
            raise forms.ValidationError(
                _("A name has %(most)d letters at most.") % {"most": NAME_AT_MOST}
            )
        return names


class AnswerForm(forms.Form):
    answer = forms.TypedChoiceField(
        label=_("Your answer"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = list(enumerate(decision.options))


NONE = "none"


class DecideForm(forms.Form):
    result = forms.ChoiceField(
        label=_("What was decided"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided.")},
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("Whoever asks in two years reads this."),
        max_length=WHY_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why it was decided so.")},
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        answers = [(str(n), text) for n, text in enumerate(decision.options)]
        self.fields["result"].choices = [*answers, (NONE, _("None of these"))]

    def chosen(self) -> int | None:
        result = self.cleaned_data["result"]
        return None if result == NONE else int(result)
