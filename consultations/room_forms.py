"""Hands in a room, a finding for the list, the page on a phone."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from consultations.models import Event, Finding, Reaction, Tabled
from consultations.models.counts import MOST
from consultations.room import REMARK_AT_MOST, told_to_the_room
from consultations.room_results import Said

LABEL_AT_MOST = 140
Answer = Reaction.Answer


class FindingChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        words = " ".join(str(obj.text).split())
        if len(words) > LABEL_AT_MOST:
            words = f"{words[: LABEL_AT_MOST - 1]}…"
        return words


class FindingForm(forms.Form):
    """What the whole coalition may know, those of this meeting first."""

    finding = FindingChoice(
        queryset=None, label=_("Finding"), empty_label=_("Choose a finding")
    )

    def __init__(self, *args, event: Event, user, **kwargs):
        super().__init__(*args, **kwargs)
        known = Finding.objects.visible_to(user).standing()
        known = known.filter(told_to_the_room(event), review=event.review_id)
        here = Case(When(event=event, then=0), default=1)
        offered = known.exclude(tabled__event=event)
        self.fields["finding"].queryset = offered.order_by(here, "-entered_at", "pk")


class HandsForm(forms.Form):
    """Three numbers, and in one line what is different here. What the person had
    before her comes along, so that nobody's numbers are written over unseen."""

    true = forms.IntegerField(
        label=Answer.TRUE.label, min_value=0, max_value=MOST, required=False
    )
    not_so = forms.IntegerField(
        label=Answer.NOT.label, min_value=0, max_value=MOST, required=False
    )
    different = forms.IntegerField(
        label=Answer.DIFFERENT.label, min_value=0, max_value=MOST, required=False
    )
    remark = forms.CharField(
        label=_("What is different here, in one line"),
        max_length=REMARK_AT_MOST,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def hands(self) -> dict[str, int]:
        said = self.cleaned_data
        return {
            Answer.TRUE: said["true"] or 0,
            Answer.NOT: said["not_so"] or 0,
            Answer.DIFFERENT: said["different"] or 0,
        }

    def seen_before(self) -> dict[str, int]:
        parts = self.cleaned_data["seen"].split(",")
        numbers = [int(part) if part.isdecimal() else 0 for part in parts]
        return dict(zip(Answer, numbers, strict=False))


def hands_form(tabled: Tabled, said: Said, *, data=None) -> HandsForm:
    """Bound to what was typed, or with the numbers that stand there."""
    hands = said.hands
    counts = {"true": hands.true, "not_so": hands.not_so, "different": hands.different}
    first = {
        **(counts if hands else {}),
        "remark": said.remark_on_hands,
        "seen": ",".join(str(count) for count in counts.values()),
    }
    return HandsForm(data, initial=first, prefix=f"d{tabled.order}")


class PhoneForm:
    """What a phone sent: its key, and of each draft the answer and one line. Whatever
    else it sends is passed over. `unanswered`: the numbers of those of which it says
    a line and not what it is: the line would be lost."""

    def __init__(self, data, *, tabled: Sequence[Tabled]):
        self.key = _key_in(data.get("key", ""))
        self.sent = {row.pk: _sent(data, row) for row in tabled}
        self.answers = {pk: sent for pk, sent in self.sent.items() if sent[0]}
        self.unanswered = [
            row.order
            for row in tabled
            if self.sent[row.pk][1].strip() and not self.sent[row.pk][0]
        ]


def _sent(data, row: Tabled) -> tuple[str, str]:
    answer = data.get(f"answer-{row.pk}", "")
    remark = data.get(f"remark-{row.pk}", "").replace("\0", "")
    return (answer if answer in Answer.values else "", remark[:REMARK_AT_MOST])


def _key_in(typed: str) -> UUID:
    """The phone's own; without a script, the one that the page came with."""
    try:
        return UUID(typed)
    except ValueError:
        return uuid4()
