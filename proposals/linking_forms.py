"""What may be put behind a proposal, and to which meetings it may be taken."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from consultations import taking
from consultations.models import Event
from consultations.models.room import AT_MOST
from evidence.models import Evidence
from proposals.models import Proposal

LABEL_AT_MOST = 140
OFFERED_AT_MOST = 8


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LABEL_AT_MOST else f"{words[: LABEL_AT_MOST - 1]}…"


class EvidenceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.get_kind_display()}: {shortened(obj.title)}"


class EventChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.title}, {date_format(obj.starts_on, 'j E Y')}"


class LinkFindingForm(forms.Form):
    """What the person may know, and the group may rest on. `offered`: the newest of
    those in which every word occurs; `found`: how many do."""

    finding = forms.ModelChoiceField(
        queryset=None,
        label=_("Finding"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args, proposal: Proposal, user, words=(), **kwargs):
        super().__init__(*args, **kwargs)
        terms = {"review": proposal.review, "groups": [proposal.group]}
        behind = proposal.finding_links.values("finding")
        known = taking.citable(user, **terms).exclude(pk__in=behind)
        said = taking.citable(user, words=words, **terms).exclude(pk__in=behind)
        self.fields["finding"].queryset = known
        self.offered = list(said[:OFFERED_AT_MOST])
        self.found = said.count()


class LinkEvidenceForm(forms.Form):
    """From the shelf of the group, and what was given to it."""

    evidence = EvidenceChoice(
        queryset=None, label=_("Evidence"), empty_label=_("Choose evidence")
    )

    def __init__(self, *args, proposal: Proposal, user, **kwargs):
        super().__init__(*args, **kwargs)
        known = Evidence.objects.visible_to(user).of_group(proposal.group)
        behind = proposal.evidence_links.values("evidence")
        self.fields["evidence"].queryset = (
            known.filter(withdrawn_at=None).exclude(pk__in=behind).for_listing()
        )


class MeetingForm(forms.Form):
    """A meeting that the person organises and that is not over."""

    event = EventChoice(
        queryset=None, label=_("Meeting"), empty_label=_("Choose a meeting")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, proposal: Proposal, user, **kwargs):
        super().__init__(*args, **kwargs)
        ours = Event.objects.organised_by(user).filter(
            review=proposal.review_id, closed_at=None
        )
        self.fields["event"].queryset = (
            ours.exclude(tabled__order=AT_MOST)
            .exclude(tabled__in=proposal.tabled.values("tabled"))
            .in_order()
        )
