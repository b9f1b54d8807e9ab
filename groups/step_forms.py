from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ConstrainedModelForm, StampedForm
from groups.models import RoadmapItem


class DateChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        day = date_format(obj.due, "j E Y")
        return _("%(what)s, %(day)s") % {"what": obj.called, "day": day}


class StepChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.what


class NewStepForm(ConstrainedModelForm):
    """One line: what, who, by when."""

    class Meta:
        model = RoadmapItem
        fields = ["what", "who", "due_on"]
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        of_group = Q(memberships__group=group, is_active=True)
        people = User.objects.filter(of_group | Q(pk=self.instance.who_id))
        field = self.fields["who"]
        field.queryset = people.distinct().order_by("full_name", "pk")
        field.empty_label = _("Nobody yet")

    def clean_what(self):
        return " ".join(self.cleaned_data["what"].split())


class StepForm(StampedForm, NewStepForm):
    milestone = DateChoice(
        queryset=None,
        required=False,
        label=_("Towards which date of the review"),
        help_text=_("Without a day of its own, the step is due on that date."),
        empty_label=_("None of them"),
    )
    blocked_by = StepChoice(
        queryset=None,
        required=False,
        label=_("Waits for"),
        help_text=_("A step that has to be done before this one can begin."),
        empty_label=_("Nothing"),
    )

    class Meta(NewStepForm.Meta):
        fields = ["what", "who", "due_on", "milestone", "blocked_by"]

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, group=group, **kwargs)
        self.fields["milestone"].queryset = group.review.milestones.in_order()
        others = RoadmapItem.objects.filter(group=group).exclude(pk=self.instance.pk)
        self.fields["blocked_by"].queryset = others.in_order()
        self.stamp_with(self.instance)


class SourceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        review = obj.review
        return _("%(group)s – %(state)s, cycle %(cycle)d") % {
            "group": obj.name,
            "state": review.state.name,
            "cycle": review.cycle,
        }


class CopyForm(forms.Form):
    source = SourceChoice(
        queryset=None,
        label=_("From which roadmap"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a roadmap.")},
    )

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources
