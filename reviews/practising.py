"""What is refused in a review that somebody practises in."""

from django.utils.translation import gettext as _

from core.exceptions import ActionRefused
from reviews.models import Review


class OnlyPractice(ActionRefused):
    """Nothing leaves a practice review, and nobody comes into it."""


def refuse_in_practice(review: Review) -> None:
    if review.is_practice:
        raise OnlyPractice(
            _(
                "This is your practice review: nobody else is in it and nothing leaves"
                " it. In a real one this works."
            )
        )
