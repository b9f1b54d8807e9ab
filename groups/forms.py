from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import ConstrainedModelForm
from groups.models import Group, Invitation, Membership

NAMES = ["name_en", "name_ru", "name_ky"]
NEUTRAL_NAMES = ["neutral_name_en", "neutral_name_ru", "neutral_name_ky"]


class NewGroupForm(ConstrainedModelForm):
    rapporteur_email = forms.EmailField(
        label=_("E-mail of its rapporteur"),
        max_length=254,
        help_text=_("Gets the invitation at once, and invites the others."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, initial="ru"
    )

    class Meta:
        model = Group
        fields = [*NAMES, "kind", "is_confidential", *NEUTRAL_NAMES]

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.review = review


class GroupForm(ConstrainedModelForm):
    """Whether the group is confidential is for its rapporteurs to say, and once
    said stays so."""

    class Meta:
        model = Group
        fields = [*NAMES, "is_confidential", *NEUTRAL_NAMES]

    def __init__(self, *args, may_seal, **kwargs):
        super().__init__(*args, **kwargs)
        is_fixed = self.instance.is_confidential or not may_seal
        self.fields["is_confidential"].disabled = is_fixed


class InvitationForm(ConstrainedModelForm):
    class Meta:
        model = Invitation
        fields = ["email", "role", "language"]

    def __init__(self, *args, group, only_rapporteur=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        roles = Membership.Role.choices
        if only_rapporteur:
            roles = [choice for choice in roles if choice[0] == "rapporteur"]
        self.fields["role"].choices = roles


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role)
