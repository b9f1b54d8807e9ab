from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalogue.models import Region
from core.forms import ConstrainedModelForm
from reviews.models import Review, Role, RoleInvitation


class InvitationForm(ConstrainedModelForm):
    class Meta:
        model = RoleInvitation
        fields = ["email", "role", "region", "language"]
        help_texts = {"region": _("For a facilitator only.")}

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.review = review
        regions = Region.objects.filter(state=review.state_id)
        self.fields["region"].queryset = regions.order_by("order", "pk")
        self.fields["language"].choices = settings.LANGUAGES

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("region") and cleaned.get("role") != Role.Kind.FACILITATOR:
            self.add_error("region", _("Only a facilitator has a region."))
        return cleaned


class ReviewForm(ConstrainedModelForm):
    class Meta:
        model = Review
        fields = [
            "coalition_name_en",
            "coalition_name_ru",
            "coalition_name_ky",
            "contact_email",
            "contact_phone",
            "session",
            "is_projected",
            "may_be_indexed",
        ]
