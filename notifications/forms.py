from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from core.forms import ConstrainedModelForm
from notifications.models import Wishes
from notifications.topics import Topic

QUIET = ["quiet_from", "quiet_until"]


class WishesForm(ConstrainedModelForm):
    class Meta:
        model = Wishes
        fields = [*(topic.value for topic in Topic), *QUIET]
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in QUIET
        }

    def full_clean(self):
        """What no field is to blame for is about the hours, which stand after all the
        subjects: it is said there."""
        super().full_clean()
        for sentence in self.errors.pop(NON_FIELD_ERRORS, []):
            self.add_error(QUIET[0], sentence)

    def topics(self):
        return [self[topic.value] for topic in Topic]

    def quiet(self):
        return [self[name] for name in QUIET]
