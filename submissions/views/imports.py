"""A Word file that was written elsewhere comes into the outline."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.access import access
from core.exceptions import ActionRefused
from submissions import importing
from submissions.checking import languages_of
from submissions.import_forms import FileForm, PlacesForm, sealed, unsealed
from submissions.numbers import numbered
from submissions.views.loading import load_submission


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request, review_id, pk):
    """First the file, then where each piece of it goes. Between the two the page
    carries the words; nothing is kept until the person has said where."""
    submission = load_submission(request, review_id, pk, perm="arrange")
    salt = f"submissions.import:{submission.pk}:{request.user.pk}"
    if "pieces" in request.POST:
        return _place(request, submission, salt=salt)
    languages = [(row["code"], row["name"]) for row in languages_of(submission)]
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        languages=languages,
        initial={"language": submission.source_language},
    )
    if form.is_valid():
        language, pieces = form.cleaned_data["language"], form.cleaned_data["file"]
        try:
            carried = sealed(pieces, language=language, salt=salt)
        except ActionRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _ask(request, submission, carried, language=language, pieces=pieces)
    return _page(request, submission, "submissions/import.html", form=form)


def _place(request, submission, *, salt):
    carried = request.POST["pieces"]
    try:
        language, pieces = unsealed(carried, salt=salt)
    except signing.BadSignature:
        messages.error(
            request, _("This page was open too long. Choose the file again.")
        )
        return redirect(request.path)
    form = _places(request.POST, submission, pieces)
    if form.is_valid():
        try:
            texts = importing.bring_in(
                submission=submission,
                language=language,
                choices=form.choices(),
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext(
                "%(number)d piece was brought in.",
                "%(number)d pieces were brought in.",
                len(texts),
            )
            messages.success(request, said % {"number": len(texts)})
            return redirect(submission)
    return _ask(
        request, submission, carried, language=language, pieces=pieces, form=form
    )


def _places(data, submission, pieces):
    sections = list(submission.sections.in_order())
    numbers = numbered(sections)
    rows = [(row, f"{numbers[row.pk]}. {row.heading}") for row in sections]
    return PlacesForm(data, pieces=pieces, sections=sections, rows=rows)


def _ask(request, submission, carried, *, language, pieces, form=None):
    return _page(
        request,
        submission,
        "submissions/import_places.html",
        form=form or _places(None, submission, pieces),
        pieces=carried,
        language=language,
    )


def _page(request, submission, template, **more):
    page = {"review": submission.review, "submission": submission, **more}
    return render(request, template, page)
