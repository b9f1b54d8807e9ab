"""What the holder of a link sees, without an account: the texts that it opens,
and what was said in answer to her own comments. The link is asked for anew with
every request; nothing of it is kept in a session."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from comments import actions, desk
from comments.by_link import take_answer, through_door
from comments.feedback_forms import AnswerForm
from comments.forms import CommentForm, ThreadForm
from comments.models import FeedbackRequest, Thread
from comments.queries import asked_about
from core.access import access
from core.exceptions import ActionRefused
from submissions import guests, queries, remarks
from submissions.desk import fresh_document
from submissions.models import Submission, Text
from submissions.rendering import render as rendered


@access("link")
@require_safe
def home(request, token):
    return through_door(
        request, token, lambda opening: first_page(request, token, opening)
    )


@access("link")
@require_safe
def text(request, token, pk):
    return through_door(
        request,
        token,
        lambda opening: page(request, token, opening, load(opening, pk)),
    )


@access("link")
@require_POST
def comment(request, token, pk):
    return through_door(
        request,
        token,
        lambda opening: begin(request, token, opening, load(opening, pk)),
    )


@access("link")
@require_POST
def reply(request, token, pk):
    return through_door(
        request, token, lambda opening: go_on(request, token, opening, pk)
    )


@access("link")
@require_POST
def answer(request, token):
    return through_door(request, token, lambda opening: give(request, token, opening))


def load(opening, pk) -> Text:
    return get_object_or_404(guests.opened(opening), pk=pk)


def first_page(request, token, opening):
    """The text that was opened, or the list of those of the submission."""
    texts = list(guests.opened(opening))
    if not texts and opening.subject_label != Submission._meta.label_lower:
        raise Http404
    if len(texts) == 1:
        return page(request, token, opening, texts[0])
    languages = guests.by_language(texts)
    return render(
        request,
        "submissions/guest_list.html",
        {
            "opening": opening,
            "title": guests.title_of(languages[0][0]) if texts else None,
            "languages": [
                [
                    {
                        "text": row,
                        "heading": guests.heading_of(row),
                        "url": reverse("guest:text", args=[token, row.pk]),
                    }
                    for row in rows
                ]
                for rows in languages
            ],
        },
    )


def begin(request, token, opening, shown):
    """A new thread about a block of the text."""
    form = ThreadForm(request.POST)
    if opening.may_comment and form.is_valid():
        place = remarks.place_in(shown, block=form.cleaned_data["block"])
        try:
            thread = actions.open_thread(
                subject=shown,
                review=shown.section.submission.review,
                body=form.cleaned_data["body"],
                by=opening,
                at=timezone.now(),
                place=place,
                language=request.LANGUAGE_CODE,
            )
        except ActionRefused as refusal:
            form.add_error("body", str(refusal))
        else:
            return back_to(thread, token, shown)
    return page(request, token, opening, shown, form=form)


def go_on(request, token, opening, pk):
    """An answer in a thread that was begun with this link."""
    thread = get_object_or_404(Thread.objects.begun_with(opening), pk=pk)
    shown = load(opening, thread.subject_id)
    form = CommentForm(request.POST)
    if opening.may_comment and form.is_valid():
        try:
            actions.reply(
                thread=thread,
                body=form.cleaned_data["body"],
                by=opening,
                at=timezone.now(),
                language=request.LANGUAGE_CODE,
            )
        except ActionRefused as refusal:
            form.add_error("body", str(refusal))
        else:
            return back_to(thread, token, shown)
    return page(request, token, opening, shown, answered=thread, answer_form=form)


def give(request, token, opening):
    """The answer to what was asked with this link."""
    asked = get_object_or_404(FeedbackRequest.objects.opened_with(opening))
    shown = load(opening, asked.subject_id)
    form = take_answer(request, asked, opening)
    if form is None:
        return redirect(reverse("guest:home", args=[token]))
    return page(request, token, opening, shown, feedback_form=form)


def back_to(thread, token, shown):
    address = reverse("guest:text", args=[token, shown.pk])
    return redirect(f"{address}#c-{thread.pk}")


def page(request, token, opening, shown, *, form=None, **refused):
    """The text as it is now. What was refused is shown with what was typed."""
    document = fresh_document(shown)
    address = reverse("guest:text", args=[token, shown.pk])
    block = (form.data if form else request.GET).get("block", "")
    context = {
        "opening": opening,
        "heading": guests.heading_of(shown),
        "title": guests.title_of(shown),
        "text": shown,
        "body": rendered(
            document,
            language=shown.language,
            comment_url=address if opening.may_comment else None,
        ),
        "is_empty": not document.get("content"),
        "form": form or ThreadForm(initial={"block": block}),
        "quote": remarks.beginning_of(document, block) if block else "",
        "comment_url": reverse("guest:comment", args=[token, shown.pk]),
        "address": address,
        "home_url": reverse("guest:home", args=[token]),
        "asked": asked_about(shown, by=opening).first(),
        "feedback_form": AnswerForm(),
        "feedback_url": reverse("guest:answer", args=[token]),
        "is_one_of_many": opening.subject_label == Submission._meta.label_lower,
        **desk.guest_context(
            shown,
            opening=opening,
            called=lambda people: queries.roles_for_guest(
                shown.section.submission, people=people
            ),
            reply_url=lambda row: reverse("guest:reply", args=[token, row.pk]),
        ),
        **refused,
    }
    status = 422 if form or refused else 200
    if status != 200 and not opening.may_comment:  # noqa: PLR2004
        status = 403
    return render(request, "submissions/guest.html", context, status=status)
