from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations import report_word
from consultations.report import report_of
from consultations.views.loading import load_own_event, of_event
from core.access import access

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = dict(settings.LANGUAGES)


@access("signed_in")
@require_safe
def report(request, review_id, pk):
    event = load_own_event(request, review_id, pk)
    said = report_of(event)
    page = of_event(request, event) | {
        "report": said,
        "facts": report_word.facts(said),
        "done": report_word.done(said),
    }
    return render(request, "consultations/report.html", page)


@access("signed_in")
@require_safe
def report_file(request, review_id, pk, language):
    event = load_own_event(request, review_id, pk)
    if language not in LANGUAGES:
        raise Http404
    raw = report_word.render_docx(event, language=language)
    name = f"activity-report-{event.starts_on.isoformat()}-{language}.docx"
    return HttpResponse(
        raw,
        content_type=DOCX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
