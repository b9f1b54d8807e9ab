"""What the editor asks about things that a text cites."""

from uuid import UUID

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from core.access import access
from submissions import citing
from submissions.models.drafting import Level
from submissions.views.loading import load_text

LONGEST_QUESTION = 200


@access("signed_in")
@require_safe
def cards(request, review_id, pk):
    """The wording as it stands now. What is not open to the reader is not there."""
    text = load_text(request, review_id, pk)
    try:
        ref = UUID(request.GET.get("ref", ""))
    except ValueError:
        raise Http404 from None
    found = citing.card(request.GET.get("kind", ""), ref, **_asked(request, text))
    if found is None:
        raise Http404
    return JsonResponse(found)


@access("signed_in")
@require_safe
def picker(request, review_id, pk):
    text = load_text(request, review_id, pk, level=Level.SUGGEST)
    kind = request.GET.get("kind", "")
    if kind not in citing.KINDS:
        raise Http404
    words = request.GET.get("q", "").replace("\0", " ")[:LONGEST_QUESTION]
    found = citing.choices(kind, words, **_asked(request, text))
    return JsonResponse({"results": list(found)})


def _asked(request, text) -> dict:
    language = request.GET.get("language", "")
    return {
        "reader": request.user,
        "submission": text.section.submission,
        "language": language if language in citing.LANGUAGES else text.language,
    }
