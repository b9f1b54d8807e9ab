from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalogue.models import Region, Term
from consultations.models import Finding
from consultations.models.findings import (
    CHANGE_AT_MOST,
    REASON_AT_MOST,
    TEXT_AT_MOST,
)

Sensitivity = Finding.Sensitivity


class NamedChoice(forms.ModelMultipleChoiceField):
    """Groups as this reader may know them."""

    def label_from_instance(self, obj):
        return str(obj.name)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PointForm(forms.Form):
    """One point that was made at a meeting."""

    text = forms.CharField(
        label=_("What was said"),
        max_length=TEXT_AT_MOST,
        widget=area(3),
        error_messages={"required": _("Write what was said.")},
    )
    language = forms.ChoiceField(
        label=_("Said in"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    change = forms.CharField(
        label=_("What should change"),
        max_length=CHANGE_AT_MOST,
        required=False,
        widget=area(2),
    )
    sensitivity = forms.ChoiceField(
        label=_("Who may know it"),
        choices=Sensitivity.choices,
        initial=Sensitivity.GROUP,
        widget=forms.RadioSelect,
    )
    terms = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    region = forms.ModelChoiceField(label=_("Region"), queryset=None, required=False)
    groups = NamedChoice(
        label=_("For these groups"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, event, groups, **kwargs):
        super().__init__(*args, **kwargs)
        regions = Region.objects.filter(state=event.review.state_id).in_order()
        self.fields["terms"].queryset = Term.objects.of("topics").in_order()
        self.fields["region"].queryset = regions
        self.fields["groups"].queryset = groups


class WordsForm(forms.Form):
    """The words as they were said, where, and about what."""

    text = PointForm.base_fields["text"]
    change = PointForm.base_fields["change"]
    region = PointForm.base_fields["region"]
    terms = PointForm.base_fields["terms"]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, finding, **kwargs):
        first = {
            "text": finding.text_of("text", finding.said_in),
            "change": finding.text_of("change", finding.said_in),
            "region": finding.region_id,
            "terms": [term.pk for term in finding.terms.all()],
            "version": finding.version,
        }
        super().__init__(*args, initial=first, **kwargs)
        self.fields["terms"].queryset = Term.objects.of("topics").in_order()
        regions = Region.objects.filter(state=finding.review.state_id)
        self.fields["region"].queryset = regions.in_order()


class TranslationForm(forms.Form):
    text = forms.CharField(
        label=_("What was said"),
        max_length=TEXT_AT_MOST,
        widget=area(5),
        error_messages={"required": _("Write the translation.")},
    )
    change = PointForm.base_fields["change"]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, finding, language, **kwargs):
        first = {
            "text": finding.text_of("text", language),
            "change": finding.text_of("change", language),
            "version": finding.version,
        }
        super().__init__(*args, initial=first, **kwargs)
        if not finding.text_of("change", finding.said_in):
            del self.fields["change"]


class GiveForm(forms.Form):
    groups = NamedChoice(
        label=_("To these groups"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Whoever said it reads this. Write it as you would say it."),
        max_length=REASON_AT_MOST,
        widget=area(2),
        error_messages={"required": _("Write why. Whoever said it reads it.")},
    )


class KnownForm(forms.Form):
    sensitivity = forms.ChoiceField(
        label=_("Who may know it"), widget=forms.RadioSelect
    )
    was_asked = forms.BooleanField(
        label=_(
            "Whoever said it agreed, or nobody can be found by these words. Needed if more may know it."
        ),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, finding, choices, can_widen, **kwargs):
        first = {"sensitivity": finding.sensitivity, "version": finding.version}
        super().__init__(*args, initial=first, **kwargs)
        labels = dict(Sensitivity.choices)
        self.fields["sensitivity"].choices = [(one, labels[one]) for one in choices]
        if not can_widen:
            del self.fields["was_asked"]


class FindingChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return str(obj.text)


class MergeForm(forms.Form):
    into = FindingChoice(
        label=_("With which one"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = rows


class EnquiryForm(forms.Form):
    text = forms.CharField(
        label=_("Question"),
        help_text=_(
            "Whoever has the code reads it there. Ask nothing by which somebody could be found."
        ),
        max_length=500,
        widget=area(3),
        error_messages={"required": _("Write the question.")},
    )


class EvidenceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.get_kind_display()}: {obj.title}"


class SupportForm(forms.Form):
    evidence = EvidenceChoice(
        label=_("Evidence"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = rows
