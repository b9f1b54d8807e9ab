from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.openings import OPEN_AT_MOST
from comments import queries
from comments.feedback import Asked
from comments.models.feedback import POINT_AT_MOST, POINTS_AT_MOST, QUESTION_AT_MOST

USUAL = timedelta(days=7)
GUEST = "guest"


class AskForm(forms.Form):
    """Of whom, by when, which question. The actions ask again who may be asked."""

    whom = forms.ChoiceField(
        label=_("Whom do you ask?"),
        error_messages={"required": _("Choose whom you ask.")},
    )
    label = forms.CharField(
        label=_("For whom is the link?"),
        max_length=80,
        required=False,
        help_text=_("Only for a guest. So you will see who answered."),
    )
    due_on = forms.DateField(
        label=_("By when?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say by when you need the answer.")},
    )
    question = forms.CharField(
        label=_("What do you want to know?"),
        max_length=QUESTION_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to know.")},
    )

    def __init__(self, *args, subject, asker, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {
            f"adviser:{role.pk}": role
            for role in queries.advisers_for(subject, asker=asker)
        }
        self.groups = {
            f"group:{group.pk}": group
            for group in queries.groups_for(subject, asker=asker)
        }
        self.fields["whom"].choices = list(self.offered())
        today = timezone.localdate(timezone=ZoneInfo(asker.time_zone))
        due = self.fields["due_on"]
        due.initial = today + USUAL
        due.widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + OPEN_AT_MOST - timedelta(days=1)).isoformat(),
        }

    def offered(self):
        yield "", _("Choose")
        advisers = [(key, role.user.full_name) for key, role in self.people.items()]
        if advisers:
            yield _("Advisers"), advisers
        groups = [(key, str(group.name)) for key, group in self.groups.items()]
        if groups:
            yield _("Groups"), groups
        yield GUEST, _("A guest, by a link")

    def clean(self):
        found = super().clean()
        if found.get("whom") == GUEST and not found.get("label", "").strip():
            self.add_error("label", _("Say for whom the link is."))
        return found

    def asked(self, *, language: str) -> Asked:
        return Asked(
            question=self.cleaned_data["question"],
            due_on=self.cleaned_data["due_on"],
            language=language,
        )


class AnswerForm(forms.Form):
    """One of the answers; for points one to three boxes. How many there must be is
    said by the action."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, POINTS_AT_MOST + 1):
            self.fields[f"point_{number}"] = forms.CharField(
                label=gettext("Point %(number)s") % {"number": number},
                max_length=POINT_AT_MOST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def kind(self) -> str:
        return self.data.get("answer", "")

    def points(self) -> list[str]:
        names = (f"point_{number}" for number in range(1, POINTS_AT_MOST + 1))
        return [self.cleaned_data[name] for name in names]
