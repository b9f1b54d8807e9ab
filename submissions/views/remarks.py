"""The comments on a text: read, and begun."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comments import actions
from comments import views as comments
from comments.forms import ThreadForm, posted
from comments.queries import mentionable
from core.access import access
from core.exceptions import ActionRefused
from submissions import remarks
from submissions.models.drafting import Level
from submissions.views.loading import load_text


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def threads(request, review_id, pk):
    """The fragment, or a new thread: see docs/drafting.md."""
    if request.method == "POST":
        return begin(request, load_text(request, review_id, pk, level=Level.COMMENT))
    html = comments.fragment(request, load_text(request, review_id, pk))
    if comments.wants_json(request):
        return JsonResponse({"html": html})
    return HttpResponse(html)


def begin(request, text):
    form = ThreadForm(posted(request))
    if form.is_valid():
        try:
            thread = actions.open_thread(
                subject=text,
                review=text.section.submission.review,
                body=form.cleaned_data["body"],
                by=request.user,
                at=timezone.now(),
                place=remarks.place_in(text, **form.place()),
                language=request.LANGUAGE_CODE,
                people=mentionable(request.user, text),
            )
        except ActionRefused as refusal:
            form.add_error("body", str(refusal))
        else:
            return comments.answer(request, thread)
    return refuse(request, text, form)


def refuse(request, text, form):
    if comments.wants_json(request):
        return comments.refused_form(form)
    context = {"form": form, "heading": _("Comment"), "quote": form.data.get("quote")}
    context["back"] = text.get_absolute_url()
    return render(request, "comments/write.html", context, status=422)
