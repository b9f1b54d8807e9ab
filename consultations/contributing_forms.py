"""What is asked at an address for contributions."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.models import Region, Term
from consultations.contributing import PHOTOS_AT_MOST, Said
from consultations.models import ContributionLink
from consultations.models.findings import CHANGE_AT_MOST, TEXT_AT_MOST

# The topics that say of whom one speaks, in the words of a village.
WHOM = {
    "women": pgettext_lazy("concerns most", "Women"),
    "children": pgettext_lazy("concerns most", "Children"),
    "older": pgettext_lazy("concerns most", "Older people"),
    "disability": pgettext_lazy("concerns most", "People with disabilities"),
    "minorities": pgettext_lazy("concerns most", "Minorities"),
    "migration": pgettext_lazy("concerns most", "Those who moved here or work abroad"),
    "other": pgettext_lazy("concerns most", "Everyone"),
}


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """None, one or several."""

    widget = PhotosInput(attrs={"accept": "image/jpeg,image/png", "multiple": True})

    def clean(self, data, initial=None):
        chosen = data if isinstance(data, (list, tuple)) else [data]
        return [super(PhotosField, self).clean(one, initial) for one in chosen if one]


class ContributionForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What is happening?"),
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write what is happening.")},
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=gettext_lazy("Where?"),
        required=False,
        empty_label=gettext_lazy("Somewhere else, or I do not want to say"),
    )
    whom = forms.MultipleChoiceField(
        label=gettext_lazy("Whom does it concern most?"),
        choices=WHOM,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    change = forms.CharField(
        label=gettext_lazy("What should change?"),
        max_length=CHANGE_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_by_a_minor = forms.BooleanField(
        label=gettext_lazy("I am under 18"), required=False
    )
    photos = PhotosField(label=gettext_lazy("Photos"), required=False)

    def __init__(self, data=None, files=None, *, link: ContributionLink, **more):
        super().__init__(data, files, **more)
        self.link = link
        regions = Region.objects.filter(state=link.review.state_id).listed()
        self.fields["region"].queryset = regions
        self.fields["region"].initial = region_of(link)
        if not link.takes_photos:
            del self.fields["photos"]

    def clean(self):
        cleaned = super().clean()
        photos = cleaned.get("photos") or []
        if photos and cleaned.get("is_by_a_minor"):
            self.add_error("photos", _("Under 18: please send it without a photo."))
        elif len(photos) > PHOTOS_AT_MOST:
            self.add_error("photos", _("Two photos at most."))
        return cleaned

    def said(self, photos: tuple[bytes, ...]) -> Said:
        kept = self.cleaned_data
        topics = Term.objects.of("topics").filter(key__in=kept["whom"])
        return Said(
            key=kept["key"],
            text=tidied(kept["text"]),
            change=tidied(kept["change"]),
            region=kept["region"],
            terms=tuple(topics) if kept["whom"] else (),
            is_by_a_minor=kept["is_by_a_minor"],
            photos=photos,
        )


def region_of(link: ContributionLink) -> Region | None:
    return link.region or (link.event.region if link.event else None)


def tidied(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
