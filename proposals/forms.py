from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.models import Term
from core.forms import ConstrainedModelForm
from proposals.models import Proposal
from recommendations import queries as record


class FollowedChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, recommendation):
        wording = recommendation.wording.text
        shown = wording if len(wording) <= 140 else f"{wording[:140]}…"  # noqa: PLR2004
        states = ", ".join(by.state.name for by in recommendation.made_by.all())
        return f"{states}: {shown}"


class ProposalForm(ConstrainedModelForm):
    """Checks what was typed. Never saves: the view calls an action."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Proposal
        fields = ["kind", "wording_en", "wording_ru", "wording_ky", "terms"]
        widgets = {
            "kind": forms.RadioSelect,
            "wording_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
            "wording_ru": forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
            "wording_ky": forms.Textarea(attrs={"rows": 3, "lang": "ky"}),
            "terms": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, review, follows=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Proposal.Kind.choices
        self.fields["terms"].queryset = Term.objects.of("topics").in_order()
        followed = []
        if self.instance.pk:
            followed = list(self.instance.follows.values_list("pk", flat=True))
            self.initial["version"] = self.instance.version
            self.initial["follows"] = followed
        self.may_follow = {*followed, *follows}
        self.fields["follows"] = FollowedChoice(
            queryset=record.for_listing(review).filter(pk__in=self.may_follow),
            label=_("Follows these recommendations"),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def words(self) -> dict[str, str]:
        return {
            name: self.cleaned_data[name]
            for name in ("kind", "wording_en", "wording_ru", "wording_ky")
        }
