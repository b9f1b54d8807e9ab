from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from consultations.forms.events import RegionChoice
from consultations.forms.library import PersonChoice
from consultations.models import HelpRequest, RegionalContact
from core.forms import ConstrainedModelForm
from reviews.models import Role


class HelperForm(ConstrainedModelForm):
    class Meta:
        model = RegionalContact
        fields = ["region", "user", "shown_as"]
        field_classes = {"region": RegionChoice, "user": PersonChoice}
        labels = {"shown_as": _("Called there")}
        help_texts = {
            "shown_as": _(
                "As this person wants to be called there. Ask before you write it."
            )
        }

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        review = self.instance.review
        roles = Role.objects.visible_to(reader).filter(
            review=review, role__in=Role.INSIDE
        )
        people = User.objects.filter(pk__in=roles.values("user"), is_active=True)
        self.fields["user"].queryset = people.order_by("full_name", "pk")
        self.fields["region"].queryset = review.state.regions.in_order()
        self.fields["region"].empty_label = _("Wherever nobody else does")


class AskForm(ConstrainedModelForm):
    class Meta:
        model = HelpRequest
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class AnswerHelpForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("what was said", "Answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the answer.")},
    )
