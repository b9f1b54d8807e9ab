"""Fewer letters, asked for from a letter itself and without signing in. Programs that
read mail open every address in it: looking changes nothing here, only a button does."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.access import access
from notifications import stopping

ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058


def load_letter(token):
    letter = stopping.letter_of(token)
    if letter is None:
        raise Http404
    return letter


@access("link")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, token):
    """What would change, and a button; afterwards the way back."""
    letter = load_letter(token)
    if request.method == "POST":
        return changed(request, token, letter)
    before = stopping.kept(token, request.GET.get("before", ""))
    context = {
        "topics": stopping.topics_of(letter),
        "undo": request.GET.get("before") if before else "",
    }
    return render(request, "notifications/stop.html", context)


def changed(request, token, letter):
    at = timezone.now()
    undone = stopping.kept(token, request.POST.get("before", ""))
    query = {"lang": request.LANGUAGE_CODE}
    if undone:
        stopping.resume_letters(letter=letter, before=undone, at=at)
    else:
        before = stopping.stop_letters(letter=letter, at=at)
        query["before"] = stopping.keep_for_later(token, before)
    return redirect(reverse("letters:page", args=[token], query=query))


@access("link")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request, token):
    """Asked by the reader's mail program, which has no cookies; a person who comes
    here goes on to the page."""
    letter = load_letter(token)
    name, value = ONE_CLICK
    if request.method == "POST" and request.POST.get(name) == value:
        stopping.stop_letters(letter=letter, at=timezone.now())
        return HttpResponse(status=204)
    return redirect("letters:page", token)
