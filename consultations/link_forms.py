from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.models import Region
from consultations.models import ContributionLink
from core.forms import ConstrainedModelForm
from groups.models import Group

DAYS = {
    14: _("Two weeks"),
    30: _("A month"),
    90: _("Three months"),
    365: _("A year"),
}


class LinkForm(ConstrainedModelForm):
    days = forms.TypedChoiceField(
        label=_("How long it is open"), coerce=int, choices=DAYS, initial=90
    )

    class Meta:
        model = ContributionLink
        fields = ["label", "region", "groups", "takes_photos"]
        widgets = {"groups": forms.CheckboxSelectMultiple}
        help_texts = {
            "label": _("For yourselves: “Poster at the bus station in Naryn”."),
            "groups": _("None: coordinators pass on what comes in."),
            "takes_photos": _(
                "Only where a picture says what words cannot: pictures bring people"
                " into danger. Each is drawn anew, and where it was taken is removed."
            ),
        }

    def __init__(self, data=None, *, link: ContributionLink, user):
        super().__init__(data, instance=link)
        host = link.event.host if link.event else None
        groups = Group.objects.visible_to(user).filter(review=link.review)
        if host and (host.is_confidential or host.kind == Group.Kind.INSTITUTION):
            groups = groups.filter(pk=host.pk)
        else:
            groups = groups.filter(kind=Group.Kind.THEMATIC)
        self.fields["groups"].queryset = groups.for_listing()
        self.fields["groups"].label_from_instance = lambda group: group.name
        if link.event:
            del self.fields["region"]
            # What a new row has in its fields goes before what a field begins with.
            self.initial["groups"] = [host.pk] if host else []
        else:
            regions = Region.objects.filter(state=link.review.state_id).listed()
            self.fields["region"].queryset = regions
            self.fields["region"].empty_label = str(_("The whole country"))

    def opened(self, *, at: datetime) -> ContributionLink:
        link: ContributionLink = self.instance
        link.expires_at = at + timedelta(days=self.cleaned_data["days"])
        return link
