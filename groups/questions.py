"""Questions that groups of every coalition have to decide, to begin from. The words
are those of the page's language; the group changes them as it likes."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Shipped:
    name: object  # in a list of them
    question: object
    options: tuple[object, ...]


SHIPPED = {
    # DOMAIN ICP-4: decided by consultation inside the group.
    "own-or-joint": Shipped(
        name=_("Own submission, cross-sectoral, or both?"),
        question=_(
            "Do we hand in a submission of our own, write in the cross-sectoral one, or both?"
        ),
        options=(
            _("A submission of our own"),
            _("Only the cross-sectoral one"),
            _("Both"),
        ),
    ),
}


def first_words(key: str) -> dict[str, str]:
    """What the form begins with; nothing for an unknown key."""
    shipped = SHIPPED.get(key)
    if shipped is None:
        return {}
    return {
        "question": str(shipped.question),
        "options": "\n".join(map(str, shipped.options)),
    }
