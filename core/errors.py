"""Error pages. They name no object, carry no form and are the same for what is
foreign and what does not exist."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

# Navigation could name what the page must not.
BARE = {"sections": None}


def bad_request(request, exception=None):
    return render(request, "400.html", BARE, status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", BARE, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", BARE, status=404)


def broken(request):
    """Without database, session or translations that could fail again."""
    return HttpResponseServerError(get_template("500.html").render({}))


def csrf_failure(request, reason=""):
    """The form is too old or came from elsewhere; nothing was changed."""
    return render(request, "403.html", {**BARE, "is_old_form": True}, status=403)
