from django import forms

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

    def topics(self):
        return [self[topic.value] for topic in Topic]

    def quiet(self):
        return [self[name] for name in QUIET]
