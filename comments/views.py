"""What is done to a thread: by a form that comes back to the subject's page, or
by a script that asks for JSON and gets the fragment anew."""

import re

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from comments import actions, desk, queries
from comments.forms import AssignForm, CommentForm, posted
from comments.models import Comment, Thread
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm

WRITING = require_http_methods(["GET", "HEAD", "POST"])


def load_thread(request, review_id, pk, *, perm) -> Thread:
    thread = get_object_or_404(
        Thread.objects.visible_to(request.user), pk=pk, review=review_id
    )
    require_perm(request.user, f"comments.{perm}_thread", thread)
    return thread


def load_comment(request, review_id, pk, *, perm) -> Comment:
    comment = get_object_or_404(
        Comment.objects.visible_to(request.user).select_related("thread"),
        pk=pk,
        thread__review=review_id,
    )
    require_perm(request.user, f"comments.{perm}_comment", comment)
    return comment


@access("signed_in")
@WRITING
def reply(request, review_id, pk):
    thread = load_thread(request, review_id, pk, perm="reply")
    return write(
        request,
        thread,
        lambda body, people: actions.reply(
            thread=thread,
            body=body,
            by=request.user,
            at=timezone.now(),
            language=request.LANGUAGE_CODE,
            people=people,
        ),
        heading=_("Answer"),
    )


@access("signed_in")
@WRITING
def edit(request, review_id, pk):
    comment = load_comment(request, review_id, pk, perm="change")
    return write(
        request,
        comment.thread,
        lambda body, people: actions.edit_own(
            comment=comment,
            body=body,
            actor=request.user,
            at=timezone.now(),
            people=people,
        ),
        heading=_("Change your comment"),
        body=desk.body_for(request.user, comment),
    )


def write(request, thread, do, *, heading, body=""):
    """Do it; or show the box again with what was typed in it."""
    is_post = request.method == "POST"
    form = CommentForm(posted(request) if is_post else None, initial={"body": body})
    if is_post and form.is_valid():
        people = queries.mentionable(request.user, thread.subject())
        try:
            do(form.cleaned_data["body"], people)
        except ActionRefused as refusal:
            form.add_error("body", str(refusal))
        else:
            return answer(request, thread)
    if is_post and wants_json(request):
        return refused_form(form)
    context = {"form": form, "thread": thread, "heading": heading}
    context["back"] = thread.get_absolute_url()
    status = 422 if is_post else 200
    return render(request, "comments/write.html", context, status=status)


@access("signed_in")
@require_POST
def assign(request, review_id, pk):
    thread = load_thread(request, review_id, pk, perm="assign")
    people = queries.mentionable(request.user, thread.subject())
    form = AssignForm(posted(request), people=people)
    if not form.is_valid():
        return refuse(request, thread, _("Choose somebody from the list."))
    chosen = form.cleaned_data["person"]
    person = User.objects.filter(pk=chosen).first() if chosen else None
    return attempt(
        request,
        thread,
        lambda: actions.assign(
            thread=thread, person=person, actor=request.user, at=timezone.now()
        ),
    )


@access("signed_in")
@require_POST
def resolve(request, review_id, pk):
    thread = load_thread(request, review_id, pk, perm="resolve")
    seen = posted(request).get("seen", "")
    return attempt(
        request,
        thread,
        lambda: actions.resolve(
            thread=thread,
            actor=request.user,
            at=timezone.now(),
            seen=int(seen) if re.fullmatch("[0-9]{1,9}", seen) else None,
        ),
    )


@access("signed_in")
@require_POST
def reopen(request, review_id, pk):
    thread = load_thread(request, review_id, pk, perm="resolve")
    return attempt(
        request,
        thread,
        lambda: actions.reopen(thread=thread, actor=request.user, at=timezone.now()),
    )


@access("signed_in")
@require_POST
def remove(request, review_id, pk):
    comment = load_comment(request, review_id, pk, perm="remove")
    return attempt(
        request,
        comment.thread,
        lambda: actions.remove(comment=comment, by=request.user, at=timezone.now()),
    )


# How they answer


def wants_json(request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def attempt(request, thread, do):
    try:
        do()
    except ActionRefused as refusal:
        return refuse(request, thread, str(refusal))
    return answer(request, thread)


def answer(request, thread):
    """Back to where the thread stands, or the threads as they are now."""
    if not wants_json(request):
        return redirect(thread)
    return JsonResponse(
        {"thread": str(thread.pk), "html": fragment(request, thread.subject())}
    )


def refuse(request, thread, sentence):
    if wants_json(request):
        return JsonResponse({"error": "refused", "sentence": sentence}, status=422)
    messages.error(request, sentence)
    return redirect(thread)


def refused_form(form):
    sentence = " ".join(text for errors in form.errors.values() for text in errors)
    return JsonResponse({"error": "refused", "sentence": sentence}, status=422)


def fragment(request, subject) -> str:
    context = desk.threads_context(subject, user=request.user, at=timezone.now())
    return render_to_string("comments/threads.html", context, request)
