"""A text that was written elsewhere: the file, and where each piece of it goes."""

from collections.abc import Iterator, Sequence

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core.exceptions import ActionRefused
from submissions import headings
from submissions.importing import Choice
from submissions.models import Section
from submissions.word import foreign, reading

NEW, OUT = "new", "out"
PIECES_AT_MOST = 200
LETTERS_AT_MOST = 1_000_000  # of what travels with the page
GOOD_FOR = 24 * 3600  # seconds


class TooLong(ActionRefused):
    """Of a file."""


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("The Word file"),
        help_text=_("A .docx, up to 10 MB. It is not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose the file.")},
        allow_empty_file=True,  # what is wrong with it, `reading` says
    )
    language = forms.ChoiceField(
        label=_("Language of the file"), widget=forms.RadioSelect
    )

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages

    def clean_file(self):
        """Its pieces."""
        upload = self.cleaned_data["file"]
        try:
            reading.refuse_size(upload.size)
            pieces = foreign.read(upload.read())
        except ActionRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if not any(piece.blocks for piece in pieces):
            raise forms.ValidationError(_("There are no words in this file."))
        if len(pieces) > PIECES_AT_MOST:
            raise forms.ValidationError(
                _("The file has more headings than an outline may have sections.")
            )
        return pieces


def sealed(pieces: Sequence[foreign.Piece], *, language: str, salt: str) -> str:
    """The pieces as the page carries them: nothing of the file is kept here. Raises
    TooLong."""
    told = [[piece.heading, piece.level, piece.blocks] for piece in pieces]
    said = signing.dumps([language, told], salt=salt, compress=True)
    if len(said) > LETTERS_AT_MOST:
        raise TooLong(_("The file is too long to be brought in at once. Divide it."))
    return said


def unsealed(said: str, *, salt: str) -> tuple[str, list[foreign.Piece]]:
    """Raises signing.BadSignature."""
    language, told = signing.loads(said, salt=salt, max_age=GOOD_FOR)
    return language, [foreign.Piece(*row) for row in told]


class PlacesForm(forms.Form):
    """One question for each piece."""

    def __init__(self, *args, pieces, sections: Sequence[Section], rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.pieces = pieces
        places = [
            (OUT, _("Leave it out")),
            (NEW, _("A section of its own")),
            *((str(section.pk), label) for section, label in rows),
        ]
        for number, piece in enumerate(pieces):
            self.fields[f"place-{number}"] = forms.ChoiceField(
                label=piece.heading or _("Before the first heading"),
                choices=places,
                initial=_likely_place(piece, sections),
            )

    def rows(self) -> Iterator[tuple[foreign.Piece, forms.BoundField]]:
        for number, piece in enumerate(self.pieces):
            yield piece, self[f"place-{number}"]

    def choices(self) -> list[Choice]:
        chosen = []
        for number, piece in enumerate(self.pieces):
            place = self.cleaned_data[f"place-{number}"]
            if place != OUT:
                section = None if place == NEW else place
                chosen.append(Choice(piece.heading, piece.level, piece.blocks, section))
        return chosen


def _likely_place(piece: foreign.Piece, sections: Sequence[Section]) -> str:
    """What stands before the first heading is mostly a cover."""
    if not piece.heading:
        return OUT
    found = headings.likely(piece.heading, sections)
    return str(found.pk) if found else NEW
