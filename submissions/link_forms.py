from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Opening
from accounts.openings import OPEN_AT_MOST

USUAL = timedelta(days=30)


class LinkForm(forms.Form):
    """A link for a guest: to what, what the guest may do, until when."""

    label = forms.CharField(
        label=_("For whom"),
        max_length=80,
        help_text=_("So you will see who commented. The guest does not see it."),
    )
    what = forms.ChoiceField(label=_("What the link opens"))
    level = forms.ChoiceField(
        label=_("What the guest may do"),
        choices=[
            (Opening.Level.COMMENT, _("Read and comment")),
            (Opening.Level.READ, _("Read only")),
        ],
        widget=forms.RadioSelect,
        initial=Opening.Level.COMMENT,
    )
    last_day = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, submission, texts, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        self.subjects = {"": submission} | {str(text.pk): text for text in texts}
        names = dict(settings.LANGUAGES)
        self.fields["what"].required = False
        self.fields["what"].choices = [
            ("", _("The whole submission, in every language")),
            *((str(text.pk), titled(text, names)) for text in texts),
        ]
        today = timezone.localdate(timezone=self.zone)
        last = self.fields["last_day"]
        last.initial = today + USUAL
        last.widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + OPEN_AT_MOST - timedelta(days=1)).isoformat(),
        }

    def terms(self) -> dict:
        """For `open_to_link`. The last day ends where the person lives who says it."""
        found = self.cleaned_data
        end = datetime.combine(found["last_day"], time(23, 59, 59), self.zone)
        return {
            "subject": self.subjects[found["what"]],
            "level": found["level"],
            "until": end,
            "label": found["label"],
        }


def titled(text, names) -> str:
    return f"{text.section.heading} · {names[text.language]}"
