from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.forms import ConstrainedModelForm
from factsheets import images
from factsheets.actions import RECOMMENDATIONS_AT_MOST
from factsheets.models import Ask, Factsheet
from factsheets.publishing import SHARE_DAYS_AT_MOST
from groups.models import Group, Membership
from proposals.models import Proposal
from recommendations import queries as record


class StartForm(ConstrainedModelForm):
    """The first three things: which group, in which language, what about."""

    title = forms.CharField(
        label=_("Title"),
        max_length=Factsheet.TEXTS["title"],
        help_text=_("What it is about, in a few words. It can be changed."),
    )
    key_message = forms.CharField(
        label=_("Key message"),
        max_length=Factsheet.TEXTS["key_message"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The one sentence a diplomat should remember."),
    )

    class Meta:
        model = Factsheet
        fields = ["source_language"]
        widgets = {"source_language": forms.RadioSelect}

    def __init__(self, *args, user, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source_language"].choices = [
            choice for choice in self.fields["source_language"].choices if choice[0]
        ]
        writes = [Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER]
        groups = (
            Group.objects.open_to(user)
            .filter(
                review=review,
                memberships__user=user,
                memberships__role__in=writes,
            )
            .for_listing()
        )
        if len(groups) == 1:
            self.only_group = groups[0]
        else:
            self.only_group = None
            self.fields["group"] = GroupChoice(queryset=groups, label=_("Group"))
        self.order_fields(["group", "source_language", "title", "key_message"])

    @property
    def chosen_group(self) -> Group:
        return self.only_group or self.cleaned_data["group"]


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, group):
        return str(group.name)


class ChoiceForm(forms.Form):
    """Choices that several people make for one page."""

    @property
    def seen(self) -> list[UUID]:
        """What was chosen when the person began."""
        return uuids(self.data.getlist("seen"))


class PickForm(ChoiceForm):
    """Which past recommendations the page shows."""

    def __init__(self, *args, factsheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recommendations"] = forms.ModelMultipleChoiceField(
            queryset=record.pickable(factsheet.review),
            required=False,
            error_messages={
                "invalid_choice": _("One of these recommendations cannot be chosen."),
                "invalid_pk_value": _("One of these recommendations cannot be chosen."),
            },
        )

    @property
    def asked(self) -> list[UUID]:
        """What was ticked, in the order of the form."""
        return uuids(self.data.getlist("recommendations"))

    def clean_recommendations(self):
        """In the order of the form, not of the database."""
        found = {row.pk: row for row in self.cleaned_data["recommendations"]}
        chosen = [found[pk] for pk in self.asked]
        if len(chosen) > RECOMMENDATIONS_AT_MOST:
            raise forms.ValidationError(
                ngettext_lazy(
                    "Choose at most %(most)s recommendation.",
                    "Choose at most %(most)s recommendations.",
                    "most",
                )
                % {"most": RECOMMENDATIONS_AT_MOST}
            )
        return chosen


class AsksForm(ChoiceForm):
    """Which proposals of the group the page asks for, and in which order."""

    def __init__(self, *args, factsheet, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposals"] = forms.ModelMultipleChoiceField(
            queryset=Proposal.objects.visible_to(user).filter(group=factsheet.group_id),
            required=False,
            error_messages={
                "invalid_choice": _("One of these proposals cannot be chosen."),
                "invalid_pk_value": _("One of these proposals cannot be chosen."),
            },
        )

    @property
    def asked(self) -> list[UUID]:
        """What was ticked, by the number typed beside it."""
        return uuids(sorted(self.data.getlist("proposals"), key=self._place))

    def clean_proposals(self):
        found = {row.pk: row for row in self.cleaned_data["proposals"]}
        chosen = [found[pk] for pk in self.asked]
        if len(chosen) > Ask.MOST:
            raise forms.ValidationError(
                ngettext_lazy(
                    "Choose at most %(most)s proposal.",
                    "Choose at most %(most)s proposals.",
                    "most",
                )
                % {"most": Ask.MOST}
            )
        return chosen

    def _place(self, key):
        """The number typed beside it; whoever has none comes last."""
        place = self.data.get(f"place-{key}", "")[:9]
        return int(place) if place.isascii() and place.isdigit() else 10**9


class OptionsForm(ConstrainedModelForm):
    logo_file = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG or JPEG, up to 2 MB. We redraw it and remove what it hides."),
    )
    removes_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    class Meta:
        model = Factsheet
        fields = ["source_language", "shows_legal_notice"]

    def clean_logo_file(self):
        upload = self.cleaned_data["logo_file"]
        if not upload:
            return None
        try:
            return images.rebuilt(upload)
        except images.NotAPicture as wrong:
            raise forms.ValidationError(str(wrong)) from None


class PublishForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    accepts_gaps = forms.BooleanField(
        label=_("I have read what is still open. Publish all the same"),
        required=False,
    )

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = languages


class ShareForm(forms.Form):
    label = forms.CharField(
        label=_("For whom"),
        max_length=80,
        required=False,
        help_text=_("A word for yourselves. The reader does not see it."),
    )
    days = forms.IntegerField(
        label=_("Valid for how many days"),
        min_value=1,
        max_value=SHARE_DAYS_AT_MOST,
        initial=30,
    )


def uuids(texts) -> list[UUID]:
    """Each once, in their order; what is none is passed over."""
    found = {}
    for text in texts:
        try:
            found[UUID(text)] = None
        except ValueError:
            continue
    return list(found)
