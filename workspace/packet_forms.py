"""Sending for translation, and a packet's file coming back."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.openings import OPEN_AT_MOST
from core.exceptions import ActionRefused
from core.translations import Handed
from groups.models import Group, Membership
from reviews.models import Role
from submissions.word import reading
from workspace.packet_files import rows_of
from workspace.packets import Order, group_of

USUAL = timedelta(days=7)
GUEST = "guest"
TRANSLATING = [
    Membership.Role.TRANSLATOR,
    Membership.Role.RAPPORTEUR,
    Membership.Role.DRAFTER,
]
LONGEST = 10_000


class SendForm(forms.Form):
    """To whom, and by when. The languages stand in the address."""

    whom = forms.ChoiceField(
        label=_("Who translates?"),
        error_messages={"required": _("Choose who translates.")},
    )
    label = forms.CharField(
        label=_("For whom is the link?"),
        max_length=80,
        required=False,
        help_text=_("Only for somebody without an account. So you know who has it."),
    )
    due_on = forms.DateField(
        label=_("By when?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say by when you need it.")},
    )

    def __init__(self, *args, subject, sender, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.seats = {
            f"seat:{seat.pk}": seat for seat in seats_for(subject, sender=sender)
        }
        self.roles = {
            f"role:{role.pk}": role
            for role in translators_for(subject, sender=sender)
            if role.user_id not in {seat.user_id for seat in self.seats.values()}
        }
        self.fields["whom"].choices = list(self.offered(sender))
        today = timezone.localdate(timezone=ZoneInfo(sender.time_zone))
        due = self.fields["due_on"]
        due.initial = today + USUAL
        due.widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + OPEN_AT_MOST - timedelta(days=1)).isoformat(),
        }

    def offered(self, sender):
        yield "", _("Choose")
        called = [
            (
                key,
                gettext("%(name)s (you)") % {"name": seat.user.full_name}
                if seat.user_id == sender.pk
                else seat.user.full_name,
            )
            for key, seat in self.seats.items()
        ]
        translators = [(key, role.user.full_name) for key, role in self.roles.items()]
        if translators:
            yield _("Translators of the coalition"), translators
        if called:
            yield _("In the group"), called
        yield GUEST, _("Somebody without an account, by a link")

    def clean(self):
        found = super().clean()
        if found.get("whom") == GUEST and not found.get("label", "").strip():
            self.add_error("label", _("Say for whom the link is."))
        return found

    def through(self):
        """The role or membership because of which she is asked; None for a guest."""
        whom = self.cleaned_data["whom"]
        return self.seats.get(whom) or self.roles.get(whom)

    def order(self, *, source: str, into: str) -> Order:
        return Order(
            subject=self.subject,
            source_language=source,
            language=into,
            due_on=self.cleaned_data["due_on"],
        )


def groups_behind(subject):
    group = group_of(subject)
    return [group] if group else list(subject.groups.all())


def seats_for(subject, *, sender):
    """Who writes or translates in the groups that are open to the sender: of others
    she does not know who is in them."""
    groups = [group.pk for group in groups_behind(subject)]
    open_ones = Group.objects.open_to(sender).filter(pk__in=groups)
    rows = (
        Membership.objects.filter(
            group__in=open_ones.values("pk"), role__in=TRANSLATING, user__is_active=True
        )
        .select_related("user")
        .order_by("user__full_name", "user", "pk")
    )
    seen = {}
    for row in rows:
        seen.setdefault(row.user_id, row)
    order = TRANSLATING.index
    return sorted(seen.values(), key=lambda row: order(row.role))


def translators_for(subject, *, sender):
    """The review's own. What an institution writes is not shown to them."""
    rows = Role.objects.filter(
        review=subject.review, role=Role.Kind.TRANSLATOR, user__is_active=True
    )
    if any(g.kind == Group.Kind.INSTITUTION for g in groups_behind(subject)):
        rows = rows.none()
    return rows.select_related("user").order_by("user__full_name", "pk")


class ItemForm(forms.Form):
    """One translation, and what the person had before her."""

    text = forms.CharField(
        label=_("Translation"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the translation first.")},
    )
    source_digest = forms.CharField(max_length=16, widget=forms.HiddenInput)
    base = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def handed(self) -> Handed:
        return Handed(
            text=self.cleaned_data["text"].replace("\r\n", "\n").strip(),
            source_digest=self.cleaned_data["source_digest"],
            base=self.cleaned_data["base"],
        )


class ReturnForm(forms.Form):
    file = forms.FileField(
        label=_("The Word file"),
        help_text=_("The .docx of this packet, up to 10 MB. It is not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose the file.")},
        allow_empty_file=True,  # what is wrong with it, `reading` says
    )

    def clean_file(self):
        """Its rows."""
        upload = self.cleaned_data["file"]
        try:
            reading.refuse_size(upload.size)
            return rows_of(reading.read(upload.read()))
        except ActionRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
