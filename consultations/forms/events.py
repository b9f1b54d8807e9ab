from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultations import event_desk
from consultations.models import Event, Question
from core.forms import ConstrainedModelForm
from groups.models import Group
from reviews.models.calendar import ZONES


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return str(obj.name)


class GroupsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return str(obj.name)


class PeopleChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return obj.full_name


class RegionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.name


class EventForm(ConstrainedModelForm):
    """A title, a day and a kind are enough; the rest waits under “more”."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Event
        fields = [
            *("title", "starts_on", "kind", "ends_on", "begins_at", "zone"),
            *("mode", "place", "region", "languages", "groups"),
            *("materials_due_on", "recording_url", "notes"),
        ]
        field_classes = {"groups": GroupsChoice, "region": RegionChoice}
        widgets = {
            "starts_on": day_input(),
            "ends_on": day_input(),
            "materials_due_on": day_input(),
            "begins_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "mode": forms.RadioSelect,
            "groups": forms.CheckboxSelectMultiple,
            "recording_url": forms.URLInput(attrs={"inputmode": "url"}),
            "notes": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "zone": _("Where the clock hangs, such as Asia/Bishkek."),
            "ends_on": _("Left empty, it ends on the same day."),
            "notes": _("It stands in the activity report. Name nobody who was there."),
        }

    MORE = [
        *("ends_on", "begins_at", "zone", "mode", "place", "region", "languages"),
        *("groups", "facilitators", "materials_due_on", "recording_url", "notes"),
    ]

    def __init__(self, *args, user, hosts=(), for_coalition=False, **kwargs):
        super().__init__(*args, **kwargs)
        event = self.instance
        is_new = event._state.adding
        self.fields["mode"].choices = Event.Mode.choices
        self.fields["ends_on"].required = False
        self.fields["languages"] = forms.MultipleChoiceField(
            label=self.fields["languages"].label,
            choices=[("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["region"].queryset = event.review.state.regions.in_order()
        known = Group.objects.visible_to(user).filter(review=event.review)
        self.fields["groups"].queryset = known.for_listing()
        self.fields["facilitators"] = PeopleChoice(
            queryset=event_desk.people_for(
                user,
                review=event.review,
                hosts=[event.host] if event.host else list(hosts),
                event=None if is_new else event,
            ),
            label=_("Who leads through it"),
            help_text=_("Named inside only. Left empty: whoever opens the meeting."),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if is_new:
            self._choose_host(hosts, for_coalition)
        else:
            seen = known.filter(events=event).values_list("pk", flat=True)
            self.initial["groups"] = list(seen)
            led = event.facilitations.values_list("user", flat=True)
            self.initial["facilitators"] = list(led)
            self.initial["version"] = event.version

    def _choose_host(self, hosts, for_coalition):
        hosts = list(hosts)
        only = hosts[0] if len(hosts) == 1 and not for_coalition else None
        self.instance.host = only
        if hosts and only is None:
            self.fields["host"] = GroupChoice(
                queryset=Group.objects.filter(pk__in=[row.pk for row in hosts]),
                label=_("Held by"),
                required=not for_coalition,
                empty_label=_("The coalition as a whole") if for_coalition else "—",
            )
            self.fields["host"].choices = [
                *([("", _("The coalition as a whole"))] if for_coalition else []),
                *((row.pk, str(row.name)) for row in hosts),
            ]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_zone(self):
        zone = self.cleaned_data["zone"].strip()
        if zone not in ZONES:
            raise forms.ValidationError(
                _("There is no such time zone. Asia/Bishkek is one.")
            )
        return zone

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("ends_on"):
            cleaned["ends_on"] = cleaned.get("starts_on")
        if "host" in self.fields:
            self.instance.host = cleaned.get("host")
        return cleaned

    @property
    def is_more_wrong(self):
        return any(self[name].errors for name in self.MORE)

    @property
    def more(self):
        return [self[name] for name in self.MORE]


class QuestionForm(ConstrainedModelForm):
    class Meta:
        model = Question
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class AnswerForm(forms.Form):
    """`seen`: what stood there when the page was shown."""

    answer = forms.CharField(
        label=pgettext_lazy("what was said", "Answer"),
        max_length=Question._meta.get_field("answer").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
